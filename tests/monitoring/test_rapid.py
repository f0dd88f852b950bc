"""Rapid tests: never a verdict, never in the quota; a positive one asks for a quantitative sample."""

import pytest

from monitoring import figures
from monitoring.models import Sample
from monitoring.vocabulary import Rapid, Verdict
from supervision.ground.errors import RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.measures import Period
from tests import make
from tests.cast import GUANGXIN
from tests.monitoring import making

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2021)


def test_negative_is_not_a_pass(cast):
    sample = making.accepted(making.rapid())
    assert sample.verdict == Verdict.NONE
    assert Fact.objects.live().of_source(sample).get().kind == "monitoring.rapid"
    assert figures.pass_rate(YEAR)[GUANGXIN].numerator == figures.pass_rate(YEAR)[GUANGXIN].denominator == 0
    assert figures.completion(YEAR)[GUANGXIN].numerator == 0
    assert figures.completion(YEAR)[GUANGXIN].left_out == [(sample.pk, "快检不计入定量")]
    assert figures.rapid_tests(YEAR)[GUANGXIN].numerator == 1


def test_a_positive_one_waits_for_its_confirmation_and_is_no_failure(cast):
    subject = make.subject()
    positive = making.accepted(making.rapid(subject=subject, result=Rapid.POSITIVE))
    assert list(Sample.objects.unconfirmed()) == [positive]
    assert not Sample.objects.non_compliant().exists()
    making.sample(subject=subject, follows=positive)
    assert not Sample.objects.unconfirmed().exists()


def test_a_negative_one_waits_for_nothing(cast):
    making.accepted(making.rapid(result=Rapid.NEGATIVE))
    assert not Sample.objects.unconfirmed().exists()


def test_an_invalid_one_is_none(cast):
    making.accepted(making.rapid(result=Rapid.INVALID))
    assert figures.rapid_tests(YEAR)[GUANGXIN].numerator == 0


def test_the_confirmation_is_of_the_same_subject_and_product(cast):
    positive = making.accepted(making.rapid(result=Rapid.POSITIVE))
    with pytest.raises(RuleViolation, match="须与快检一致"):
        making.sample(follows=positive)


def test_a_rapid_test_needs_its_result(cast):
    with pytest.raises(RuleViolation, match="快检结果"):
        making.rapid(result="")
