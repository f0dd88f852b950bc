"""The papers: drafted by one and published by another; a county is never looser than the city."""

from __future__ import annotations

import datetime as dt

import pytest

from supervision.ground import clock
from supervision.ground.desk import ReviewPaper, manner
from supervision.ground.desk.manner import services
from supervision.ground.errors import RuleViolation
from supervision.ground.records import State
from tests import make

from .maker import paper, states, visits, words

pytestmark = pytest.mark.django_db
URL = "/supervision/review-manner/"


def text_of(answer):
    return str(answer.content.decode())


def sent(**said):
    told = {"name": "2021 年审核方式", "basis": "饶农字〔2021〕1 号", "valid_from": "2021-12-01"}
    for row in words(**said):
        told |= {f"{name}_{row['code']}": row[name] for name in ("manner", "days", "percent")}
    return told


def test_drafted_and_published_on_the_pages(cast):
    assert "逐条审 · 默认·待核对" in text_of(cast.guangxin.get(URL))
    answer = cast.city.post_to(f"{URL}new/", sent(patrols="sampled"))
    (made,) = ReviewPaper.objects.all()
    assert answer.status_code == 302 and made.state == "draft" and made.key == "361100"
    refused = cast.city.post_to(f"{URL}{made.pk}/publish/", {"version": made.version})
    assert refused.status_code == 422 and "请由另一人核对后发布" in text_of(refused)
    cast.reviewer.post_to(f"{URL}{made.pk}/publish/", {"version": made.version})
    assert ReviewPaper.objects.get().state == "published"
    page = text_of(cast.guangxin.get(URL))
    assert "抽审（满 5 个工作日，抽读 10%） · 默认·待核对" in page


def test_a_county_is_only_stricter(cast):
    paper(patrols="sampled")
    refused = cast.guangxin_admin.post_to(f"{URL}new/", sent(patrols="free"))
    assert refused.status_code == 422
    assert "“巡查记录”全市规定抽审（满 5 个工作日，抽读 10%），县级只能更严。" in text_of(refused)
    assert "饶农字〔2021〕1 号" in text_of(refused), "nothing typed is lost"
    fewer = cast.guangxin_admin.post_to(f"{URL}new/", sent(patrols=("sampled", 5, 5)))
    assert fewer.status_code == 422
    assert cast.guangxin_admin.post_to(f"{URL}new/", sent(patrols=("sampled", 9, 30))).status_code == 302


def test_without_the_city_a_county_loosens_nothing(cast):
    with pytest.raises(RuleViolation, match="县级只能更严"):
        paper("guangxin_admin", "guangxin", patrols="free")


def test_the_stricter_of_both_holds(cast):
    paper(patrols="free")
    paper("guangxin_admin", "guangxin", patrols="each")
    rows = visits(2)
    with clock.at(dt.date(2022, 3, 1)):
        assert manner.take_over() == 0
    assert set(states(rows)) == {State.SUBMITTED}


def test_the_city_becomes_stricter_later(cast):
    paper(patrols="free")
    made = services.draft(
        by=make.post("guangxin_admin"), name="本县", valid_from=dt.date(2021, 12, 1), items=words(patrols="free")
    )
    paper(patrols="sampled", since=dt.date(2021, 11, 1))
    with pytest.raises(RuleViolation, match="县级只能更严"):
        services.publish(made, by=make.post("guangxin"), version=made.version)


def test_the_neighbour_knows_nothing_of_it(cast):
    paper(patrols="free")
    own = paper("guangxin_admin", "guangxin", patrols="each")
    assert cast.xinzhou.get(f"{URL}{own.pk}/").status_code == 404
    assert cast.guangxin.get(f"{URL}{own.pk}/").status_code == 200
    assert cast.city.get(f"{URL}{own.pk}/").status_code == 200


def test_nobody_else_writes_them(cast):
    made = paper(patrols="free")
    for member in (cast.guangxin, cast.township, cast.reviewer, cast.zone, cast.auditor):
        assert member.get(f"{URL}new/").status_code == 403
    for member in (cast.producer, cast.social, cast.lab_tester):
        assert member.get(URL).status_code == 403
    said = cast.guangxin_admin.post_to(f"{URL}{made.pk}/withdraw/", {"version": made.version, "why": "不合适"})
    assert said.status_code == 422 and "由市级办理" in text_of(said)


def test_withdrawn_it_holds_no_more(cast):
    made = paper(patrols="free")
    empty = cast.city.post_to(f"{URL}{made.pk}/withdraw/", {"version": made.version, "why": ""})
    assert empty.status_code == 422 and "请写明停用原因" in text_of(empty)
    cast.city.post_to(f"{URL}{made.pk}/withdraw/", {"version": made.version, "why": "改为逐条审"})
    visits(1)
    assert manner.take_over() == 0


def test_changed_by_somebody_else_meanwhile(cast):
    made = services.draft(by=make.post("city"), name="草案", valid_from=dt.date(2021, 1, 1), items=words())
    url = f"{URL}{made.pk}/edit/"
    assert cast.city.post_to(url, sent() | {"version": 1}).status_code == 302
    again = cast.city.post_to(url, sent(patrols="free") | {"version": 1})
    assert again.status_code == 422 and "已被他人办理" in text_of(again)
    assert 'name="version" value="2"' in text_of(again)


def test_what_binds_somebody_is_not_offered(cast):
    keys = {register.key for register in services.reviewable()}
    assert {"patrols", "samples", "staff"} <= keys
    assert not keys & {"cases", "handlings", "retests", "creditoverrides", "objections", "determinations"}
