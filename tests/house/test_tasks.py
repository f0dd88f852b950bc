"""A task is a door: an explicit name, a few lines; jobs and beat send only to doors that exist."""

import ast

import pytest
from django.conf import settings

from supervision.ground.jobs.registry import KINDS

from .source import PACKAGES, dotted, name_of, python_files, tree_of

LONGEST = 12


def functions():
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                for mark in node.decorator_list:
                    call = mark if isinstance(mark, ast.Call) else None
                    if dotted(call.func if call else mark).endswith("shared_task"):
                        yield path, node, call


@pytest.fixture(scope="module")
def registered():
    from shangrao_nongan.celery import app

    app.loader.import_default_modules()
    return {name for name in app.tasks if not name.startswith("celery.")}


def test_tasks_live_in_tasks_and_are_short():
    found = list(functions())
    assert found
    for path, node, _call in found:
        assert path.name == "tasks.py", name_of(path)
        assert node.end_lineno - node.lineno + 1 <= LONGEST, f"{name_of(path)}: {node.name} does more than open a door"


def test_tasks_have_a_name_of_their_own(registered):
    for path, node, call in functions():
        names = {word.arg for word in call.keywords} if call else set()
        assert "name" in names, f"{name_of(path)}: {node.name}"
    labels = {*PACKAGES, "assessment", "chain", "demo"}
    assert {name for name in registered if name.split(".")[0] not in labels or name.count(".") != 1} == set()


def test_every_kind_of_job_is_a_task(registered):
    assert set(KINDS) - registered == set()


def test_beat_sends_to_tasks_that_exist(registered):
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} - registered == set()


def test_services_never_import_tasks():
    for path in python_files():
        if "services" in path.parts or path.stem == "services":
            imported = [node.module or "" for node in ast.walk(tree_of(path)) if isinstance(node, ast.ImportFrom)] + [
                a.name for node in ast.walk(tree_of(path)) if isinstance(node, ast.Import) for a in node.names
            ]
            assert not [name for name in imported if name.split(".")[-1] == "tasks"], name_of(path)
