"""A case tells nothing before the second person has taken it over."""

from supervision.ground.facts import Fact

from .maker import case


def test_submitted_it_is_silent(cast):
    assert not Fact.objects.of_source(case(submit=True)).exists()
