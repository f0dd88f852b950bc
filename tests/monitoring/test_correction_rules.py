"""Which corrections need more than the laboratory, and whose consent: as tables."""

import pytest

from monitoring.rules.corrections import Standing, consenting, lifts
from monitoring.vocabulary import Kind, Verdict


def stands(verdict, failing="", banned=False, suspected=""):
    return Standing(verdict, banned, frozenset(failing), frozenset(suspected))


PASS, FAIL, OPEN = Verdict.PASS, Verdict.FAIL, Verdict.UNDETERMINED


@pytest.mark.parametrize(
    ("before", "after", "lifted"),
    [
        (stands(FAIL, "a"), stands(PASS), True),
        (stands(FAIL, "a"), stands(OPEN), True),
        (stands(FAIL, "ab"), stands(FAIL, "a"), True),  # one failing item gone
        (stands(FAIL, "ab"), stands(FAIL, "ac"), True),  # one for another
        (stands(FAIL, "a", banned=True), stands(FAIL, "a"), True),
        (stands(OPEN, suspected="a"), stands(PASS), True),
        (stands(OPEN, suspected="a"), stands(FAIL, "a"), False),
        (stands(PASS), stands(FAIL, "a"), False),
        (stands(FAIL, "a"), stands(FAIL, "ab", banned=True), False),
        (stands(FAIL, "a"), stands(FAIL, "a"), False),
        (stands(PASS), stands(OPEN), False),
        (stands(PASS), stands(PASS), False),
    ],
)
def test_what_lifts_something(before, after, lifted):
    assert lifts(before, after) is lifted


@pytest.mark.parametrize("kind", Kind)
def test_who_is_judged_does_not_consent(kind):
    """The county is judged by whatever was sampled in it; 委托自检 judges nobody."""
    assert consenting(kind) == ("county" if kind == Kind.SELF else "city")
