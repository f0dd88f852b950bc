"""Types: every home is checked, nothing is waved through without saying what, and the calls of registers keep shape."""

from __future__ import annotations

import inspect
import re
import subprocess
import tomllib

from django.conf import settings

from .site import registers
from .source import PACKAGES, ROOT, name_of, python_files

MOST = 40
IGNORED = re.compile(r"#\s*type:\s*ignore(\[[a-z, -]+\])?")
# What would take a whole file, or a whole package, out of the check.
WAVED = re.compile(r"#\s*mypy:|@no_type_check|@typing\.no_type_check")


def config():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]


def lines():
    for path in python_files():
        for number, line in enumerate(path.read_text().splitlines(), 1):
            yield f"{name_of(path)}:{number}", line


def test_the_house_is_typed():
    done = subprocess.run(["sh", "bin/setup/types.sh"], cwd=settings.BASE, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_an_error_that_is_let_pass_is_named_and_there_are_few():
    found = {place: match[1] for place, line in lines() if (match := IGNORED.search(line))}
    assert [place for place, code in found.items() if not code] == []
    assert 0 < len(found) <= MOST


def test_no_file_leaves_the_check():
    assert [place for place, line in lines() if WAVED.search(line)] == []


def test_no_home_is_left_out():
    asked = config()
    assert set(asked["packages"]) == set(PACKAGES)
    assert asked["exclude"] == ["/migrations/"]
    assert asked["disallow_untyped_defs"] is True
    assert not {"follow_imports", "ignore_errors", "ignore_missing_imports", "disable_error_code"} & set(asked)


def test_only_what_others_wrote_without_types_has_rules_of_its_own():
    for override in config()["overrides"]:
        named = override["module"] if isinstance(override["module"], list) else [override["module"]]
        assert not [module for module in named if module.split(".")[0] in (*PACKAGES, "*")], override
        assert set(override) == {"module", "ignore_missing_imports"}


def takes(call, *names):
    """Those of the names that the call cannot be given as keywords."""
    asked = inspect.signature(call).parameters.values()
    if any(one.kind is one.VAR_KEYWORD for one in asked):
        names = [name for name in names if name == "by"]  # the rest goes into `**fields`
    known = {one.name for one in asked if one.kind in (one.KEYWORD_ONLY, one.POSITIONAL_OR_KEYWORD)}
    return [name for name in names if name not in known]


def test_what_a_register_calls_takes_what_the_desk_gives():
    """Where mypy sees only `**fields`: the actor everywhere, the key of a new record, the version of a correction."""
    wrong = {}
    for register in registers():
        keyed, versioned = (["by"] + [name] * hasattr(register.model, name) for name in ("client_key", "version"))
        calls = [("create", register.create, keyed), ("edit", register.edit, versioned)]
        calls += [(verb.name, verb.call, ["by"] + ["why"] * verb.needs_reason) for verb in register.verbs]
        calls += [(step.name, step.call, ["by"]) for step in register.steps]
        for name, call, asked in calls:
            if call and (missing := takes(call, *asked)):
                wrong[f"{register.key} {name}"] = missing
    assert wrong == {}
