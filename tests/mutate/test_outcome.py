"""What counts as noticed: a test's own answer, and nothing that merely broke."""

import pytest

from supervision.ground.errors import RuleViolation

from .fault import ROOT
from .outcome import BROKE, SEEN, judged


def asserted():
    raise AssertionError


def not_raised():
    with pytest.raises(ValueError, match="x"):
        pass


def refused():
    raise RuleViolation("不行。")


def crashed():
    raise KeyError("x")


def asserted_by_the_product():
    exec(compile("assert False", str(ROOT / "supervision" / "some.py"), "exec"), {})  # noqa: S102


@pytest.mark.parametrize(
    ("deed", "when", "shows", "how"),
    [
        (asserted, "call", (), SEEN),
        (asserted, "setup", (), BROKE),
        (asserted, "teardown", (), BROKE),
        (not_raised, "call", (), SEEN),
        (refused, "call", (), BROKE),
        (refused, "call", ("RuleViolation",), SEEN),
        (refused, "setup", ("RuleViolation",), BROKE),
        (crashed, "call", ("RuleViolation",), BROKE),
        (asserted_by_the_product, "call", (), BROKE),
    ],
)
def test_judged(deed, when, shows, how):
    with pytest.raises(BaseException) as seen:  # noqa: PT011
        deed()
    assert judged(seen.value, when, shows, str(ROOT)) == how
