"""Whatever the register, the bulk verb of an import runs for a batch that waits for it, and for no other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.base import ContentFile

from supervision.ground.desk import dryrun, importing, registry
from supervision.ground.desk.book import Book
from supervision.ground.desk.checking import Checked
from supervision.ground.desk.heads import Head
from supervision.ground.desk.models import BatchState, ImportBatch
from supervision.ground.desk.reading import Line, Table
from tests import make, registers

from . import site

pytestmark = pytest.mark.django_db
IMPORTED = [register for register in site.registers() if register.sheet]
each = pytest.mark.parametrize("register", IMPORTED, ids=[register.key for register in IMPORTED])
WAITING = {BatchState.CHECKED, BatchState.RUNNING}


def test_there_are_registers_to_ask():
    assert len(IMPORTED) >= 2


@pytest.fixture
def calls(register, monkeypatch):
    """Each call of the register's bulk verb; the workbook has one good row, whatever is in the register by now."""
    made = registers.make(register.model._meta.label)
    seen = []
    bulk = lambda rows, *, by, batch, state: seen.append(rows) or [made]  # noqa: E731
    sheet = replace(register.sheet, bulk=bulk)
    monkeypatch.setitem(registry.REGISTERS, register.key, replace(register, sheet=sheet))
    line = Line("", 2, [], Head())
    found = Checked(Table(Book([]), [], lines=[line]), rows=[{"row": 2}], lines=[line])
    monkeypatch.setattr(importing, "look", lambda *given, **more: found)
    return seen


def a_batch(register, state):
    batch = ImportBatch(register=register.key, name="名录.xlsx", made_by=make.post("city"), state=state, good=1)
    batch.file.save("名录.xlsx", ContentFile(dryrun.shut(b"PK").encode()), save=False)
    batch.save()
    return batch


@each
@pytest.mark.parametrize("state", list(BatchState))
def test_only_a_waiting_batch_is_written(cast, register, state, calls):
    batch = a_batch(register, state)
    importing.run_import(batch.pk, by=cast.city.post)
    after = ImportBatch.objects.get(pk=batch.pk)
    if state in WAITING:
        assert (len(calls), after.state, len(after.created_ids)) == (1, BatchState.DONE, 1)
    else:
        assert (len(calls), after.state, after.created_ids) == (0, state, [])


@each
def test_delivered_twice_it_is_written_once(cast, register, calls):
    batch = a_batch(register, BatchState.RUNNING)
    for _ in range(2):
        importing.run_import(batch.pk, by=cast.city.post)
    assert len(calls) == 1
