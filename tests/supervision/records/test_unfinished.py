"""What is still being written about somebody is not theirs to read: a sampling or a transfer is not announced."""

import pytest

from supervision.ground.subjects import Subject
from supervision.patrols.models.patrol import Patrol
from supervision.patrols.models.production import ProductionRecord
from supervision.patrols.services.production import record_use
from tests.supervision.patrol import maker
from tests.supervision.production.test_production import fields


@pytest.fixture
def own(cast):
    return Subject.objects.visible_to(cast.producer.post).get()


def test_an_inspectors_draft_is_not_read_by_the_inspected(cast, own):
    drafted = maker.patrol(subject=own, submit=False)
    assert not Patrol.objects.visible_to(cast.producer.post).exists()
    assert cast.producer.get(f"/supervision/patrols/{drafted.pk}/").status_code == 404
    submitted = maker.patrol(subject=own)
    assert list(Patrol.objects.visible_to(cast.producer.post)) == [submitted]


def test_ones_own_draft_is_read(cast, own):
    record = record_use(by=cast.producer.post, submit=False, **fields(own))
    assert list(ProductionRecord.objects.visible_to(cast.producer.post)) == [record]


def test_colleagues_read_each_others_drafts(cast, own):
    drafted = maker.patrol(subject=own, submit=False)
    assert list(Patrol.objects.visible_to(cast.guangxin.post)) == [drafted]
