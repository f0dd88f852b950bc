"""Small files, short functions, nothing left for later."""

import ast
import re

from .source import NOT_OURS, PACKAGES, ROOT, name_of, python_files, templates, tree_of

LINES, FUNCTION = 400, 40
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
OTHER = ("*.js", "*.css", "*.sh")
MADE_ELSEWHERE = {".build", "static", "data"}


def others():
    for package in (*PACKAGES, "bin", "deploy"):
        for pattern in OTHER:
            for path in (ROOT / package).rglob(pattern):
                if not (NOT_OURS | MADE_ELSEWHERE) & set(path.relative_to(ROOT).parts):
                    yield path


def all_files():
    return [*python_files(), *python_files(tests=True), *templates(), *others()]


def test_no_file_is_longer_than_a_few_screens():
    long = {name_of(path): n for path in all_files() if (n := len(path.read_text().splitlines())) > LINES}
    assert long == {}


def test_functions_fit_on_a_screen():
    long = {}
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = node.end_lineno - node.lineno + 1
                if size > FUNCTION:
                    long[f"{name_of(path)}: {node.name}"] = size
    assert long == {}


def test_nothing_is_left_for_later():
    here = ROOT / "tests" / "house" / "test_sizes.py"
    found = [
        f"{name_of(path)}:{number}"
        for path in all_files()
        if path != here
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if LATER.search(line)
    ]
    assert found == []
