"""Records of two registers are linked by choosing, shown on both pages, ended with a trace; not a neighbour's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.services import accept_handling, close_handling, open_handling
from supervision.ground import desk
from supervision.ground.acts import Act
from supervision.ground.desk import RecordLink
from supervision.ground.facts import events
from tests import registers

ADD, END, SEARCH = "/supervision/links/add/", "/supervision/links/end/", "/supervision/links/search/"
PAIRS = [
    ("samples", "certificates"), ("samples", "productionrecords"), ("samples", "patrols"),
    ("certificates", "productionrecords"), ("handlings", "cases"), ("handlings", "rectifications"),
    ("handlings", "retests"), ("cases", "rectifications"),
]  # fmt: skip


def made(key, at=registers.HERE):
    return registers.make(desk.named(key).model._meta.label, at)


def url(key, row):
    return desk.named(key).url("detail", row.pk)


def link(member, one, row, other, far):
    return member.post_to(ADD, {"of": one, "record": row.pk, "to": other, "other": far.pk}, follow=True)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_linked_it_stands_on_both_pages_and_ended_on_none(cast, one, other):
    row, far = made(one), made(other)
    said = link(cast.guangxin, one, row, other, far).content.decode()
    assert f"{far.number}。" in said and f'href="{url(other, far)}"' in said
    assert f'href="{url(one, row)}"' in cast.guangxin.get(url(other, far)).content.decode()
    link(cast.guangxin, other, far, one, row)  # once more, from the other side: it is the same
    [stored] = RecordLink.objects.all()
    assert stored.by == cast.guangxin.post
    asked = {"of": other, "record": far.pk, "to": one, "link": stored.pk}
    assert cast.guangxin.post_to(END, asked).status_code == 302
    for key, page in ((one, row), (other, far)):
        opened = cast.guangxin.get(url(key, page)).content.decode()
        assert 'name="link"' not in opened
    assert RecordLink.objects.get().ended_by == cast.guangxin.post
    told = Act.objects.filter(record=row.pk, verb__contains="关联").values_list("verb", flat=True)
    assert any(verb.startswith("关联：") for verb in told) and any(verb.startswith("取消关联") for verb in told)


def test_a_neighbours_record_is_refused_with_a_sentence_and_his_own_is_not_found(cast):
    row, there = made("samples"), made("certificates", registers.THERE)
    page = link(cast.guangxin, "samples", row, "certificates", there).content.decode()
    assert "没有找到这条记录，或它不在您的范围内" in page and not RecordLink.objects.exists()
    here = made("certificates")
    asked = {"of": "samples", "record": row.pk, "to": "certificates", "other": here.pk}
    assert cast.xinzhou.post_to(ADD, asked).status_code == 404
    assert link(cast.guangxin, "samples", row, "certificates", here).status_code == 200
    own = RecordLink.objects.get()
    ended = {"of": "samples", "record": row.pk, "to": "certificates", "link": own.pk}
    assert cast.xinzhou.post_to(END, ended).status_code == 404
    assert RecordLink.objects.get().ended_at is None


def test_who_only_reads_links_nothing_and_a_laboratory_sees_nothing(cast):
    row, far = made("samples"), made("certificates")
    asked = {"of": "samples", "record": row.pk, "to": "certificates", "other": far.pk}
    page = cast.auditor.post_to(ADD, asked, follow=True).content.decode()
    assert "不能关联这类记录" in page and not RecordLink.objects.exists()
    for lab in (cast.lab_tester, cast.lab_verifier, cast.social):
        assert lab.post_to(ADD, asked).status_code in (403, 404)
        assert lab.get(SEARCH, {"of": "samples"}).status_code == 403
    assert cast.guangxin.post_to(ADD, asked | {"to": "staff"}).status_code == 404
    assert cast.guangxin.post_to(ADD, asked | {"to": "cases"}).status_code == 404
    for wrong in ("", "x", "9" * 30, "0"):
        said = cast.guangxin.post_to(ADD, asked | {"other": wrong}, follow=True).content.decode()
        assert "请从列表中选择" in said, wrong


def test_the_box_finds_in_scope_by_number_and_by_name(cast):
    here, there = made("certificates"), made("certificates", registers.THERE)
    for word in (here.number, here.subject_name):
        found = cast.guangxin.get(SEARCH, {"of": "certificates", "q": word}).json()["results"]
        assert [one["id"] for one in found] == [here.pk], word
    assert cast.guangxin.get(SEARCH, {"of": "certificates", "q": there.number}).json()["results"] == []
    own = cast.guangxin.get(SEARCH, {"of": "certificates", "subject": here.subject_id}).json()["results"]
    assert [one["id"] for one in own] == [here.pk] and here.number in own[0]["text"]
    assert cast.guangxin.get(SEARCH, {"of": "subjects"}).status_code == 404


def test_what_was_typed_is_offered_first_and_stays(cast):
    certificate = made("certificates")
    sample = registers.sample(registers.HERE, certificate=certificate.number)
    page = cast.guangxin.get(url("samples", sample)).content.decode()
    assert f'<option value="{certificate.pk}">' in page and "（本单所填编号）" in page
    link(cast.guangxin, "samples", sample, "certificates", certificate)
    sample.refresh_from_db()
    assert sample.certificate == certificate.number


def test_one_visit_is_told_without_saying_it_again(cast):
    patrol = made("patrols")
    sample = registers.sample(registers.HERE, visit=patrol.visit)
    assert f'href="{url("samples", sample)}"' in cast.guangxin.get(url("patrols", patrol)).content.decode()
    assert f'href="{url("patrols", patrol)}"' in cast.guangxin.get(url("samples", sample)).content.decode()


def test_a_page_asks_as_often_for_many_links_as_for_one(cast):
    sample, some = made("samples"), [made("certificates") for _n in range(4)]
    link(cast.guangxin, "samples", sample, "certificates", some[0])

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert cast.guangxin.get(url("samples", sample)).status_code == 200
        return len(found)

    few = asked()
    for far in some[1:]:
        link(cast.guangxin, "samples", sample, "certificates", far)
    assert asked() == few


def test_a_case_linked_with_a_handling_follows_from_its_sample(cast):
    case = made("cases")
    refused = registers.sample(
        registers.HERE, taking="refused", refusal_why="拒绝开门", witness="村主任", analytes=[], laboratory=None
    )
    given = {"sample": refused, "opened_on": registers.DAY, "notified_on": registers.DAY, "cause": "拒检"}
    handling = open_handling(by=cast.guangxin.post, action="correct", no_case_why="另案", **given)
    link(cast.guangxin, "handlings", handling, "cases", case)
    close_handling(type(handling).objects.get(pk=handling.pk), by=cast.guangxin.post)
    accept_handling(type(handling).objects.get(pk=handling.pk), by=cast.reviewer.post)
    found = events([("supervision.case", case.pk)])
    assert found[("supervision.case", case.pk)] == ("monitoring.sample", refused.pk)
