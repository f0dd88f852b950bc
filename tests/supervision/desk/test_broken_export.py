"""An export that cannot be finished gives no file: half a register must never look like a whole one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Func
from django.test import Client

from supervision.ground.desk import rowxml
from supervision.ground.desk.views import export as views
from supervision.ground.people.models import User
from supervision.ground.regions import Region
from tests import databases

from .conftest import URL

ONCE = rowxml.rows


@pytest.fixture
def killed_in_the_middle(monkeypatch):
    """The rows are a million, and after the first of them the server ends the connection they come from."""

    def rows(_queryset, _kinds):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (pid,) = cursor.fetchone()
        many = Region.objects.annotate(n=Func(1, 3000, function="generate_series")).values_list("name", "n")
        pieces = ONCE(many, ("text", "number"))
        yield next(pieces)
        databases._admin(f"SELECT pg_terminate_backend({pid})")
        yield from pieces

    monkeypatch.setattr(rowxml, "rows", rows)


def elsewhere(work):
    """In a thread of its own, as on the site: there the connection is not inside a test's transaction."""

    def run():
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        return other.submit(run).result(timeout=60)


def asked():
    client = Client()
    client.force_login(User.objects.get(username="guangxin"))
    return client.get(URL + "export/")


def test_a_killed_database_gives_a_page_and_no_file(db, killed_in_the_middle):
    answer = elsewhere(asked)
    assert answer.status_code == 503
    assert "没有生成文件" in answer.content.decode()
    assert "Content-Disposition" not in answer


def test_a_full_disk_gives_a_page_and_no_file(cast, monkeypatch):
    class Full:
        def write(self, piece):
            raise OSError(28, "No space left on device")

        def close(self):
            pass

    monkeypatch.setattr(views.tempfile, "TemporaryFile", lambda **_: Full())
    monkeypatch.setattr(views.connection, "close", lambda: None)  # it holds this test's transaction
    answer = cast.guangxin.get(URL + "export/")
    assert answer.status_code == 503
    assert "磁盘" in answer.content.decode()


def test_a_whole_file_says_how_long_it_is(cast):
    answer = cast.guangxin.get(URL + "export/")
    assert int(answer["Content-Length"]) == len(b"".join(answer.streaming_content))


def test_the_command_leaves_nothing_behind(db, killed_in_the_middle, tmp_path):
    def command():
        with pytest.raises(CommandError, match="数据库连接中断"):
            call_command("export_register", "subjects", str(tmp_path / "out.xlsx"), "--as", "guangxin")

    elsewhere(command)
    assert list(tmp_path.glob("*.xlsx*")) == []
