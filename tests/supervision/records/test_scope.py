"""Which rows: equality on the stamped columns; the neighbour's row does not exist."""

import pytest

from supervision.ground.subjects import Subject
from tests import make


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("city", True), ("reviewer", True), ("auditor", True), ("guangxin", True), ("zone", True), ("township", True),
        ("social", False), ("xinzhou", False), ("neighbour_township", False), ("lab_tester", False), ("market", False),
        ("producer", False),
    ],
)  # fmt: skip
def test_who_sees_a_subject_of_dongtuan(cast, who, sees):
    made = make.subject()
    assert Subject.objects.visible_to(getattr(cast, who).post).filter(pk=made.pk).exists() is sees


def test_a_producer_sees_its_own_entry(cast):
    own = Subject.objects.visible_to(cast.producer.post)
    assert [s.name for s in own] == ["董团绿源蔬菜专业合作社"]


def test_an_assistant_sees_its_village_only(cast):
    village = cast.assistant.post.region
    mine, other = make.subject(at=village.pk), make.subject()
    seen = set(Subject.objects.visible_to(cast.assistant.post).values_list("pk", flat=True))
    assert mine.pk in seen and other.pk not in seen


def test_nobody_without_a_post_sees_anything(cast):
    make.subject()
    assert not Subject.objects.visible_to(None).exists()
