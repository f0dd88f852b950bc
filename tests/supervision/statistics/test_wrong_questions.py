"""What cannot be asked is said at its field, in words; what was chosen stays."""

import pytest

from supervision.ground.desk.statistics import table

from .conftest import URL

ASKED = {"register": "samples", "r1": "township"}


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"r1": "phone"}, "r1", "没有“phone”这个选项"),
        ({"r2": "township"}, "r2", "行和列不能是同一项"),
        ({"c": "township"}, "c", "行和列不能是同一项"),
        ({"c": "x" * 3000}, "c", "没有"),
        ({"m": ["n", "nothing"]}, "m", "没有“nothing”这个选项"),
        ({"m": ["n", "failed", "positive", "subjects", "pass_rate"]}, "m", "最多统计 4 项"),
        ({"order": "least"}, "order", "没有“least”这个选项"),
    ],
)
def test_of_the_shape(cast, samples, more, field, sentence):
    page = cast.guangxin.get(URL, ASKED | more)
    assert page.status_code == 200 and page.context["table"] is None
    assert sentence in "".join(page.context["shape"].errors[field])
    assert sentence in page.content.decode()
    assert "条件有误" in page.content.decode()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"product": "nothing"}, "没有“nothing”这个选项"),
        ({"since": "2021-02-30"}, "请填写正确的日期"),
        ({"since": "2021-03-01", "until": "2021-02-01"}, "结束日期不能早于开始日期"),
        ({"cell": "township:x\x00"}, "没有“"),
        ({"cell": "phone:13907931234"}, "没有“phone:"),
        ({"castle": "1"}, "没有“castle”这个筛选条件"),
        ({"region": "361102"}, "没有“361102”这个选项"),
    ],
)
def test_of_the_conditions(cast, samples, more, sentence):
    page = cast.guangxin.get(URL, ASKED | {"c": "verdict"} | more)
    assert page.status_code == 200 and page.context["table"] is None
    said = page.content.decode()
    assert sentence in said
    assert page.context["shape"]["c"].value() == "verdict"
    assert cast.guangxin.get(URL + "export/", ASKED | more).status_code == 400


def test_a_table_that_nobody_can_read(cast, samples, monkeypatch):
    monkeypatch.setattr(table, "MOST_LINES", 1)
    page = cast.city.get(URL, ASKED | {"r1": "product"})
    assert page.context["table"] is None and "看不清也打不出" in page.content.decode()
    answer = cast.city.get(URL + "export/", ASKED | {"r1": "product"})
    assert answer.status_code == 400 and "看不清也打不出" in answer.content.decode()


def test_nothing_found_is_said(cast):
    assert "没有符合条件的记录" in cast.guangxin.get(URL, ASKED).content.decode()


@pytest.mark.parametrize("cell", ["township:361104290", "month:2021-11", "verdict:pending", "banned:False", "taking:-"])
def test_the_lists_take_a_cell_and_refuse_what_is_none(cast, samples, cell):
    for url in ("/monitoring/samples/", "/api/samples/", "/monitoring/samples/export/"):
        assert cast.guangxin.get(url, {"cell": cell}).status_code == 200
        name = cell.partition(":")[0]
        for wrong in (f"{name}x:1", f"x{cell}", "month:2021-13", "subject:x", "subject:99999999999999999999"):
            answer = cast.guangxin.get(url, {"cell": wrong})
            assert answer.status_code == 400 or "没有“" in answer.content.decode()


def test_the_laboratory_finds_no_place_by_it(cast, samples):
    answer = cast.lab_tester.get("/monitoring/testorders/", {"cell": "township:361104290"})
    assert not answer.context["rows"] and "没有“cell”这个筛选条件" in answer.content.decode()
