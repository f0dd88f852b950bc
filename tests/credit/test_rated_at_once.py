"""Two facts about one subject are taken up at once: both count, and the grades follow one another."""

import pytest

from credit.models import CreditFile
from credit.services import open_file, recompute, take_up
from supervision.ground.people import system_post
from supervision.ground.subjects import Subject
from tests import make
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_neither_entry_is_lost(cast, told):
    subject, by = make.subject(), system_post()
    open_file(subject=subject, by=cast.guangxin.post)
    one, other = (told(subject, "monitoring.failed") for _ in range(2))
    _, entered = together(lambda: take_up([one], by=by), lambda: take_up([other], by=by))
    assert len(entered) == 1
    file = CreditFile.objects.get(subject=subject)
    assert (file.points, file.grade) == (70, "C")
    assert Subject.objects.get(pk=subject.pk).credit_grade == "C"
    changes = list(file.ratings.order_by("id").values_list("from_grade", "to_grade"))
    assert changes == [("", "A"), ("A", "B"), ("B", "C")]


def test_who_rates_again_meanwhile_does_not_write_over_it(cast, told):
    subject, by = make.subject(), system_post()
    open_file(subject=subject, by=cast.guangxin.post)
    fact = told(subject, "monitoring.failed")
    taken, again = together(lambda: take_up([fact], by=by), lambda: recompute([subject.pk], by=by))
    assert (len(taken), again) == (1, [])
    file = CreditFile.objects.get(subject=subject)
    assert (file.points, file.grade) == (85, "B"), "the second has seen the entry of the first"
    assert file.ratings.filter(to_grade="B").count() == 1
