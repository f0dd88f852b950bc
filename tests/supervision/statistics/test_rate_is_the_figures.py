"""The share of a table is the one that the figure gives for the same samples, and so is what a list counts in."""

from monitoring import figures
from monitoring.models import Sample
from supervision.ground.desk import listing
from supervision.ground.measures import Period

from .conftest import YEAR, counted, question


def test_by_county(cast, samples):
    measures = figures.pass_rate(Period.of_year(YEAR), carry_over=False)
    made = counted(cast.city, r1="county", m=["pass_rate"])
    for line in made.lines:
        one = measures[line.keys[0]]
        sides = [int(number) for number, _url in line.cells[0].sides] or [0, 0]
        assert sides == [one.numerator, one.denominator] or (not one.denominator and sides == [0, 0])
    assert measures["361104"].numerator and measures["361104"].numerator < measures["361104"].denominator


def test_what_counts_is_what_the_list_says(cast, samples):
    Sample.objects.filter(pk=samples[4].pk).update(kind="self")
    register = question(cast.city).register
    shown = listing.show(register, post=cast.city.post, data={"state": "counted"}, year=YEAR)
    made = counted(cast.city, r1="county", m=["counted"])
    assert made.total.cells[0].text == str(shown.within.number) != "0"
