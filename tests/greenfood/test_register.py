"""The register, the two small forms, the growth page; and always the neighbour."""

import datetime as dt

import pytest

from greenfood import services
from greenfood.models import Certification, GrowthTarget
from tests import make
from tests.greenfood.make import certification

pytestmark = pytest.mark.django_db
LIST = "/greenfood/certifications/"


def test_the_county_sees_its_own(cast):
    made = certification(product_name="董团白莲")
    assert "董团白莲" in cast.guangxin.get(LIST).content.decode()
    page = cast.guangxin.get(f"{LIST}{made.pk}/").content.decode()
    assert "续展" in page and "2022年12月1日" in page and "待核对" in page
    assert cast.zone.get(f"{LIST}{made.pk}/").status_code == 200


@pytest.mark.parametrize("path", ["", "step/renew/", "step/end/"])
def test_the_neighbour_finds_nothing(cast, path):
    made = certification()
    assert cast.xinzhou.get(f"{LIST}{made.pk}/{path}").status_code == 404
    assert made.product_name not in cast.xinzhou.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("standing", "names"), [("in_force", "A"), ("lapsed", "B"), ("withdrawn", "C"), ("running_out", "")]
)
def test_filter_by_standing(cast, standing, names):
    certification(product_name="产品A")
    certification(product_name="产品B", kind="organic")
    services.withdraw(certification(product_name="产品C"), by=cast.guangxin.post, why="年检不合格")
    text = cast.guangxin.get(LIST, {"standing": standing}).content.decode()
    assert [n for n in "ABC" if f"产品{n}" in text] == list(names)


def test_registering_on_the_form(cast):
    given = {
        "kind": "green",
        "certificate_number": "LB-15-2003140123",
        "valid_from": "2020-03-15",
        "valid_to": "2026-03-14",
        "product_name": "白莲",
        "subject": make.subject().pk,
        "region": "361104290",
        "submit": "1",
    }
    answer = cast.guangxin.post_to(f"{LIST}new/", given)
    assert answer.status_code == 422 and "有效期不超过 2023-03-15" in answer.content.decode()
    assert cast.guangxin.post_to(f"{LIST}new/", given | {"valid_to": "2023-03-14"}).status_code == 302
    made = Certification.objects.get()
    assert cast.guangxin.post_to(f"{LIST}{made.pk}/act/accept/", {"version": made.version}).status_code == 422
    assert cast.reviewer.post_to(f"{LIST}{made.pk}/act/accept/", {"version": made.version}).status_code == 302
    made.refresh_from_db()
    assert made.state == "accepted"


def test_renewing_and_ending_on_the_page(cast):
    made = certification(kind="organic", valid_from=dt.date(2021, 1, 10))
    url = f"{LIST}{made.pk}"
    new = {"certificate_number": "O-2", "valid_from": "2021-12-01", "valid_to": "2022-11-30", "version": made.version}
    assert cast.township.get(f"{url}/step/renew/").status_code == 403
    answer = cast.guangxin.post_to(f"{url}/step/renew/", new | {"valid_from": "2020-12-01"})
    assert answer.status_code == 422 and "晚于原证书" in answer.content.decode() and "O-2" in answer.content.decode()
    assert cast.guangxin.post_to(f"{url}/step/renew/", new).status_code == 302
    end = {"how": "surrendered", "on": "2021-12-20", "why": "不再种植", "version": made.version}
    assert "已被他人修改" in cast.guangxin.post_to(f"{url}/step/end/", end | {"version": 99}).content.decode()
    assert cast.guangxin.post_to(f"{url}/step/end/", end).status_code == 302
    made.refresh_from_db()
    assert (made.ended_how, made.ended_on) == ("surrendered", dt.date(2021, 12, 20))
    assert "已注销" in cast.guangxin.get(f"{url}/").content.decode()


def test_growth_page_and_shares(cast):
    certification(valid_from=dt.date(2021, 3, 1))
    page = cast.reviewer.get("/greenfood/growth/").content.decode()
    assert "广信区" in page and "信州区" in page and "440" in page
    assert "信州区" not in cast.guangxin.get("/greenfood/growth/").content.decode()
    given = {"county": "361104", "net": "7", "why": "产业基础好"}
    assert cast.guangxin.post_to("/greenfood/growth/", given).status_code == 403
    assert cast.city.post_to("/greenfood/growth/", given | {"why": ""}).status_code == 422
    assert cast.city.post_to("/greenfood/growth/", given).status_code == 302
    assert GrowthTarget.objects.get().net == 7


def test_opening_list_page(cast):
    certification(product_name="董团白莲")
    assert cast.guangxin.get("/greenfood/opening/2020/").status_code == 404
    assert cast.guangxin.post_to("/greenfood/opening/2020/lock/").status_code == 403
    assert cast.city.post_to("/greenfood/opening/2020/lock/").status_code == 302
    assert "董团白莲" in cast.guangxin.get("/greenfood/opening/2020/").content.decode()
    assert "董团白莲" not in cast.xinzhou.get("/greenfood/opening/2020/").content.decode()
    assert "年初有效清单" in cast.city.get("/greenfood/growth/").content.decode()


def test_the_list_costs_the_same_for_one_and_for_ten(cast, queries_of):
    certification()
    one = queries_of(cast.guangxin, LIST)
    for _ in range(9):
        certification()
    assert queries_of(cast.guangxin, LIST) == one
