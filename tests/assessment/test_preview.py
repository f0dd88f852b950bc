"""Before publication a county reads its own lines of the newest run (预评) with the rows behind them, no others."""

import io

import openpyxl
import pytest
from django.urls import reverse

from supervision.ground.measures import Measure
from tests import make


def urls(run, county="361104", indicator="patrols"):
    sheet = run.sheets.get(county=county)
    line = sheet.lines.get(item__indicator=indicator)
    return [
        reverse("assessment:sheet", args=[sheet.pk]),
        reverse("assessment:line", args=[line.pk]),
        reverse("assessment:line-export", args=[line.pk]),
    ]


def test_its_own_with_the_mark_and_without_a_rank(scored, cast):
    sheet, line, _ = urls(scored())
    said = cast.guangxin.get(sheet).content.decode()
    assert "预评" in said and "名次" not in said
    assert "预评" in cast.guangxin.get(line).content.decode()


@pytest.mark.parametrize("name", ["xinzhou", "zone", "township", "social"])
def test_not_the_neighbours(scored, cast, name):
    for url in urls(scored()):
        assert getattr(cast, name).get(url).status_code == 404, url


def test_only_of_the_newest_run(scored, cast):
    old, new = scored(), scored()
    assert cast.guangxin.get(urls(old)[0]).status_code == 404
    assert cast.guangxin.get(urls(new)[0]).status_code == 200


def test_the_way_there_is_on_the_page_that_says_it_is_not_published(scored, cast):
    run = scored()
    for url in (reverse("assessment:scheme", args=["2021"]), reverse("assessment:run", args=[run.pk])):
        assert urls(run)[0] in cast.guangxin.get(url).content.decode()


@pytest.fixture
def parted(scored, known, cast):
    """A share of three parts: one in the numerator, two more in the denominator, one left out."""
    rows = [make.subject() for _ in range(4)]
    keys = [row.pk for row in rows]
    left_out = [(keys[1], "未巡查"), (keys[2], "未遇"), (keys[3], "期末不在营")]
    known["patrols"] = {"361104": Measure.of(1, 3, counted=keys[:1], left_out=left_out, missed=("未巡查", "未遇"))}
    return scored(), rows


def test_numerator_denominator_and_left_out_stand_apart(parted, cast):
    run, rows = parted
    line = urls(run)[1]
    for show, there in (("counted", [0]), ("denominator", [0, 1, 2]), ("missed", [1, 2]), ("left_out", [3])):
        shown = cast.guangxin.get(f"{line}?show={show}").context["shown"].rows
        assert [row["id"] for row in shown] == [rows[at].pk for at in there], show
    only = cast.guangxin.get(line, {"show": "missed", "reason": "未遇"})
    assert [row["id"] for row in only.context["shown"].rows] == [rows[2].pk]
    assert only.context["part"].reasons == [("未巡查", 1), ("未遇", 1)]


def opened(answer):
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def test_the_rows_go_out_as_a_workbook(parted, cast):
    run, rows = parted
    book = opened(cast.guangxin.get(urls(run)[2]))
    assert book.sheetnames == ["说明", "分子", "分母", "分母中未达到的", "未计入"]
    said = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert said["分子 / 分母"] == "1 / 3" and "预评，未公布" in said["结果"]
    missed = [[str(cell.value) for cell in row] for row in book["分母中未达到的"].iter_rows(min_row=2)]
    assert [rows[1].name in row and "未巡查" in row for row in missed] == [True, False]
    one = opened(cast.guangxin.get(f"{urls(run)[2]}?show=missed&reason=未遇"))
    assert [page.max_row for page in one] == [one["说明"].max_row, 2]


def test_a_name_that_begins_like_a_formula_stays_a_name(scored, known, cast):
    row = make.subject("=1+1农场")
    known["patrols"] = {"361104": Measure.of(1, 1, counted=[row.pk])}
    page = opened(cast.guangxin.get(urls(scored())[2]))["分子"]
    found = [cell for row in page.iter_rows() for cell in row if "1+1" in str(cell.value)]
    assert found and all(cell.data_type == "s" for cell in found)
