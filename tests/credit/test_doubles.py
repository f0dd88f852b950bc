"""A bad grade is not lost by a merging: the entry that stays has a file where the double has, rated by both."""

from credit.models import CreditFile
from credit.receivers import become_one
from credit.services import open_file
from supervision.grid.merging import Merge, confirm_merge, propose_merge, undo_merge
from supervision.ground import facts
from supervision.ground.subjects import Subject
from tests import make


def merged(cast, double, kept):
    made = propose_merge(by=cast.township.post, submit=True, subject=double, into=kept, why="同一家")
    confirm_merge(Merge.objects.get(pk=made.pk), by=cast.guangxin.post)
    facts.deliver()
    return Merge.objects.get(pk=made.pk)


def grade(subject):
    file = CreditFile.objects.get(subject=subject)
    return file.points, file.grade, Subject.objects.get(pk=subject.pk).credit_grade


def test_the_one_that_stays_has_the_grade_of_the_double(cast, told):
    double, kept = make.subject(), make.subject()
    told(double, "monitoring.failed")
    facts.deliver()
    assert not CreditFile.objects.filter(subject=kept).exists()
    merged(cast, double, kept)
    assert grade(kept) == (85, "B", "B")
    told(kept, "patrol.problem")
    facts.deliver()
    assert grade(kept)[0] < 85


def test_what_is_told_of_the_double_afterwards_counts_where_it_is_read(cast, told):
    double, kept = make.subject(), make.subject()
    merged(cast, double, kept)
    assert not CreditFile.objects.exists(), "nobody had a file"
    told(double, "monitoring.failed")
    facts.deliver()
    assert grade(kept) == (85, "B", "B")


def test_taken_apart_again_each_has_what_is_its_own(cast, told):
    double, kept = make.subject(), make.subject()
    told(double, "monitoring.failed")
    facts.deliver()
    merge = merged(cast, double, kept)
    undo_merge(merge, by=cast.guangxin_admin.post, why="弄错了")
    facts.deliver()
    assert grade(kept)[:2] == (100, "A") and grade(double)[:2] == (85, "B")


def test_delivered_twice_there_is_one_file(cast):
    double, kept = make.subject(), make.subject()
    open_file(subject=double, by=cast.guangxin.post)
    merged(cast, double, kept)
    become_one(facts.Fact.objects.get(kind="subject.merged"))
    assert CreditFile.objects.filter(subject=kept).count() == 1
