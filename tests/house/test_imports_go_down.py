"""Storeys, sibling rooms, shelves and the ground floor's own order: the contracts in pyproject.toml."""

from django.conf import settings
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_imports_only_go_down(monkeypatch, capsys):
    monkeypatch.chdir(settings.BASE)
    monkeypatch.syspath_prepend(str(settings.BASE))
    answer = lint_imports(config_filename="pyproject.toml", no_cache=True)
    said = capsys.readouterr().out
    assert answer == EXIT_STATUS_SUCCESS, said[said.find("Broken contracts") :]
