"""What stands alone is in no figure that counts what was reviewed, and in it as soon as another person has looked."""

from emergency.models import Determination
from emergency.services import DETERMINATION, determine
from monitoring.models import Sample
from monitoring.services.samples import LIFE as SAMPLE
from shangrao_nongan import offers
from supervision.ground import clock, history
from supervision.ground.facts import Fact
from supervision.ground.measures import Period
from supervision.ground.records import ALONE, State
from tests import registers

from .maker import fresh, joined, only

COUNTY = registers.HERE.county


def measured(code):
    return offers.figures()[code].compute(Period.of_year(2021), {})[COUNTY]


def test_the_veto_follows_the_second_person(cast):
    incident = registers.make("emergency.incident")
    only(cast.city)
    made = determine(
        incident=incident,
        determined_on=clock.today(),
        by=fresh(cast.city),
        level="2",
        agricultural=True,
        organ="市农业农村局",
        document="饶农办字〔2021〕9号",
        basis="现场调查",
    )
    row = DETERMINATION.accept(Determination.objects.get(pk=made.pk), by=fresh(cast.city))
    code = next(code for code, one in offers.figures().items() if "emergency.Determination" in one.counts)
    found = measured(code)
    assert row.pk not in found.counted and (row.pk, ALONE) in found.left_out
    DETERMINATION.confirm(Determination.objects.get(pk=row.pk), by=joined(cast.reviewer))
    assert row.pk in measured(code).counted


def test_a_sample_counts_and_tells_that_it_was_taken(cast):
    made = registers.make("monitoring.sample")
    with history.acting(None, "测试"):
        Sample.objects.filter(pk=made.pk).update(
            state=State.SUBMITTED, made_by=cast.city.post, writers=[cast.city.user.pk], accepted_by=None
        )
    only(cast.city)
    row = SAMPLE.accept(Sample.objects.get(pk=made.pk), by=fresh(cast.city))
    told = Fact.objects.live().of_source(row).filter(kind="monitoring.sampled")
    assert row.alone and not told.exists()
    assert (row.pk, ALONE) in measured("quantitative_completion").left_out
    SAMPLE.confirm(Sample.objects.get(pk=row.pk), by=joined(cast.reviewer))
    assert told.exists()
    assert (row.pk, ALONE) not in measured("quantitative_completion").left_out
