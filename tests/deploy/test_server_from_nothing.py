"""The whole of deploy/ on one server, in the order in which an administrator meets it; each step twice."""

from __future__ import annotations

import os
import re

import pytest

from .machine import AS_ROOT, DEPLOY, Machine

pytestmark = pytest.mark.deploy
PLANTED = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("credit", "{before}")]
    operations = [
        migrations.AddField("objection", "planted", models.CharField(max_length=10, null=True)),
    ]
"""


def test_a_server_from_nothing_to_a_restored_one(machine: Machine) -> None:
    machine.start_postgres()
    machine.start_redis()
    machine.write_environment()
    machine.make_backup_key()
    old, new = machine.checkout("nongan-1"), machine.checkout("nongan-2")
    _plant_migration(new)

    _makes_the_database_and_stops_at_a_failure(machine)
    _a_wrong_owner_is_one_sentence(machine, old)
    said = _released_twice(machine, old)
    assert "WARNINGS" not in said
    machine.start_nginx()
    _nginx_speaks_chinese_while_the_site_is_down(machine)
    machine.start_web(old)
    _a_page_with_its_styles(machine)
    _the_web_process_knows_no_owner(machine)

    _released_twice(machine, new)
    machine.start_web(new)
    _is_in_order(machine)
    assert _has_planted_column(machine)

    said = _released_twice(machine, old)
    assert "退回" in said
    machine.start_web(old)
    _is_in_order(machine)
    assert _has_planted_column(machine)
    appointed = machine.manage(old, "appoint", "lisi", "--role", "city_admin", "--at", "361100", "--name", "李四")
    assert appointed.returncode == 0, appointed.stderr

    _comes_back_from_a_backup(machine, old)


def _makes_the_database_and_stops_at_a_failure(machine: Machine) -> None:
    assert machine.create_database("owner_password=first").returncode != 0, "no password for the application's role"
    for password in ("one", "two"):
        done = machine.create_database(f"owner_password={password}", "app_password=app")
        assert done.returncode == 0, done.stderr
    found = machine.psql("SELECT 'd' < '农' AND 'é' ~ '[[:alpha:]]'", url=machine.superuser("nongan"))
    assert found.stdout.strip() == "t"


def _a_wrong_owner_is_one_sentence(machine: Machine, tree) -> None:
    file = machine.etc / "release.env"
    right = file.read_text()
    file.write_text(right.replace("postgres://nongan@", "postgres://nobody:geheim@"))
    done = machine.script(tree, "release.sh")
    file.write_text(right)
    assert done.returncode == 1
    assert "连不上数据库，请检查 DATABASE_OWNER_URL" in done.stderr
    assert "Traceback" not in done.stderr
    assert "geheim" not in done.stderr


def _nginx_speaks_chinese_while_the_site_is_down(machine: Machine) -> None:
    """No web process yet; a request that is too large; a flood of codes."""
    answer, page = machine.get("/login")
    assert (answer.status, answer.headers["Content-Type"]) == (502, "text/html")
    assert "网站正在重启" in page.decode()
    assert answer.headers["Server"] == "nginx"
    assert "Cache-Control" not in answer.headers
    answer, page = machine.get("/login", method="POST", **{"Content-Length": str(300 * 1024 * 1024)})
    assert answer.status == 413
    assert "文件太大" in page.decode()
    statuses = machine.flood("/c/0000")
    assert set(statuses[:-1]) == {502}
    assert len(statuses) > 200
    assert statuses[-1] == 429
    answer, page = machine.get("/static/nongan/errors/502.html")
    assert answer.status == 404, "asked for directly it is no page"
    named = re.findall(r"error_page (\d+) /static/(.+);", (DEPLOY / "nginx.conf").read_text())
    assert [code for code, _ in named] == ["413", "429", "502", "504"]
    for code, name in named:
        assert code in (machine.static / name).read_text()


def _released_twice(machine: Machine, tree) -> str:
    said = ""
    for _ in range(2):
        done = machine.script(tree, "release.sh")
        assert done.returncode == 0, done.stdout + done.stderr
        said += done.stdout + done.stderr
    return said


def _a_page_with_its_styles(machine: Machine) -> None:
    answer, page = machine.get("/login")
    assert answer.status == 200
    files = re.findall(r'(?:href|src)="(/static/[^"#?]+)', page.decode())
    assert any(name.endswith(".css") for name in files)
    assert any(name.endswith(".js") for name in files)
    for name in set(files):
        answer, content = machine.get(name)
        assert answer.status == 200, (name, answer.status)
        assert content
        assert any("immutable" in line for line in answer.headers.get_all("Cache-Control"))
        kind = {"css": "text/css", "js": "application/javascript", "svg": "image/svg+xml"}[name.rpartition(".")[2]]
        assert answer.headers["Content-Type"].startswith(kind)
    style = next(name for name in files if name.endswith(".css"))
    packed, content = machine.get(style, **{"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(content) < len(machine.get(style)[1]) / 2


def _the_web_process_knows_no_owner(machine: Machine) -> None:
    environment = open(f"/proc/{machine.web.pid}/environ", encoding="utf-8").read()
    assert "DATABASE_URL" in environment
    assert "OWNER" not in environment
    assert "nongan@" not in environment
    if AS_ROOT:
        assert _as_nobody_reads(machine.base / "nginx.conf") is True
        assert _as_nobody_reads(machine.etc / "release.env") is False


def _as_nobody_reads(path) -> bool:
    """Whether an unprivileged account can read a file that has the mode its example names."""
    child = os.fork()
    if child == 0:
        code = 2
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            code = 0 if os.access(path, os.R_OK) else 1
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 1), "the child could not become another account"
    return code == 0


def _is_in_order(machine: Machine) -> None:
    """Everything but the worker, which nobody started here."""
    answer, content = machine.get("/readyz")
    assert answer.headers["Content-Type"].startswith("application/json"), content
    for part in ("database", "broker", "migrations"):
        assert f'"{part}": "ok"' in content.decode(), content.decode()
    assert machine.get("/login")[0].status == 200


def _plant_migration(tree) -> None:
    folder = tree / "credit" / "migrations"
    before = (folder / "max_migration.txt").read_text().strip()
    name = f"{int(before[:4]) + 1:04}_planted"
    (folder / f"{name}.py").write_text(PLANTED.format(before=before))
    (folder / "max_migration.txt").write_text(f"{name}\n")


def _has_planted_column(machine: Machine) -> bool:
    sql = "SELECT count(*) FROM information_schema.columns WHERE column_name = 'planted'"
    return machine.psql(sql, url=machine.superuser("nongan")).stdout.strip() != "0"


def _comes_back_from_a_backup(machine: Machine, tree) -> None:
    (machine.media / "照片.jpg").write_bytes(b"picture")
    for _ in range(2):
        made = machine.script(tree, "backup.sh")
        assert made.returncode == 0, made.stderr
    backup = max(machine.backups.glob("nongan-*"))
    assert (backup / "database.dump.gpg").exists()
    assert not (backup / "database.dump").exists()
    rehearsed = machine.script(tree, "rehearse.sh", backup)
    assert rehearsed.returncode == 0, rehearsed.stdout + rehearsed.stderr
    assert "演练通过" in rehearsed.stdout

    machine.stop_web()
    answer, page = machine.get("/login")
    assert answer.status == 502
    assert "网站正在重启" in page.decode()
    machine.psql("DROP DATABASE nongan WITH (FORCE)", url=machine.superuser())
    (machine.media / "照片.jpg").unlink()
    assert machine.create_database("owner_password=two", "app_password=app").returncode == 0
    restored = machine.script(tree, "restore.sh", backup)
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert "与备份一致" in restored.stdout
    assert (machine.media / "照片.jpg").read_bytes() == b"picture"
    again = machine.script(tree, "restore.sh", backup)
    assert again.returncode == 1
    assert "不是空的" in again.stderr
    _released_twice(machine, tree)
    machine.start_web(tree)
    _is_in_order(machine)
