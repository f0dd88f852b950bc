"""bin/run on data of another migration file: one sentence, and the data stays where it is."""

import os
import socket
import sys

CHANGE = """
import os, psycopg2
link = psycopg2.connect(os.environ["DATABASE_OWNER_URL"]); link.autocommit = True
link.cursor().execute("UPDATE nongan_applied_migration SET sha256 = 'another' WHERE app = 'credit'")
"""


def test_the_site_does_not_start_and_nothing_is_put_away(embedded, state, monkeypatch):
    made = embedded("manage", "migrate", "-v0")
    assert made.returncode == 0, made.stderr
    assert embedded("with", "main", sys.executable, "-c", CHANGE).returncode == 0
    before = {path.name for path in (state / "main").iterdir()}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setitem(os.environ, "PORT", str(free.getsockname()[1]))
    refused = embedded("run")
    assert refused.returncode == 1
    assert "迁移文件 credit/migrations/0001_initial.py、" in refused.stderr
    assert "与数据库建立时执行的不一样" in refused.stderr
    assert f"可自行把文件夹 {state / 'main'} 移走" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert {path.name for path in (state / "main").iterdir()} >= before
    assert not list((state / "main").glob("aside*"))
