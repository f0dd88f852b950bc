"""The credit file is of the subject as it is: it moves with it, and what was in the one before counts for its heir."""

from credit.models import CreditEntry, CreditFile
from credit.panels import lines
from supervision.ground import facts
from supervision.ground.subjects import Subject
from tests import make
from tests.cast import SHAXI, XINZHOU
from tests.supervision.changes import maker


def test_it_stands_where_the_subject_has_moved_to(cast, told):
    subject = make.subject()
    told(subject, "monitoring.failed")
    facts.deliver()
    before = CreditFile.objects.get(subject=subject)
    (change,) = maker.told(subject, region=SHAXI, proof=True)
    maker.accepted(change, by="xinzhou")
    facts.deliver()
    file = CreditFile.objects.get(subject=subject)
    assert (file.township_id, file.county_id, file.points) == (SHAXI, XINZHOU, before.points)
    assert CreditEntry.objects.get(subject=subject).county_id == before.county_id, "what was entered stays"
    assert cast.xinzhou.get(f"/credit/creditfiles/{file.pk}/").status_code == 200


def test_the_one_before_counts_for_who_goes_on(cast, told):
    before, after = make.subject(), make.subject()
    told(before, "monitoring.failed")
    facts.deliver()
    (change,) = maker.told(after, predecessor=before, proof=True)
    maker.accepted(change)
    facts.deliver()
    file = CreditFile.objects.get(subject=after)
    assert (file.points, file.grade) == (85, "B")
    assert [line["entry"].subject for line in lines(file)] == [before]
    assert Subject.objects.get(pk=after.pk).credit_grade == "B"
    told(before, "patrol.problem")  # found out later
    facts.deliver()
    assert CreditFile.objects.get(subject=after).points < 85
