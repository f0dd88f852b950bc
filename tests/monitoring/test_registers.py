"""The registers of monitoring at the desk: the phone's form, the county's review, the neighbour outside."""

import pytest
from django.urls import reverse

from monitoring.models import Sample
from monitoring.offers import TODOS
from monitoring.tables import REGISTERS
from monitoring.vocabulary import Kind, Rapid
from supervision.ground.records import State
from tests import make
from tests.monitoring import making

pytestmark = pytest.mark.django_db
NEW = "/monitoring/samples/new/"


def form(subject, **changes):
    given = {
        "level": "township", "kind": "routine", "method": "rapid", "subject": subject.pk, "product": "VEG018",
        "sampled_on": "2021-12-18", "place": "base", "taking": "taken", "record_check": "complete",
        "rapid": "negative", "rapid_item": "有机磷", "amount_unit": "kg", "sampler_1": "董团 监管",
    }  # fmt: skip
    return given | changes


def test_the_township_records_a_rapid_test_in_the_same_visit(cast):
    subject, visit = make.subject(), "3f0c9f0e-3f0c-4f0c-9f0c-3f0c9f0c9f0c"
    page = cast.township.get(NEW, {"subject": subject.pk, "visit": visit})
    assert (page.status_code, visit in page.content.decode()) == (200, True)
    answer = cast.township.post_to(NEW, form(subject, visit=visit, submit="1"))
    sample = Sample.objects.get()
    assert (answer.status_code, sample.state, str(sample.visit)) == (302, State.SUBMITTED, visit)


def test_the_county_fills_in_a_quantitative_form(cast):
    making.certified()
    wanted = [making.code("腐霉利"), making.code("毒死蜱")]
    given = {"method": "quantitative", "level": "county", "laboratory": making.laboratory().pk, "analytes": wanted}
    answer = cast.guangxin.post_to(NEW, form(make.subject(), submit="1", rapid="", rapid_item="", amount="3", **given))
    sample = Sample.objects.get()
    assert (answer.status_code, sorted(sample.analytes)) == (302, sorted(wanted))
    assert sample.order.results.count() == 2


def test_a_refused_form_keeps_what_was_typed(cast):
    answer = cast.township.post_to(NEW, form(make.subject(), record_check="", batch="批次-甲", submit="1"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "请选择检查情况" in text
    assert "批次-甲" in text
    assert not Sample.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sampled_on": "2022-01-01"}, "不能晚于今天"),
        ({"sampled_on": "昨天"}, "日期"),
        ({"product": "NOPE"}, "选"),
        ({"batch": "x" * 41}, "40"),
        ({"rapid": "maybe"}, "选"),
        ({"amount": "很多"}, "数"),
        ({"level": "city"}, "不能高于本级"),
    ],
)
def test_bad_input_gets_a_sentence(cast, changes, sentence):
    answer = cast.township.post_to(NEW, form(make.subject(), submit="1", **changes))
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert sentence in str(errors.get(next(iter(changes)), errors))


def test_a_neighbours_subject_is_no_choice(cast):
    assert cast.neighbour_township.post_to(NEW, form(make.subject(), submit="1")).status_code == 422


def test_the_county_accepts_and_returns(cast):
    sample = making.rapid()
    act = reverse("monitoring:samples-act", args=[sample.pk, "return"])
    cast.guangxin.post_to(act, {"version": 1, "why": "请补照片"})
    assert "请补照片" in cast.township.get(reverse("monitoring:samples-detail", args=[sample.pk])).content.decode()
    edit = reverse("monitoring:samples-edit", args=[sample.pk])
    assert cast.township.get(edit).status_code == 200
    answer = cast.township.post_to(edit, form(sample.subject, version=2, batch="B9", submit="1"))
    assert answer.status_code == 302
    sample.refresh_from_db()
    assert (sample.state, sample.batch) == (State.SUBMITTED, "B9")
    accept = reverse("monitoring:samples-act", args=[sample.pk, "accept"])
    cast.guangxin.post_to(accept, {"version": sample.version})
    sample.refresh_from_db()
    assert sample.state == State.ACCEPTED


def test_seen_by_the_county_and_the_zone_and_not_by_the_neighbour(cast):
    page = reverse("monitoring:samples-detail", args=[making.rapid().pk])
    seen = {
        name: getattr(cast, name).get(page).status_code for name in ("township", "guangxin", "zone", "city", "auditor")
    }
    assert set(seen.values()) == {200}
    for name in ("xinzhou", "neighbour_township"):
        assert getattr(cast, name).get(page).status_code == 404


