"""The pages: one sentence on a phone, the steps of an incident, and the neighbour."""

import pytest

from emergency import services
from emergency.models import Determination, Incident

NEW = "/emergency/incidents/new/"


@pytest.fixture
def incident(cast):
    return services.report_first(by=cast.township.post, title="疑似中毒")


def test_one_sentence_is_reported_from_the_form(cast):
    page = cast.township.get(NEW)
    assert "立即上报" in page.content.decode()
    assert "保存草稿" not in page.content.decode()
    assert cast.township.post_to(NEW, {"text": "村民腹泻三人", "submit": "1"}).status_code == 302
    assert Incident.objects.get().reports.count() == 1


def test_an_assistant_may_report_too(cast):
    assert cast.assistant.post_to(NEW, {"title": "有人不适", "submit": "1"}).status_code == 302


def test_a_wrong_number_loses_nothing(cast):
    answer = cast.township.post_to(NEW, {"text": "村民腹泻三人", "affected": "三", "submit": "1"})
    assert answer.status_code == 422
    assert "村民腹泻三人" in answer.content.decode()


def test_a_double_click_is_one_incident(cast):
    key = "11111111-1111-4111-8111-111111111111"
    for _ in range(2):
        cast.township.post_to(NEW, {"title": "疑似中毒", "client_key": key, "submit": "1"})
    assert Incident.objects.count() == 1


def test_the_steps_have_their_forms(cast, incident):
    url = f"/emergency/incidents/{incident.pk}"
    for step in ("report", "level", "supplement"):
        assert cast.guangxin.get(f"{url}/step/{step}/").status_code == 200
    told = {"kind": "follow", "text": "已送检", "version": Incident.objects.get().version}
    cast.guangxin.post_to(f"{url}/step/report/", told)
    stale = Incident.objects.get().version
    cast.guangxin.post_to(f"{url}/step/level/", {"level": "4", "why": "一般", "version": stale})
    late = cast.guangxin.post_to(f"{url}/step/level/", {"level": "3", "why": "较大", "version": stale})
    assert (late.status_code, Incident.objects.get().level) == (422, "4")
    assert "较大" in late.content.decode()
    version = Incident.objects.get().version
    cast.guangxin.post_to(f"{url}/step/supplement/", {"title": "疑似中毒", "affected": "40", "version": version})
    page = cast.guangxin.get(f"{url}/").content.decode()
    assert "已送检" in page
    assert "Ⅳ级（一般）" in page
    assert Incident.objects.get().affected == 40


def test_a_refused_report_keeps_its_text(cast, incident):
    told = {"kind": "first", "text": "再报一次", "version": incident.version}
    answer = cast.guangxin.post_to(f"/emergency/incidents/{incident.pk}/step/report/", told)
    assert answer.status_code == 422
    assert "已有初报" in answer.content.decode()
    assert "再报一次" in answer.content.decode()


def test_a_second_click_gives_no_second_report(cast, incident):
    told = {"kind": "follow", "text": "已送检", "version": incident.version}
    url = f"/emergency/incidents/{incident.pk}/step/report/"
    answers = [cast.guangxin.post_to(url, told).status_code for _ in range(2)]
    assert answers == [302, 422]
    assert incident.reports.filter(kind="follow").count() == 1


def test_after_the_final_report_none_is_offered(cast, incident):
    services.add_report(incident, kind="final", text="排除", by=cast.guangxin.post)
    url = f"/emergency/incidents/{incident.pk}/"
    assert f"{url}step/report/" not in cast.guangxin.get(url).content.decode()
    told = {"kind": "follow", "text": "补充", "version": incident.version}
    refused = cast.guangxin.post_to(f"{url}step/report/", told)
    assert refused.status_code == 422
    assert "已提交终报，不能再续报" in refused.content.decode()


def test_a_stale_supplement_keeps_what_was_typed(cast, incident):
    told = {"title": "疑似中毒", "place": "董团集镇", "version": 99}
    answer = cast.guangxin.post_to(f"/emergency/incidents/{incident.pk}/step/supplement/", told)
    assert answer.status_code == 422
    assert "董团集镇" in answer.content.decode()


def test_the_neighbour_finds_nothing(cast, incident):
    for step in ("", "step/report/", "step/level/", "step/supplement/"):
        url = f"/emergency/incidents/{incident.pk}/{step}"
        assert cast.xinzhou.get(url).status_code == 404
        assert cast.zone.get(url).status_code == 200
    assert incident.number not in cast.xinzhou.get("/emergency/incidents/").content.decode()


def test_a_producer_has_no_business_here(cast, incident):
    assert cast.producer.get("/emergency/incidents/").status_code == 403


def test_a_determination_through_the_pages(cast, incident):
    data = {
        "incident": incident.number,
        "determined_on": "2021-12-20",
        "level": "2",
        "agricultural": "on",
        "organ": "市政府",
        "document": "饶府字9号",
        "basis": "调查报告",
        "submit": "1",
    }
    assert cast.guangxin.post_to("/emergency/determinations/new/", data).status_code == 403
    assert cast.reviewer.post_to("/emergency/determinations/new/", data).status_code == 302
    row = Determination.objects.get()
    cast.city.post_to(f"/emergency/determinations/{row.pk}/act/accept/", {"version": row.version})
    assert Determination.objects.accepted().get() == row
    assert cast.xinzhou.get(f"/emergency/determinations/{row.pk}/").status_code == 404


def test_a_list_costs_the_same_however_long(cast, incident, queries_of):
    few = queries_of(cast.guangxin, "/emergency/incidents/")
    for n in range(4):
        services.report_first(by=cast.township.post, title=f"事件{n}")
    assert queries_of(cast.guangxin, "/emergency/incidents/") == few


def test_an_ended_incident_is_not_ended_again(cast, incident):
    services.end(incident, by=cast.guangxin.post, why="误报")
    page = cast.guangxin.get(f"/emergency/incidents/{incident.pk}/")
    offered = {action["name"] for action in page.context["actions"]}
    assert not offered & {"verify", "respond", "end"}
