"""A worker killed in the middle of an import leaves nothing behind, and another one imports everything once."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from supervision.grid.sheets.subject import SHEET
from supervision.grid.tables.subject import SUBJECTS
from supervision.ground import jobs
from supervision.ground.desk import importing
from supervision.ground.desk.models import BatchState, ImportBatch
from supervision.ground.jobs import Job, Status
from supervision.ground.jobs.vocabulary import STALE_AFTER
from supervision.ground.subjects import Subject
from tests.setup import workers

from .scoring import as_owner, ended, let_pass, until

pytestmark = pytest.mark.worker
NAMES = [f"导入农户{number}" for number in range(5)]


def workbook() -> SimpleUploadedFile:
    book, out = Workbook(), io.BytesIO()
    book.active.append([column.label for column in SHEET.columns])
    for name in NAMES:
        row = {"name": name, "kind": "农户", "industry": "种植业", "region": "广信区 董团乡"}
        book.active.append([row.get(column.name) for column in SHEET.columns])
    book.save(out)
    return SimpleUploadedFile("名录.xlsx", out.getvalue())


def test_a_killed_workers_import_is_written_once(cast, database, settings):
    batch = importing.take_in(SUBJECTS, workbook(), by=cast.guangxin.post)
    assert batch.good == len(NAMES)
    with as_owner(database) as link, workers.running(database, MEDIA_ROOT=str(settings.MEDIA_ROOT)) as process:
        link.cursor().execute("LOCK TABLE supervision_counter IN ACCESS EXCLUSIVE MODE")  # the worker gets stuck
        confirmed = cast.guangxin.post_to(f"/supervision/subjects/import/{batch.pk}/", {"confirm": "1"})
        assert confirmed.status_code == 302
        until(process, lambda: Job.objects.filter(status=Status.RUNNING, text__startswith="正在写入").exists())
        process.kill()
        process.wait()
        link.rollback()
    assert not Subject.objects.filter(name__in=NAMES).exists()
    assert ImportBatch.objects.get().state == BatchState.RUNNING

    let_pass(STALE_AFTER)
    with workers.running(database, MEDIA_ROOT=str(settings.MEDIA_ROOT)) as process:
        until(process, lambda: jobs.sweep() or ended())
        until(process, ended)
    batch.refresh_from_db()
    assert (batch.state, len(batch.created_ids), Job.objects.get().attempt) == (BatchState.DONE, len(NAMES), 2)
    assert sorted(Subject.objects.filter(name__in=NAMES).values_list("name", flat=True)) == NAMES
    assert "已导入" in cast.guangxin.get(f"/supervision/subjects/import/{batch.pk}/").content.decode()