def test_a_producer_sees_its_own_samples_only(cast):
    mine = cast.producer.post.organisation.subject
    officers = {"sampler_1": "甲", "card_1": "赣E001", "sampler_2": "乙", "card_2": "赣E002"}
    own = making.rapid(subject=mine, kind=Kind.SUPERVISION, **officers)
    risk, other = making.rapid(subject=mine, kind=Kind.ROUTINE), making.rapid(kind=Kind.SUPERVISION, **officers)
    assert cast.producer.get(reverse("monitoring:samples-detail", args=[risk.pk])).status_code == 404
    assert list(Sample.objects.visible_to(cast.producer.post)) == [own]
    assert cast.producer.get(reverse("monitoring:samples-detail", args=[other.pk])).status_code == 404


@pytest.mark.parametrize("key", [register.key for register in REGISTERS])
def test_lists_and_exports_open(cast, key):
    making.failed()
    for name in (key, f"{key}-export"):
        assert cast.guangxin.get(reverse(f"monitoring:{name}")).status_code == (
            403 if name == "testorders-export" else 200
        )


def test_a_list_costs_the_same_for_one_row_and_ten(cast, queries_of):
    subject = make.subject()
    making.rapid(subject=subject)
    one = queries_of(cast.guangxin, reverse("monitoring:samples"))
    for _ in range(9):
        making.rapid(subject=subject)
    assert queries_of(cast.guangxin, reverse("monitoring:samples")) == one


def test_the_filters_of_the_todos(cast):
    positive, failed = making.rapid(result=Rapid.POSITIVE), making.failed()
    page = reverse("monitoring:samples")
    assert [row["number"] for row in cast.guangxin.get(page, {"todo": "unconfirmed"}).context["rows"]] == [
        positive.number
    ]
    assert [row["number"] for row in cast.guangxin.get(page, {"todo": "unhandled"}).context["rows"]] == [failed.number]
    assert "method=rapid" in cast.guangxin.get(reverse("monitoring:rapid"), {"region": "361104"}).url


def test_the_todos_are_queries_in_scope(cast):
    making.rapid(result=Rapid.POSITIVE)
    making.sample()
    making.failed()
    counts = {
        name: {todo.code: todo.rows(getattr(cast, name).post).count() for todo in TODOS}
        for name in ("guangxin", "xinzhou", "lab_tester")
    }
    assert counts["guangxin"]["samples_waiting"] == 2
    assert (counts["guangxin"]["samples_unhandled"], counts["guangxin"]["rapid_unconfirmed"]) == (1, 1)
    assert set(counts["xinzhou"].values()) == {0}
    assert counts["lab_tester"]["orders_waiting"] == 1
    for todo in TODOS:
        assert (
            cast.guangxin.get(f"/monitoring/{todo.url.removeprefix('monitoring:').replace('?', '/?')}").status_code
            == 200
        )


def test_quotas_are_seen_and_adjusted(cast):
    page = reverse("monitoring:quotas")
    city, county = cast.city.get(page), cast.guangxin.get(page)
    assert "9,744" in city.content.decode()
    assert "1,777" in city.content.decode()
    assert [row.county for row in county.context["rows"]] == ["361104"]
    key = county.context["rows"][0].key
    adjust = reverse("monitoring:quotas-adjust", args=[key])
    assert cast.guangxin.get(adjust).status_code == 403
    assert cast.city.post_to(adjust, {"target": "1000", "why": ""}).status_code == 422
    assert cast.city.post_to(adjust, {"target": "1000", "why": "区划调整"}).status_code == 302
    assert "1,000" in cast.guangxin.get(page).content.decode()
    assert cast.lab_tester.get(page).status_code == 403


def test_a_county_issues_tasks_for_itself(cast):
    page = reverse("monitoring:tasks-new")
    data = {
        "year": 2021, "name": "豇豆专项", "level": "county", "kind": "special", "method": "quantitative",
        "county": "361104", "first_day": "2021-06-01", "deadline": "2021-09-30", "submit": "1",
    }  # fmt: skip
    assert cast.guangxin.post_to(page, data).status_code == 302
    assert cast.guangxin.post_to(page, data | {"name": "另一个", "county": "361102"}).status_code == 422
    assert "豇豆专项" in cast.guangxin.get(reverse("monitoring:tasks")).content.decode()
    assert "豇豆专项" not in cast.xinzhou.get(reverse("monitoring:tasks")).content.decode()
