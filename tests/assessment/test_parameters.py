"""What the definitions leave open: shown with its default, chosen by the city before locking, part of the score."""

import datetime as dt

import pytest
from django.urls import reverse

from monitoring import figures
from shangrao_nongan import offers
from shangrao_nongan.assessment import services
from shangrao_nongan.assessment.models import Scheme
from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.measures import Period
from supervision.ground.parameters import YES_NO, Parameter
from tests.monitoring import making

PAGE = reverse("assessment:parameters", args=["2021-2"])  # the one that is still open
LOCKED = reverse("assessment:parameters", args=["2021"])
LEVELS = Parameter("levels", "任务层级", ["city"], (("city", "市级"), ("county", "县级")), several=True)
DAYS = Parameter("days", "天数", None, least=1, most=30, unit="天", nothing="不限")


@pytest.fixture
def unlocked(draft):
    return draft


def typed_as_shown(page):
    """What a browser would send of the form as it stands."""
    data = {}
    for group in page.context["groups"]:
        for row in group["rows"]:
            data[row["box"]] = [v for v, _, picked in row["choices"] if picked] if row["one"].several else row["typed"]
            if row["checked"]:
                data[f"{row['box']}-checked"] = "yes"
    return data


def box(page, indicator, name, scheme):
    return f"i{scheme.items.get(indicator=indicator).pk}-{name}"


@pytest.mark.parametrize(
    ("one", "typed", "value"),
    [
        (LEVELS, ["county", "city"], ["city", "county"]), (DAYS, ["15"], 15), (DAYS, [""], None), (DAYS, [], None),
        (Parameter("f", "是否", True, YES_NO), ["False"], False),
    ],
)  # fmt: skip
def test_what_is_typed_is_kept_as_its_type(one, typed, value):
    assert one.read(typed) == value
    assert one.fault(value) == ""


@pytest.mark.parametrize(
    ("one", "typed"),
    [(LEVELS, []), (LEVELS, ["village"]), (DAYS, ["0"]), (DAYS, ["31"]), (DAYS, ["１５天"]), (DAYS, ["-3"])],
)
def test_what_is_none_of_them_is_refused_by_name(one, typed):
    with pytest.raises(RuleViolation, match=one.label):
        one.read(typed)


def test_every_default_is_a_value_that_may_be_chosen():
    wrong = {
        (code, one.name): one.fault(one.default)
        for code, figure in offers.indicators().items()
        for one in figure.parameters
        if one.fault(one.default)
    }
    assert wrong == {}


def test_each_named_decision_is_a_parameter():
    named = {(code, one.name) for code, figure in offers.indicators().items() for one in figure.parameters}
    assert named >= {
        ("pass_rate", "levels"), ("pass_rate", "carry_over"), ("pass_rate", "pending_days"), ("pass_rate", "late_days"),
        ("cases", "counted_by"), ("cases", "procedures"), ("five_one", "rapid"), ("patrols", "by"),
        ("rectification", "holiday"), ("handled", "not_due"),
    }  # fmt: skip


def test_the_page_shows_what_nobody_has_checked(cast, scheme):
    said = cast.guangxin.get(LOCKED).content.decode()
    assert "“查办”按哪个日期计" in said and "立案日" in said and "默认·待核对" in said
    assert "<select" not in said.split("<main")[1], "a locked scheme is read"


def test_the_city_chooses_and_checks(cast, unlocked):
    page = cast.city.get(PAGE)
    data = typed_as_shown(page) | {box(page, "cases", "counted_by", unlocked): "closed_on"}
    data |= {f"{box(page, 'cases', 'counted_by', unlocked)}-checked": "yes", "c-deduction": "scaled"}
    assert cast.city.post_to(PAGE, data).status_code == 302
    item = unlocked.items.get(indicator="cases")
    assert (item.params["counted_by"], item.confirmed) == ("closed_on", ["counted_by"])
    assert Scheme.objects.get(pk=unlocked.pk).params == {"deduction": "scaled"}
    services.lock_scheme(Scheme.objects.get(pk=unlocked.pk), by=cast.city.post)
    said = cast.guangxin.get(PAGE).content.decode()
    assert "结案日" in said


def test_nonsense_is_refused_at_its_box_and_nothing_is_lost(cast, unlocked):
    page = cast.city.get(PAGE)
    data = typed_as_shown(page) | {box(page, "pass_rate", "pending_days", unlocked): "九十", "c-deduction": "scaled"}
    answer = cast.city.post_to(PAGE, data)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "应为1至365的整数" in said and 'value="九十"' in said and "已填写的内容都还在" in said
    assert Scheme.objects.get(pk=unlocked.pk).params is None


def test_not_after_locking(cast, scheme):
    data = typed_as_shown(cast.city.get(LOCKED))
    said = cast.city.post_to(LOCKED, data, follow=True).content.decode()
    assert "方案已锁定，口径参数不能再改" in said
    with pytest.raises(RuleViolation, match="已锁定"):
        services.set_parameters(scheme, by=cast.city.post, common=({}, []), items={})


@pytest.mark.parametrize("name", ["reviewer", "guangxin_admin", "auditor"])
def test_not_by_others(cast, unlocked, name):
    assert getattr(cast, name).post_to(PAGE, {}).status_code == 403
    assert Scheme.objects.get(pk=unlocked.pk).params is None


def test_a_choice_moves_the_score_and_stands_beside_it(cast, unlocked):
    """Of the county's one failed sample nothing is seen where 98% means the samples of the city's tasks."""
    making.certified()
    making.failed()

    def run():
        scheme = services.lock_scheme(Scheme.objects.get(pk=unlocked.pk), by=cast.city.post)
        return services.score(services.start_scoring(scheme, by=cast.reviewer.post), by=cast.reviewer.post)

    item = unlocked.items.get(indicator="pass_rate")
    services.set_parameters(unlocked, by=cast.city.post, common=({}, []), items={item.pk: ({"levels": ["city"]}, [])})
    line = run().sheets.get(county="361104").lines.get(item=item)
    assert [why for _, why in line.left_out] == ["该任务层级不计入"] and line.denominator == 0
    assert ["levels", "98%合格率所指的任务层级", "市级", False] in line.params
    said = cast.city.get(reverse("assessment:line", args=[line.pk])).content.decode()
    assert "98%合格率所指的任务层级：市级" in said


def test_december_is_counted_in_one_year_and_never_in_none(cast):
    """Sampled in December, told in January: carried over to the year of the result, whichever year is asked."""
    making.certified()
    sample = making.sample(sampled_on=dt.date(2021, 12, 10))
    with clock.at(dt.date(2022, 1, 6)):
        making.accepted(making.tested(sample, 腐霉利="6.1"))

    def years(**given):
        found = {year: figures.pass_rate(Period.of_year(year), **given)["361104"] for year in (2021, 2022)}
        return [year for year, one in found.items() if one.denominator == 1]

    assert years() == [2022]
    assert years(carry_over=False) == [2021]
