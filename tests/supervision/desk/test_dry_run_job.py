"""A workbook of many rows is looked at by a job, so that no request takes seconds; and one that is gone is told so."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from supervision.ground import jobs, sent
from supervision.ground.desk import importing, tasks
from supervision.ground.desk.book import is_long
from supervision.ground.desk.models import BatchState, DryRun, ImportBatch
from supervision.ground.jobs import Job, Status
from supervision.ground.subjects import Subject

from .conftest import URL, row

pytestmark = pytest.mark.django_db
IMPORT = URL + "import/"


@pytest.fixture
def long(settings):
    settings.IMPORT_CHECKED_AT_ONCE = 2


def rows(n):
    return [row(name=f"长表{at}号", kind="农户") for at in range(n)]


def test_rows_are_counted_without_reading_them(sheet_of):
    content = sheet_of(*rows(5)).read()
    assert is_long(content, 5) and not is_long(content, 6)  # the head is a row as well
    assert is_long(b"a,b\n" * 4, 3) and not is_long(b"a,b\n" * 3, 3)
    assert not is_long(b"PK nonsense", 0) and not is_long(b"", 0)


def test_a_long_table_is_looked_at_by_a_job_and_then_shown(cast, sheet_of, long):
    answer = cast.guangxin.post_to(IMPORT, {"file": sheet_of(*rows(3), row(name="坏行", kind="火星人"))})
    batch, job = ImportBatch.objects.get(), Job.objects.get()
    assert answer.status_code == 302 and answer.url == f"{IMPORT}{batch.pk}/"
    assert (batch.state, batch.rows) == (BatchState.CHECKING, 0)
    page = cast.guangxin.get(answer.url).content.decode()
    assert "正在后台逐格检查" in page and 'hx-trigger="every 2s"' in page and "<progress" in page
    refused = cast.guangxin.post_to(answer.url, {"confirm": "1"}, follow=True).content.decode()
    assert "检查中" in refused and not Subject.objects.filter(name__startswith="长表").exists()
    tasks.check_import(job.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.rows, batch.good, batch.bad) == (BatchState.CHECKED, 4, 3, 1)
    assert Job.objects.get().status == Status.DONE and DryRun.objects.filter(batch=batch).exists()
    assert "导入可用的 3 行" in cast.guangxin.get(answer.url).content.decode()
    for member, status in ((cast.xinzhou, 404), (cast.township, 404), (cast.auditor, 403)):
        assert member.get(answer.url).status_code in (status, 404)


def test_a_short_table_is_looked_at_at_once(cast, sheet_of, settings):
    settings.IMPORT_CHECKED_AT_ONCE = 4
    cast.guangxin.post_to(IMPORT, {"file": sheet_of(*rows(3))})
    assert ImportBatch.objects.get().state == BatchState.CHECKED and not Job.objects.exists()


def test_what_the_job_cannot_read_is_said_on_the_page(cast, long):
    file = SimpleUploadedFile("名录.csv", "甲,乙\n1,2\n1,2\n1,2\n".encode())
    answer = cast.guangxin.post_to(IMPORT, {"file": file})
    tasks.check_import(Job.objects.get().pk)
    page = cast.guangxin.get(answer.url).content.decode()
    assert "没有检查完" in page and "没有找到表头" in page and "重新上传" in page
    assert 'hx-trigger="every 2s"' not in page


def test_run_twice_it_is_found_once_and_the_second_upload_leads_there(cast, sheet_of, long):
    content = sheet_of(*rows(3)).read()
    send = lambda: cast.guangxin.post_to(IMPORT, {"file": SimpleUploadedFile("名录.xlsx", content)})  # noqa: E731
    first, second = send(), send()
    assert first.url == second.url and Job.objects.count() == 1
    batch = ImportBatch.objects.get()
    importing.run_check(batch.pk, by=cast.guangxin.post)
    found = DryRun.objects.get(batch=batch).found_sealed
    importing.run_check(batch.pk, by=cast.guangxin.post)
    assert DryRun.objects.get(batch=batch).found_sealed == found


def test_a_cancelled_look_can_be_taken_up_again(cast, sheet_of, long):
    url = cast.guangxin.post_to(IMPORT, {"file": sheet_of(*rows(3))}).url
    jobs.cancel(Job.objects.get(), by=cast.guangxin.post)
    assert "再检查一次" in cast.guangxin.get(url).content.decode()
    jobs.retry(Job.objects.get(), by=cast.guangxin.post)
    tasks.check_import(Job.objects.get().pk)
    assert ImportBatch.objects.get().state == BatchState.CHECKED


def test_nobody_waits_while_a_table_is_looked_at(cast, sheet_of, monkeypatch):
    """The lock by which a person's deeds wait for each other is taken when all is looked at."""
    seen = []
    look = importing.look

    def watched(*given, **more):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
            seen.append(cursor.fetchone()[0])
        return look(*given, **more)

    monkeypatch.setattr(importing, "look", watched)
    cast.guangxin.post_to(IMPORT, {"file": sheet_of(row())})
    assert seen == [0]


@pytest.mark.parametrize("how", [sent.How.SAME, sent.How.OTHER])
def test_a_batch_that_is_gone_is_told_and_not_an_error(cast, sheet_of, monkeypatch, how):
    """As where an administrator has thrown it away: what was sent is remembered longer than what came of it."""

    @contextmanager
    def gone(*given, **more):
        raise sent.SentBefore(how, None)
        yield

    monkeypatch.setattr(sent, "once", gone)
    answer = cast.guangxin.post_to(IMPORT, {"file": sheet_of(row())}, follow=True)
    assert answer.status_code == 200 and "已不在系统里" in answer.content.decode()
    monkeypatch.undo()
    cast.guangxin.post_to(IMPORT, {"file": sheet_of(row())})
    assert ImportBatch.objects.count() == 1
