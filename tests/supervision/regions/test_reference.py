"""The real division of Shangrao, as the statistics bureau and the census have it."""

import pytest

from supervision.ground.regions import Level, Population, Region, counties, covers, population, townships

pytestmark = pytest.mark.django_db


def test_twelve_counties_and_two_hundred_and_twelve_assessed_townships():
    assert len(counties()) == 12
    assert len(townships()) == 212
    assert Region.objects.filter(level=Level.TOWNSHIP).count() == 229
    assert Region.objects.filter(level=Level.VILLAGE).count() == 2883


def test_the_prison_is_no_assessed_township():
    assert not Region.objects.get(pk="361128402").assessed


def test_population_of_2020_adds_up():
    assert sum(population(2021).values()) == 6_491_088
    assert population(2015)["361104"] == 700_267


def test_a_renamed_county_has_its_predecessor():
    assert [r.name for r in Region.objects.get(pk="361104").predecessors.all()] == ["上饶县"]
    assert "361121" not in {c.pk for c in counties()}


def test_a_zone_covers_the_township_it_runs_and_no_other():
    zone = Region.objects.get(pk="361171")
    run, other = Region.objects.get(pk="361104290"), Region.objects.get(pk="361104101")
    assert covers(zone, run) and not covers(zone, other)


def test_loading_again_changes_nothing():
    from supervision.ground import reference

    before = (Region.objects.count(), Population.objects.count())
    reference.load()
    assert (Region.objects.count(), Population.objects.count()) == before
