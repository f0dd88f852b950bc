"""Telling and taking back: append only, once per version of the source, places stamped."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from supervision.ground import clock, facts
from supervision.ground.facts import Fact, Severity
from tests import make

from .conftest import PROBLEM, URGENT


def test_a_fact_carries_the_places_of_its_source(tell, subject):
    fact = tell(subject, severity=Severity.SERIOUS, summary="禁用农药")
    assert (fact.county_id, fact.township_id, fact.managing_zone_id) == ("361104", "361104290", "361171")
    assert (fact.source_label, fact.source_id, fact.kind_label) == ("supervision.subject", subject.pk, "发现问题")


def test_told_twice_it_is_one_fact(tell, subject):
    assert tell(subject) == tell(subject)
    assert Fact.objects.of_source(subject).count() == 1


def test_a_new_version_of_the_source_tells_a_new_fact(tell, subject):
    first = tell(subject)
    subject.version += 1
    assert tell(subject) != first


def test_an_unknown_kind_is_refused(tell, subject):
    with pytest.raises(ValueError, match="没有登记"):
        tell(subject, kind="test.unheard_of")


def test_many_are_told_with_few_queries(cast, subject, django_assert_max_num_queries):
    subjects = [make.subject() for _ in range(3)]
    rows = [
        {"kind": kind, "on": clock.today(), "source": s, "subject": s} for s in subjects for kind in (PROBLEM, URGENT)
    ]
    with django_assert_max_num_queries(6):
        told = facts.record_many(rows, by=cast.guangxin.post)
    assert [(f.kind, f.subject_id) for f in told] == [(r["kind"], r["subject"].pk) for r in rows]
    assert facts.record_many(rows, by=cast.guangxin.post) == told


def test_more_than_a_hundred_go_through_the_staging_table(cast, subject):
    rows = []
    for version in range(1, 121):
        source = type(subject).objects.get(pk=subject.pk) if version == 1 else type(subject)(**_columns(subject))
        source.version = version
        rows.append({"kind": PROBLEM, "on": clock.today(), "source": source, "subject": subject})
    told = facts.record_many(rows, by=cast.guangxin.post)
    assert len({fact.pk for fact in told}) == 120 == Fact.objects.of_source(subject).count()


def _columns(subject):
    return {field.attname: getattr(subject, field.attname) for field in subject._meta.concrete_fields}


def test_taking_back_appends_a_counter_fact(tell, cast, subject):
    fact = tell(subject)
    (counter,) = facts.retract(subject, by=cast.reviewer.post, why="登记有误")
    assert counter.retracts == fact
    assert (counter.kind, counter.on, counter.subject_id, counter.is_counter) == (fact.kind, fact.on, subject.pk, True)
    assert not Fact.objects.live().of_source(subject).exists()


def test_taken_back_twice_it_is_one_counter_fact(tell, cast, subject):
    tell(subject)
    facts.retract(subject, by=cast.reviewer.post, why="登记有误")
    assert facts.retract(subject, by=cast.reviewer.post, why="又一次") == []


def test_only_the_kinds_asked_for_are_taken_back(tell, cast, subject):
    tell(subject)
    tell(subject, kind=URGENT)
    facts.retract(subject, by=cast.reviewer.post, why="误报", kinds=[URGENT])
    assert [fact.kind for fact in Fact.objects.live().of_source(subject)] == [PROBLEM]


def test_what_was_taken_back_is_not_told_again_for_the_same_version(tell, cast, subject):
    tell(subject)
    facts.retract(subject, by=cast.reviewer.post, why="登记有误")
    with pytest.raises(ValueError, match="已撤回"):
        tell(subject)


def test_the_database_refuses_change_and_removal(tell, subject):
    fact = tell(subject)
    with pytest.raises(DatabaseError, match="事实一经记录"), transaction.atomic():
        Fact.objects.filter(pk=fact.pk).update(summary="改口")
    with pytest.raises(DatabaseError, match=r"事实一经记录|permission denied"), transaction.atomic():
        Fact.objects.filter(pk=fact.pk)._raw_delete("default")


def test_the_database_knows_no_second_equal_fact(tell, subject):
    fact = tell(subject)
    fact.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.bulk_create([fact])
