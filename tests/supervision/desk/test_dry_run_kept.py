"""What the dry run found is kept sealed with its batch: looking at it reads no workbook, importing checks again."""

import pytest

from supervision.ground.desk import dryrun, importing, marking, reading
from supervision.ground.desk.models import DryRun, ImportBatch
from supervision.ground.subjects import Subject
from tests import make

from .conftest import URL, opened, row

IMPORT = URL + "import/"
WRONG_PHONE = "1390793123"


@pytest.fixture
def batch(cast, sheet_of):
    """One good row, one with a phone too short."""
    answer = cast.guangxin.post_to(IMPORT, {"file": sheet_of(row(name="进来一"), row(name="乙", phone=WRONG_PHONE))})
    assert answer.status_code == 302, answer.context["form"].errors
    return ImportBatch.objects.get()


@pytest.fixture
def readings(monkeypatch):
    """How often a workbook is parsed from now on."""
    parsed, read = [], reading.read
    monkeypatch.setattr(reading, "read", lambda *given, **more: parsed.append(1) or read(*given, **more))
    return parsed


def cells(cast, batch):
    return [(c.row, c.column, c.value) for c in cast.guangxin.get(f"{IMPORT}{batch.pk}/").context["result"]["cells"]]


def test_the_page_stands_without_the_workbook(cast, batch, readings):
    assert cells(cast, batch) == [(3, "联系电话", WRONG_PHONE)]
    assert readings == []
    batch.file.delete(save=False)
    result = cast.guangxin.get(f"{IMPORT}{batch.pk}/").context["result"]
    assert (result["rows"], result["good"], result["bad"], result["more"]) == (2, 1, 1, 0)
    assert readings == []


def test_what_was_typed_does_not_stand_in_clear(batch):
    kept = DryRun.objects.get(batch=batch).found_sealed
    assert kept.startswith("gAAAA"), "a token of the keys for personal values"
    assert WRONG_PHONE not in kept
    assert WRONG_PHONE.encode() not in dryrun.opened(kept)  # packed as well
    assert dryrun.kept(batch).faults[0].value == WRONG_PHONE


def test_the_marked_copy_reads_the_cells_and_checks_nothing_again(cast, batch, monkeypatch):
    make.subject("进来一")  # by now the good row would be found in the register
    monkeypatch.setattr("supervision.ground.desk.checking.check", None)
    page = opened(cast.guangxin.get(f"{IMPORT}{batch.pk}/marked/")).worksheets[0]
    assert page.cell(3, page.max_column).value.startswith("联系电话：")
    assert page.cell(2, page.max_column).value is None


def test_the_import_checks_again_and_its_findings_are_what_stays(cast, batch, readings):
    importing.run_import(batch.pk, by=cast.guangxin.post)
    assert readings == [1]
    page = opened(cast.guangxin.get(f"{IMPORT}{batch.pk}/marked/")).worksheets[0]
    assert page.cell(2, page.max_column).value is None, "a row that went in is no fault of the file"
    assert Subject.objects.filter(name="进来一").count() == 1


def test_what_was_taken_meanwhile_is_kept_with_the_batch(cast, sheet_of):
    rows = row(name="进来一", credit_code="91361104MA35F12345"), row(name="进来二")
    cast.guangxin.post_to(IMPORT, {"file": sheet_of(*rows)})
    batch = ImportBatch.objects.get()
    assert dryrun.kept(batch).total == 0
    make.subject("先到", credit_code="91361104MA35F12345")
    batch = importing.run_import(batch.pk, by=cast.guangxin.post)
    assert (batch.good, batch.bad) == (1, 1)
    assert [fault.row for fault in dryrun.kept(batch).faults] == [2]


def test_a_batch_from_before_is_read_for_its_page(cast, batch, readings):
    DryRun.objects.all().delete()
    assert cells(cast, batch) == [(3, "联系电话", WRONG_PHONE)]
    assert readings == [1]
    assert opened(cast.guangxin.get(f"{IMPORT}{batch.pk}/marked/")).worksheets[0].max_row == 3


def test_more_than_is_kept_is_counted_and_marked_all_the_same(cast, sheet_of, monkeypatch):
    monkeypatch.setattr(dryrun, "MOST_KEPT", 1)
    cast.guangxin.post_to(IMPORT, {"file": sheet_of(row(name="甲", kind="火星人"), row(name="乙", kind="木星人"))})
    batch = ImportBatch.objects.get()
    result = cast.guangxin.get(f"{IMPORT}{batch.pk}/").context["result"]
    assert (len(result["cells"]), result["more"], result["bad"]) == (1, 1, 2)
    page = opened(cast.guangxin.get(f"{IMPORT}{batch.pk}/marked/")).worksheets[0]
    red = [page.cell(at, 2).fill.fgColor.rgb[-6:] for at in (2, 3)]
    assert red == [marking.RED.fgColor.rgb[-6:]] * 2
