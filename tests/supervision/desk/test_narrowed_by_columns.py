"""What a list shows can be asked for, undeclared; a county goes down to the village; what the office asks."""

import datetime as dt

import pytest

from supervision.ground.records import State
from supervision.ground.regions import Level, Region
from supervision.ground.subjects import Product, SubjectCrop
from supervision.ground.subjects.models import Subject
from tests import make, registers
from tests.cast import DONGTUAN
from tests.supervision.patrol.maker import patrol

from .conftest import URL, opened

PATROLS, SAMPLES = "/supervision/patrols/", "/monitoring/samples/"


def numbers(member, url, **asked):
    answer = member.get(url, asked)
    assert not answer.context["filter"].errors, answer.context["filter"].errors
    return {row["number"] for row in answer.context["rows"]}


@pytest.fixture
def visits(cast):
    farm = make.subject("董团农户", kind="smallholder")
    return {one.subject.kind: one for one in (patrol(subject=make.subject("董团合作社")), patrol(subject=farm))}


def test_patrols_by_the_kind_of_the_subject_and_by_who_went(cast, visits):
    assert numbers(cast.guangxin, PATROLS, subject_kind="smallholder") == {visits["smallholder"].number}
    who = visits["smallholder"].made_by.user.name
    assert numbers(cast.guangxin, PATROLS, made_by=who) == {one.number for one in visits.values()}
    assert numbers(cast.guangxin, PATROLS, made_by="没有这个人") == set()


def test_patrols_by_the_item_found_wanting(cast, visits):
    visit = visits["smallholder"]
    code, *_ = visit.answers
    type(visit).objects.filter(pk=visit.pk).update(answers={**visit.answers, code: "bad"})
    assert visit.number in numbers(cast.guangxin, PATROLS, wanting=code)
    others = {other.number for other in visits.values() if other.pk != visit.pk}
    assert not others & numbers(cast.guangxin, PATROLS, wanting=code)


def test_samples_by_product_everywhere_alike(cast):
    made = registers.make("monitoring.sample", at=registers.HERE)
    other = Product.objects.exclude(pk=made.product_id).order_by("pk")[0]
    assert numbers(cast.guangxin, SAMPLES, product=made.product_id) == {made.number}
    assert numbers(cast.guangxin, SAMPLES, product=other.pk) == set()
    assert cast.guangxin.get("/api/samples/", {"product": other.pk}).json()["count"] == 0
    book = opened(cast.guangxin.get(SAMPLES + "export/", {"product": made.product_id}))
    assert made.number in [cell.value for cell in book.worksheets[0]["A"]]
    assert (
        f"产品：{made.product.name}"
        in {row[0]: row[1] for row in book.worksheets[1].iter_rows(values_only=True)}["筛选条件"]
    )


@pytest.mark.parametrize("asked", [{"product": "nothing"}, {"subject_kind": "castle"}, {"item": "x"}, {"also": "sent"}])
def test_a_value_that_does_not_exist_is_refused_at_every_door(cast, asked):
    registers.make("monitoring.sample", at=registers.HERE)
    assert not cast.guangxin.get(SAMPLES, asked).context["rows"]
    for url in (SAMPLES + "export/", "/api/samples/"):
        assert cast.guangxin.get(url, asked).status_code == 400, url


def test_the_laboratory_is_offered_nothing_that_leads_to_the_place(cast):
    names = set(cast.lab_tester.get("/monitoring/testorders/").context["filter"].form.fields)
    assert names <= {"q", "state", "since", "until", "correction", "product"}


def test_subjects_by_crop_scale_and_visit(cast, subjects):
    one, two, *_ = subjects
    product = Product.objects.order_by("pk")[0]
    SubjectCrop.objects.create(subject=one, product=product)
    Subject.objects.filter(pk=two.pk).update(area=60)
    patrol(subject=one)
    patrol(subject=two, submit=False)
    assert numbers(cast.guangxin, URL, product=product.pk) == {one.number}
    assert numbers(cast.guangxin, URL, scale="200") == {two.number}
    never = numbers(cast.guangxin, URL, visited="never")
    assert two.number in never and one.number not in never
    assert numbers(cast.guangxin, URL, visited="this") == {one.number}
    assert numbers(cast.xinzhou, URL, product=product.pk) == set()


def test_a_village_is_chosen_by_the_county_and_by_the_township(cast, subjects):
    village = Region.objects.filter(level=Level.VILLAGE, township=DONGTUAN, closed=None).order_by("code")[0]
    there = make.subject("村里的合作社", at=village.code)
    for member in (cast.guangxin, cast.township, cast.city):
        assert numbers(member, URL, region=village.code) == {there.number}
    assert village.full_name in cast.guangxin.get(URL, {"region": village.code}).content.decode()
    assert cast.xinzhou.get(URL, {"region": village.code}).context["filter"].errors
    assert cast.xinzhou.get("/api/subjects/", {"region": village.code}).status_code == 400


def test_the_search_for_a_place_goes_on_below_the_one_chosen(cast):
    url, levels = "/supervision/regions/search/", {"levels": "county,zone,township,village"}
    below = [one["id"] for one in cast.guangxin.get(url, levels | {"below": DONGTUAN}).json()["results"]]
    assert below and all(Region.objects.get(pk=code).township_id == DONGTUAN for code in below)
    outside = cast.xinzhou.get(url, levels | {"below": DONGTUAN}).json()["results"]
    assert outside == []


def test_drafts_and_voids_are_listed_along_when_ticked(cast, subjects):
    draft = make.subject("草稿合作社", state=State.DRAFT)
    void = make.subject("作废合作社")
    Subject.objects.filter(pk=void.pk).update(state=State.VOID, voided_why="重复")
    usual = numbers(cast.guangxin, URL)
    assert numbers(cast.guangxin, URL, also="draft") == usual | {draft.number}
    assert numbers(cast.guangxin, URL, also=["draft", "void"]) == usual | {draft.number, void.number}
    assert numbers(cast.guangxin, URL, q=draft.number) == {draft.number}
    assert draft.number not in numbers(cast.guangxin, URL, q=draft.number[:-1])
    assert cast.guangxin.get("/api/subjects/", {"also": "void"}).json()["count"] == len(usual) + 1


def test_the_days_of_a_year_still_hold(cast, visits):
    assert numbers(cast.guangxin, PATROLS, since=str(dt.date(2020, 1, 1)), until=str(dt.date(2020, 12, 31))) == set()
