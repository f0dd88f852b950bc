"""A table that somebody took out is written down like any workbook: of which register, by what, how many lines."""

from supervision.ground.audit import Exported

from .conftest import URL, cowpea

ASKED = {"register": "samples", "r1": "county", "c": "verdict", "m": ["n", "pass_rate"]}


def test_who_took_which_table(cast, samples):
    cast.guangxin.get(URL + "export/", ASKED | {"product": cowpea().pk})
    (noted,) = Exported.objects.all()
    assert (noted.user, noted.post, noted.register) == (cast.guangxin.user, cast.guangxin.post, "samples")
    assert noted.said.startswith("自定义统计：") and "产品：豇豆" in noted.said
    assert noted.columns == ["县（市、区）", "判定", "条数", "合格率"] and noted.rows == 1
    page = cast.auditor.get("/audit/audit-exports/")
    assert "自定义统计：" in page.content.decode()


def test_no_number_that_was_asked_for(cast, samples):
    cast.guangxin.get(URL + "export/", ASKED | {"q": "13907931234"})
    assert "13907931234" not in Exported.objects.get().said


def test_what_was_refused_is_not_noted(cast, samples):
    assert cast.producer.get(URL + "export/", ASKED).status_code == 403
    assert cast.guangxin.get(URL + "export/", ASKED | {"r1": "nothing"}).status_code == 400
    assert not Exported.objects.exists()
