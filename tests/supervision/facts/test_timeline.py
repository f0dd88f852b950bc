"""The facts of a subject are its timeline; the neighbour sees none of it."""

import datetime as dt

from supervision.ground import facts
from supervision.ground.facts import Fact

from .conftest import URGENT


def test_newest_first_with_what_was_taken_back(tell, cast, subject):
    old = tell(subject, on=dt.date(2021, 3, 1))
    new = tell(subject, kind=URGENT, on=dt.date(2021, 6, 1))
    facts.retract(subject, by=cast.reviewer.post, why="误报", kinds=[URGENT])
    line = list(facts.timeline(subject))
    assert line == [new, old]
    assert line[0].counter.summary == "误报"
    assert not hasattr(line[1], "counter")


def test_county_and_zone_see_the_fact_and_the_neighbour_does_not(tell, cast, subject):
    fact = tell(subject)
    for member in (cast.guangxin, cast.zone, cast.township, cast.city):
        assert fact in Fact.objects.visible_to(member.post), member.name
    for member in (cast.xinzhou, cast.neighbour_township, cast.lab_tester, cast.producer):
        assert fact not in Fact.objects.visible_to(member.post), member.name
