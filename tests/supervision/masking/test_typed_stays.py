"""A number typed into a remark is shown masked and kept whole, also when the record is edited or pasted from a page."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from supervision.ground import history, records
from supervision.ground.desk.comparing import alike
from supervision.patrols.services.patrol import correct_patrol
from tests import make
from tests.supervision.patrol.maker import patrol

PHONE, MASKED = "13912345678", "139****5678"


@pytest.fixture
def visited(cast):
    return patrol(note=f"联系王师傅{PHONE}", submit=False)


def test_shown_masked_and_edited_whole(cast, visited):
    detail = cast.township.get(reverse("supervision:patrols-detail", args=[visited.pk])).content.decode()
    assert PHONE not in detail and MASKED in detail
    form = cast.township.get(reverse("supervision:patrols-edit", args=[visited.pk])).content.decode()
    assert f"联系王师傅{PHONE}" in form and MASKED not in form.partition("<textarea")[2].partition("</form>")[0]


@pytest.mark.parametrize("written", [f"联系王师傅{MASKED}", f"{MASKED}，已联系", f"找 {PHONE}"])
def test_what_was_copied_from_a_page_does_not_overwrite_it(cast, visited, written):
    correct_patrol(visited, by=cast.township.post, version=visited.version, note=written)
    visited.refresh_from_db()
    assert PHONE in visited.note and "*" not in visited.note


def test_history_tells_that_it_changed_and_not_what_it_was(cast, visited):
    records.edit(visited, by=cast.township.post, version=visited.version, note="联系王师傅13912995678")
    told = str(history.of(visited))
    assert "已变更" in told and "12345" not in told and "12995" not in told


def test_the_export_is_masked_and_comes_back_unchanged(cast):
    made = make.subject("绿源种植", address=f"董团村 {PHONE}")
    answer = cast.guangxin.get(reverse("supervision:subjects-export"))
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert f"董团村 {MASKED}" in cells and not [cell for cell in cells if PHONE in cell]
    assert alike(made.address, f"董团村 {MASKED}") and not alike(made.address, "董团村 138****5678")
