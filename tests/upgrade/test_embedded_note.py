"""Beside an embedded database the first release noted which files it had applied; they need not be the landed ones."""

import json
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command

from tests import databases

from .catalog import catalog


def test_a_database_of_other_files_is_refused_and_stays_where_it_is(landed, tmp_path, monkeypatch):
    (tmp_path / "migrations.json").write_text(json.dumps({"credit/migrations/0001_initial.py": "another sum"}))
    monkeypatch.setenv("NONGAN_EMBEDDED", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"postgres://nongan_app@{quote(str(tmp_path), safe='')}/nongan")
    before = catalog(landed)
    with databases.owner_of(landed), pytest.raises(CommandError) as refused:
        call_command("migrate", verbosity=0, interactive=False)
    assert "credit/migrations/0001_initial.py" in str(refused.value)
    assert f"可自行把文件夹 {tmp_path} 移走" in str(refused.value)
    assert catalog(landed) == before
