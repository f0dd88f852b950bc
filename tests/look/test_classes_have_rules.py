"""The style sheet was purged of what nobody uses: whatever is used and had a rule before must still have one."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from supervision.templatetags import badges
from tests.house.source import ROOT

BUILT = ROOT / ".build/static/app/app.css"
WHOLE = (
    ROOT / ".build/frontend/node_modules/@tabler/core/dist/css/tabler.min.css",
    ROOT / ".build/frontend/node_modules/tom-select/dist/css/tom-select.css",
)
OURS = ROOT / "shangrao_nongan/frontend"
NAME = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def classes_in(style: str) -> set[str]:
    return set(NAME.findall(re.sub(r"url\([^)]*\)", "", style)))


@cache
def built() -> set[str]:
    return classes_in(BUILT.read_text())


def used_in_templates() -> set[str]:
    found = set()
    for path in (ROOT / "templates").rglob("*.html"):
        for value in re.findall(r'class="([^"]*)"', path.read_text()):
            found |= set(re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", value).split())
            found |= set(re.findall(r"[A-Za-z][\w-]+", " ".join(re.findall(r"[\"']([\w -]+)[\"']", value))))
    return found


def used_in_python() -> set[str]:
    found = set()
    for app in ("supervision", "monitoring", "certificates", "credit", "greenfood", "emergency", "shangrao_nongan"):
        for path in (ROOT / app).rglob("*.py"):
            for words in re.findall(r"""(?:class="|"class": ?f?")([^"{]+)""", path.read_text()):
                found |= set(words.split())
    return found


def used_in_scripts() -> set[str]:
    text = "".join(path.read_text() for path in chain(OURS.glob("*.js"), OURS.glob("js/*.js")))
    naming = r"""(?:className\s*=|classList\.\w+\(|class=)\s*["'`]([^"'`\n]*)["'`]"""
    return set(re.findall(r"[A-Za-z][\w-]+", " ".join(re.findall(naming, text))))


def test_every_class_in_use_kept_its_rule():
    before = classes_in("".join(path.read_text() for path in WHOLE))
    used = used_in_templates() | used_in_python() | used_in_scripts()
    assert {"btn", "btn-primary", "container-xl"} <= before & used, "nothing was looked at"
    assert (before & used) - built() == set()


def test_our_own_layer_is_kept_whole():
    own = classes_in("".join(path.read_text() for path in OURS.glob("css/*.css")))
    assert {name for name in own if name.startswith("na-")} - built() == set()


def test_every_badge_has_its_colour():
    made = set(badges.classes(word).split()[-1] for word in badges._COLOURS)
    assert len(made) > 4
    assert made - built() == set()


def test_what_the_search_box_makes_is_kept():
    before = {name for name in classes_in(WHOLE[1].read_text()) if name.startswith("ts-")}
    assert before
    assert before - built() == set()


def test_most_of_what_nobody_uses_is_gone():
    before = classes_in("".join(path.read_text() for path in WHOLE))
    assert len(built()) < len(before) / 3
