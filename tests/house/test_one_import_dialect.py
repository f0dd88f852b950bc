"""Within a home relative, between homes absolute, and into a package of the ground only by its door.

A home is a room, the roof, a work area, a package of the ground, or what lies directly in `supervision`. A door is the
package's `__init__`: what it names in `__all__` is offered, its other files are its own business.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from .source import PACKAGES, ROOT, name_of, python_files, tree_of

GROUND = ROOT / "supervision" / "ground"
DOORS = {f"supervision.ground.{path.parent.name}" for path in GROUND.glob("*/__init__.py")}


def home_of(module: str) -> str:
    parts = module.split(".")
    if parts[0] != "supervision":
        return parts[0]
    if parts[1:2] == ["ground"]:
        return ".".join(parts[:3])
    return ".".join(parts[:2]) if (ROOT / "supervision" / "".join(parts[1:2]) / "services").is_dir() else parts[0]


def module_of(path: Path) -> str:
    return name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(path: Path) -> Iterator[tuple[str, ast.ImportFrom, str]]:
    """(module that imports, the node, the module it names), for imports of ours."""
    me = module_of(path)
    package = me.split(".") if path.name == "__init__.py" else me.split(".")[:-1]
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.ImportFrom):
            continue
        base = package[: len(package) - node.level + 1] if node.level else []
        named = ".".join([*base, *([node.module] if node.module else [])])
        if named.split(".")[0] in PACKAGES:
            yield me, node, named


def is_module(name: str) -> bool:
    return (ROOT / name.replace(".", "/")).is_dir() or (ROOT / f"{name.replace('.', '/')}.py").is_file()


def test_relative_at_home_and_absolute_elsewhere():
    wrong = []
    for path in python_files():
        for me, node, named in imports(path):
            inner = [f"{named}.{alias.name}" for alias in node.names]
            homes = {home_of(name if is_module(name) else named) for name in inner}
            at_home = home_of(me) in homes and home_of(named) == home_of(me)
            if at_home != bool(node.level) and me not in (named, *inner):
                wrong.append(f"{name_of(path)}:{node.lineno} {'.' * node.level}{node.module or ''}")
    assert wrong == []


def test_a_package_of_the_ground_is_entered_by_its_door():
    assert len(DOORS) >= 10
    wrong, seen = [], 0
    for path in python_files():
        for me, node, named in imports(path):
            for door in DOORS:
                if home_of(me) == door or not (named == door or named.startswith(f"{door}.")):
                    continue
                seen += 1
                offered = set(import_module(door).__all__)
                lacking = {alias.name for alias in node.names} - offered
                if named != door or lacking:
                    wrong.append(f"{name_of(path)}:{node.lineno} {named}: {', '.join(sorted(lacking)) or 'inner file'}")
    assert seen > 300
    assert wrong == []
