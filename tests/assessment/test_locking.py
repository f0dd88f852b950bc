"""A scheme is locked before it is used, by the city's administrators, and only when its points make a hundred."""

from django.urls import reverse

from shangrao_nongan.assessment.models import Scheme

LOCK = reverse("assessment:lock", args=["2021"])
PAGE = reverse("assessment:scheme", args=["2021"])


def unlocked(scheme):
    Scheme.objects.filter(pk=scheme.pk).update(locked_at=None, locked_by=None)
    return scheme


def test_an_open_scheme_is_locked_from_its_page(cast, scheme):
    unlocked(scheme)
    said = cast.city.get(PAGE).content.decode()
    assert "锁定方案" in said and "开始计分" not in said
    assert "方案已锁定" in cast.city.post_to(LOCK, follow=True).content.decode()
    assert Scheme.objects.get(pk=scheme.pk).locked_by == cast.city.post


def test_points_that_do_not_make_a_hundred_are_refused(cast, scheme):
    unlocked(scheme).items.filter(order=1).update(points=14)
    assert "应为 100" in cast.city.post_to(LOCK, follow=True).content.decode()
    assert Scheme.objects.get(pk=scheme.pk).locked_at is None


def test_nobody_else_locks_it(cast, scheme):
    unlocked(scheme)
    assert cast.reviewer.post_to(LOCK).status_code == 403
    assert cast.guangxin.post_to(LOCK).status_code == 403
