"""A laboratory may still correct what it found wrong after the scores are published; the scores stay as published."""

from monitoring import services as monitoring
from monitoring.models import Correction
from monitoring.vocabulary import Verdict
from tests.monitoring import making


def told(run):
    run.refresh_from_db()
    lines = run.sheets.order_by("pk").values_list("pk", "total", "lines__item", "lines__points", "lines__value")
    return run.state, run.input_hash, sorted(lines, key=str)


def test_the_verdict_follows_and_the_score_stands(published, cast):
    sample = making.failed()
    run = published()
    before = told(run)
    asked = making.checked(making.corrected(sample, 腐霉利="0.61"))
    monitoring.consent_correction(Correction.objects.get(pk=asked.pk), by=cast.city.post, version=asked.version)
    sample.refresh_from_db()
    assert sample.verdict == Verdict.PASS
    assert told(run) == before and len(before[2]) > 12
