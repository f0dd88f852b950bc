"""Who publishes which run when: a second person, the newest run, after the year; a correction is the next version."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from shangrao_nongan.assessment import publishing, services
from shangrao_nongan.assessment.models import Run
from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.measures import Measure

LAST, AFTER = dt.date(2021, 12, 31), dt.date(2022, 1, 15)
WHY = "广信区两批样品复核后结论改变"


def test_the_first_is_version_one(published, cast):
    run = published()
    assert (run.state, run.edition, run.corrects, run.published_by) == ("published", 1, None, cast.city.post)


def test_not_by_who_started_it(scored_late, published, cast):
    run = scored_late()
    with pytest.raises(RuleViolation, match="另一人"):
        published(run, by=cast.reviewer.post)
    run.refresh_from_db()
    assert run.state == "computed"


def test_not_by_the_same_person_in_another_post(scored_late, published, cast):
    mine = cast.reviewer.post
    other = type(mine).objects.create(
        user=mine.user, organisation=cast.city.post.organisation, role=cast.city.post.role, since=mine.since
    )
    with pytest.raises(RuleViolation, match="另一人"):
        published(scored_late(), by=type(mine).objects.with_place().get(pk=other.pk))


@pytest.mark.parametrize("name", ["guangxin_admin", "auditor", "township"])
def test_not_by_who_may_not(scored_late, published, cast, name):
    with pytest.raises(PermissionDenied):
        published(scored_late(), by=getattr(cast, name).post)
    assert Run.objects.get().state == "computed"


@pytest.mark.parametrize(("day", "says"), [(dt.date(2021, 12, 20), "期满后"), (LAST, "期满后")])
def test_not_before_the_year_is_over(scored, published, day, says):
    run = scored()
    with pytest.raises(RuleViolation, match=says):
        published(run, on=day)


def test_not_what_was_scored_before_the_year_was_over(scored, published):
    with clock.at(LAST):
        run = scored()
    with pytest.raises(RuleViolation, match="数据不全"):
        published(run, on=AFTER)


def test_only_the_newest(scored_late, published):
    first = scored_late()
    scored_late()
    with pytest.raises(RuleViolation, match="只能公布最新"):
        published(first)


def test_not_twice(published):
    run = published()
    with pytest.raises(RuleViolation, match="已经公布"):
        published(run)


def test_a_correction_names_what_it_corrects_and_why(published, scored_late, known):
    first = published()
    known["patrols"] = {"361104": Measure.of(1, 2)}
    run = scored_late()
    with pytest.raises(RuleViolation, match="请写明更正原因"):
        published(run)
    again = published(run, why=WHY)
    assert (again.edition, again.corrects, again.correction_why) == (2, first, WHY)
    assert list(Run.objects.standing()) == [again]
    first.refresh_from_db()
    assert first.state == "published"


def test_without_a_difference_there_is_nothing_to_correct(published, scored_late):
    published()
    with pytest.raises(RuleViolation, match="数据相同"):
        published(scored_late(), why=WHY)


def test_the_differences_by_county_and_item(published, scored_late, known):
    first = published()
    known["patrols"] = {"361104": Measure.of(1, 2)}
    (change, *others) = sorted(publishing.changes(scored_late(), first), key=lambda one: one.county != "广信区")
    assert change.county == "广信区"
    assert [(name, str(was), str(now)) for name, was, now in change.items] == [("应巡主体巡查率", "7.20", "4.00")]
    assert change.total[0] - change.total[1] == change.items[0][1] - change.items[0][2]
    assert all(one.items == [] for one in others), "of the others at most the rank"


def test_both_versions_can_be_read_by_the_county(published, scored_late, known, cast):
    first = published()
    known["patrols"] = {"361104": Measure.of(1, 2)}
    again = published(scored_late(), why=WHY)
    old = cast.guangxin.get(reverse("assessment:run", args=[first.pk])).content.decode()
    new = cast.guangxin.get(reverse("assessment:run", args=[again.pk])).content.decode()
    assert "公布版本 1" in old and "已由版本 2 更正" in old and reverse("assessment:run", args=[again.pk]) in old
    assert "公布版本 2" in new and WHY in new and "7.20 → 4.00" in new
    neighbours = reverse("assessment:sheet", args=[first.sheets.get(county="361102").pk])
    assert cast.guangxin.get(neighbours).status_code == 404


def test_the_page_asks_before_it_publishes(scored_late, cast):
    run = scored_late()
    url = reverse("assessment:publish", args=[run.pk])
    with clock.at(AFTER):
        said = cast.city.get(url).content.decode()
        assert "将公布" in said and "信州区" in said and str(run.sheets.first().total) in said
        assert Run.objects.get().state == "computed", "a page that is opened publishes nothing"
        refused = cast.reviewer.get(url).content.decode()
        assert "另一人" in refused and 'type="submit" class="btn btn-primary"' not in refused
        cast.city.post_to(url, {"confirm": "yes"})
    assert Run.objects.get().state == "published"


def test_without_the_tick_nothing_is_published(scored_late, cast):
    run = scored_late()
    with clock.at(AFTER):
        said = cast.city.post_to(reverse("assessment:publish", args=[run.pk]), {}).content.decode()
    assert "请先核对" in said
    assert Run.objects.get().state == "computed"


def test_runs_are_numbered_by_their_scheme(scored, scheme, cast):
    assert [scored().ordinal, scored().ordinal] == [1, 2]
    Run.objects.filter(number=2).update(number=None)  # as an earlier release wrote it
    assert [run.ordinal for run in Run.objects.order_by("pk")] == [1, 2]
    assert services.start_scoring(scheme, by=cast.reviewer.post).ordinal == 3
