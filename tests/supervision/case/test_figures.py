"""Cases handled: which count, which do not and why."""

import datetime as dt

from supervision.enforcement.figures.indicators import CASES
from supervision.enforcement.services.case import register_cases, void_case
from supervision.enforcement.vocabulary.case import Category, PartyKind, Penalty, Procedure, Source
from supervision.ground.measures import Period
from supervision.ground.people import system_post
from supervision.ground.records import State
from tests import make

from .maker import case

YEAR = Period.of_year(2021)


def test_only_product_quality_counts_and_every_county_is_there(cast, django_assert_num_queries):
    one, input_case = case(accepted=True), case(accepted=True, category=Category.PESTICIDE)
    void_case(case(), by=cast.guangxin.post, why="重复")
    case(submit=False)
    waits = case()
    with django_assert_num_queries(2):
        found = CASES.compute(YEAR, {})
    measure = found["361104"]
    assert (measure.value, measure.counted) == (1, [one.pk])
    assert measure.left_out == [(input_case.pk, "类别为“农药”，不计入"), (waits.pk, "尚未审核")]
    assert len(found) == 12
    assert found["361102"].value == 0


def test_the_date_that_counts_is_a_parameter(cast):
    (old,) = register_cases(
        [
            {
                "subject": make.subject(),
                "category": Category.QUALITY,
                "source": Source.INSPECTION,
                "cause": "案由",
                "party_kind": PartyKind.FARMER,
                "opened_on": dt.date(2020, 12, 1),
                "filed_on": dt.date(2020, 12, 3),
                "decided_on": dt.date(2021, 2, 1),
                "procedure": Procedure.SUMMARY,
                "penalties": [Penalty.WARNING],
            }
        ],
        by=system_post(),
        state=State.ACCEPTED,
    )
    assert CASES.compute(YEAR, {})["361104"].value == 0
    assert CASES.compute(YEAR, {"counted_by": "decided_on"})["361104"].counted == [old.pk]


def test_no_amount_has_any_influence(cast):
    case(accepted=True, fine="100000.00", value="50000.00")
    assert CASES.compute(YEAR, {})["361104"].value == 1
