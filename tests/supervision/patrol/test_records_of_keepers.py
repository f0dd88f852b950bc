"""Who has to keep no records lowers no county's share of checked records: a visit to a farmer is not in it."""

from supervision.ground.measures import Period
from supervision.ground.subjects import Kind
from supervision.patrols.figures.indicators import RECORDS_CHECKED
from supervision.patrols.vocabulary.patrol import RecordsKept
from tests import make

from .maker import patrol


def test_visits_to_farmers_are_left_aside(cast):
    keeper = patrol()
    patrol(subject=make.subject(kind=Kind.SMALLHOLDER), records_kept=RecordsKept.UNCHECKED)
    measure = RECORDS_CHECKED.compute(Period.of_year(2021), {})["361104"]
    assert (measure.counted, measure.left_out) == ([keeper.pk], [])
