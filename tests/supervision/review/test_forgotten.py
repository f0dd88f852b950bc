"""What was picked long ago goes; what was picked lately stays."""

import datetime as dt

import pytest
from django.utils import timezone

from supervision.ground.desk import Selection
from supervision.tasks import forget_selections

from .conftest import picked

pytestmark = pytest.mark.django_db


def test_after_a_quarter(cast, visit):
    row = visit()
    picked(cast.guangxin, row)
    picked(cast.guangxin, row)
    old, new = Selection.objects.order_by("pk")
    Selection.objects.filter(pk=old.pk).update(made_at=timezone.now() - dt.timedelta(days=91))
    assert forget_selections() == 1
    assert list(Selection.objects.all()) == [new]
