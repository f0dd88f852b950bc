"""Who was visited: all counties at once, with the ids behind each number."""

import datetime as dt

from supervision.ground.measures import Period
from supervision.ground.subjects import Kind, Subject
from supervision.patrols.figures.indicators import PATROLS, RECORDS_CHECKED
from supervision.patrols.vocabulary.patrol import Conclusion, RecordsKept
from tests import make

from .maker import patrol

YEAR = Period.of_year(2021)


def test_visited_of_due_by_county(cast, django_assert_num_queries):
    Subject.objects.filter(county="361104").update(state="void", voided_why="另做")
    seen, missed = make.subject(), make.subject()
    met_nobody = make.subject()
    farmer = make.subject(kind=Kind.SMALLHOLDER)
    patrol(subject=seen)
    patrol(subject=farmer)
    patrol(subject=met_nobody, conclusion=Conclusion.ABSENT, note="无人", answers={})
    with django_assert_num_queries(2):
        found = PATROLS.compute(YEAR, {})
    assert len(found) == 12
    measure = found["361104"]
    assert measure.counted == [seen.pk]
    assert dict(measure.left_out) == {missed.pk: "本期未巡查", met_nobody.pk: "本期未巡查"}
    assert (measure.numerator, measure.denominator) == (1, 3)
    assert found["361102"].value is None


def test_by_frequency_a_bad_grade_needs_more(cast):
    Subject.objects.filter(county="361104").update(state="void", voided_why="另做")
    good, bad = make.subject(), make.subject()
    Subject.objects.filter(pk=bad.pk).update(credit_grade="B")
    patrol(subject=good)
    patrol(subject=bad)
    once = PATROLS.compute(YEAR, {})["361104"]
    often = PATROLS.compute(YEAR, {"by": "frequency"})["361104"]
    assert once.counted == [good.pk, bad.pk]
    assert often.counted == [good.pk]
    assert often.left_out == [(bad.pk, "巡查次数少于信用等级对应的频次")]


def test_a_subject_of_next_year_is_not_due_and_a_visit_of_last_year_does_not_count(cast):
    Subject.objects.filter(county="361104").update(state="void", voided_why="另做")
    subject = make.subject(registered_on=dt.date(2020, 6, 1))
    make.subject(registered_on=dt.date(2021, 6, 1))
    patrol(subject=subject, held_on=dt.date(2020, 12, 31))
    found = PATROLS.compute(Period.of_year(2020), {})["361104"]
    assert (found.numerator, found.denominator) == (1, 1)
    assert PATROLS.compute(YEAR, {})["361104"].numerator == 0


def test_records_checked_at_visits_to_keepers(cast):
    looked = patrol()
    missed = patrol(records_kept=RecordsKept.UNCHECKED)
    measure = RECORDS_CHECKED.compute(YEAR, {})["361104"]
    assert measure.counted == [looked.pk]
    assert measure.left_out == [(missed.pk, "未检查生产记录")]
