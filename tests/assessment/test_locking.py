"""A scheme is locked before it is used, by the city's administrators, and only when its points make a hundred."""

import pytest
from django.db import Error, transaction
from django.urls import reverse

from shangrao_nongan.assessment.models import Item, Scheme

LOCK = reverse("assessment:lock", args=["2021-2"])
PAGE = reverse("assessment:scheme", args=["2021-2"])


@pytest.fixture
def scheme(db):
    """The next revision, not yet locked, with the items of the one that is."""
    locked = Scheme.objects.get(code="2021")
    items = list(locked.items.all())
    scheme = Scheme.objects.create(code="2021-2", year=2021, revision=2, name=locked.name, basis=locked.basis)
    for item in items:
        item.pk, item.scheme = None, scheme
    Item.objects.bulk_create(items)
    return scheme


def test_an_open_scheme_is_locked_from_its_page(cast, scheme):
    said = cast.city.get(PAGE).content.decode()
    assert "锁定方案" in said and "开始计分" not in said
    assert "方案已锁定" in cast.city.post_to(LOCK, follow=True).content.decode()
    assert Scheme.objects.get(pk=scheme.pk).locked_by == cast.city.post


def test_points_that_do_not_make_a_hundred_are_refused(cast, scheme):
    scheme.items.filter(order=1).update(points=14)
    assert "应为 100" in cast.city.post_to(LOCK, follow=True).content.decode()
    assert Scheme.objects.get(pk=scheme.pk).locked_at is None


def test_nobody_else_locks_it(cast, scheme):
    assert cast.reviewer.post_to(LOCK).status_code == 403
    assert cast.guangxin.post_to(LOCK).status_code == 403


def test_a_locked_scheme_is_not_opened_and_its_items_stand_still(scheme):
    """Neither by a change, nor by a line more or less; that somebody compared it with its source is no change."""
    locked = Scheme.objects.get(code="2021")
    Scheme.objects.filter(pk=locked.pk).update(verified=True)
    more = Item(scheme=locked, order=99, category="试", name="试", points=1, curve="ratio", rule="试")
    for change in (
        lambda: Scheme.objects.filter(pk=locked.pk).update(locked_at=None),
        lambda: locked.items.filter(order=1).update(points=14),
        lambda: scheme.items.filter(order=1).update(scheme=locked),
        lambda: Item.objects.bulk_create([more]),
        lambda: locked.items.filter(order=1).delete(),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()
    assert locked.items.count() == scheme.items.count()
