"""Who should have issued and who did, for all counties at once."""

import datetime as dt

import pytest

from certificates import figures, offers
from supervision.grid.services.subject import change_status
from supervision.ground import history
from supervision.ground.measures import Period
from supervision.ground.regions import county_codes
from supervision.ground.subjects import Product, SubjectCrop
from tests import make
from tests.certificates.make import certificate, producer_subject

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2021)
GUANGXIN = "361104"


def test_share_of_obliged_subjects(cast):
    farm = make.subject(kind="family_farm")
    tea = make.subject("茶厂", kind="enterprise")
    closed = make.subject("停业的", kind="cooperative")
    make.subject("农户", kind="smallholder")
    with history.acting(cast.city.post, "测试"):
        SubjectCrop.objects.create(subject=tea, product=Product.objects.filter(category="茶叶")[0])
    change_status(closed, by=cast.city.post, status="closed", since=dt.date(2021, 6, 30), why="已注销")
    certificate()
    found = offers.certificate_subjects(YEAR, {})
    mine = found[GUANGXIN]
    assert set(found) == set(county_codes())
    assert (mine.numerator, mine.denominator, mine.counted) == (1, 2, [producer_subject().pk])
    assert dict(mine.left_out) == {
        farm.pk: "本期未自行开具合格证",
        closed.pk: "期末不在营",
        tea.pk: "登记的产品不在适用品类内",
    }
    assert found["361102"].value is None and found["361102"].not_applicable


def test_in_business_is_asked_of_the_last_day(cast):
    """Suspended then, reopened since: not obliged then. Closed since: obliged then."""
    back, gone = (make.subject(registered_on=dt.date(2020, 6, 1)) for _ in range(2))
    for one, status, *day in (
        (back, "suspended", 2020, 8, 1),
        (back, "active", 2021, 2, 1),
        (gone, "closed", 2021, 2, 1),
    ):
        change_status(one, by=cast.city.post, status=status, since=dt.date(*day), why="核实")
    left_out = dict(offers.certificate_subjects(Period.of_year(2020), {})[GUANGXIN].left_out)
    assert left_out == {back.pk: "期末不在营", gone.pk: figures.REASONS[figures.MISSING]}


def test_the_obligation_goes_by_the_edition(cast):
    """From 2023 a family farm is only encouraged."""
    make.subject(kind="family_farm")
    assert offers.certificate_subjects(YEAR, {})[GUANGXIN].denominator == 2
    assert offers.certificate_subjects(YEAR, {"edition": "2023-01"})[GUANGXIN].denominator == 1


def test_more_than_one_may_be_asked(cast):
    certificate()
    assert offers.certificate_subjects(YEAR, {"least": 2})[GUANGXIN].numerator == 0


def test_void_ones_do_not_count(cast):
    from certificates import services

    made = certificate()
    assert figures.issued_counts(YEAR)[GUANGXIN].numerator == 1
    services.void(made, by=cast.producer.post, why="错")
    assert figures.issued_counts(YEAR)[GUANGXIN].numerator == 0
    assert offers.certificate_subjects(YEAR, {})[GUANGXIN].numerator == 0


def test_five_cost_the_queries_of_one(cast, django_assert_num_queries):
    """The editions, the subjects, the counties' codes."""
    certificate()
    with django_assert_num_queries(3):
        offers.certificate_subjects(YEAR, {})
    for name in "甲乙丙丁":
        make.subject(f"{name}合作社")
        certificate()
    with django_assert_num_queries(3):
        assert offers.certificate_subjects(YEAR, {})[GUANGXIN].denominator == 5


def test_collectors_are_left_out(cast):
    """From 2023 they are obliged, but only for what they mix or repack."""
    collector = make.subject("收购点", kind="collector")
    found = offers.certificate_subjects(YEAR, {"edition": "2023-01"})[GUANGXIN]
    assert found.denominator == 1
    assert dict(found.left_out)[collector.pk].startswith("收购者仅混装")


def test_fresh_tea_leaves_fall_under_the_last_edition(cast):
    leaves, made = make.subject("茶园", kind="enterprise"), make.subject("茶厂", kind="enterprise")
    with history.acting(cast.city.post, "测试"):
        for subject, category in ((leaves, "茶鲜叶"), (made, "茶叶")):
            product = Product.objects.filter(category=category)[0]
            SubjectCrop.objects.create(subject=subject, product=product)
    found = offers.certificate_subjects(YEAR, {"edition": "2026-02"})[GUANGXIN]
    assert dict(found.left_out)[leaves.pk] == "本期未自行开具合格证"
    assert dict(found.left_out)[made.pk] == "登记的产品不在适用品类内"


def test_the_four_pilot_counties(cast):
    found = figures.pilots(YEAR)
    assert {code for code, m in found.items() if m.value} == {"361104", "361129", "361124", "361128"}
    assert {code for code, m in figures.pilots(Period.of_year(2020)).items() if m.value} == {"361104", "361129"}
    assert found["361102"].not_applicable


def test_the_to_do_names_them_in_the_own_place_only(cast):
    todo = offers.TODOS[0]
    assert list(todo.rows(cast.guangxin.post)) == [producer_subject()]
    assert not todo.rows(cast.xinzhou.post).exists()
    assert "董团绿源" in cast.guangxin.get("/certificates/missing/").content.decode()
    assert "董团绿源" not in cast.xinzhou.get("/certificates/missing/").content.decode()
    assert cast.producer.get("/certificates/missing/").status_code == 403
    certificate()
    assert not todo.rows(cast.guangxin.post).exists()


def test_a_crop_counts_until_the_day_it_ends(cast):
    """Who gave up the last crop that obliges is left out from that day on, and counts in the periods before."""
    subject = make.subject(registered_on=dt.date(2021, 1, 5))
    tea = Product.objects.get(name="绿茶")
    with history.acting(cast.city.post, "测试"):
        SubjectCrop.objects.create(subject=subject, product=tea)
        bound = Product.objects.get(name="柑")
        SubjectCrop.objects.create(subject=subject, product=bound, ended_on=dt.date(2021, 7, 1))
    half = Period(dt.date(2021, 1, 1), dt.date(2021, 6, 30))
    assert offers.certificate_subjects(half, {})[GUANGXIN].denominator == 1
    whole = offers.certificate_subjects(YEAR, {})[GUANGXIN]
    assert dict(whole.left_out)[subject.pk] == "登记的产品不在适用品类内"
