"""A laboratory does not learn which bureau decided on its correction: that is where the sample comes from."""

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import Correction
from monitoring.vocabulary import Kind
from tests.monitoring import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast):
    """Own testing: its county consents."""
    return making.checked(making.corrected(making.failed(kind=Kind.SELF), 腐霉利="0.61"))


def shown_to(member, order):
    pages = [reverse("monitoring:testorders-detail", args=[order.pk]), reverse("supervision:notices")]
    return "".join(member.get(page).content.decode() for page in pages)


@pytest.mark.parametrize("verb", [services.consent_correction, services.refuse_correction])
def test_the_bureau_that_decided_stays_unnamed(cast, asked, verb):
    bureau = cast.guangxin.post
    before = shown_to(cast.lab_tester, asked.order)
    more = {"why": "谱图与数值不符"} if verb is services.refuse_correction else {}
    verb(Correction.objects.get(pk=asked.pk), by=bureau, version=asked.version, **more)
    after = shown_to(cast.lab_tester, asked.order)
    for text in (before, after):
        assert "委托单位" in text
        for secret in (bureau.organisation.name, bureau.user.name, "县级", "市级"):
            assert secret not in text
    own = cast.guangxin.get(reverse("monitoring:testorders-detail", args=[asked.order_id])).content.decode()
    assert bureau.user.name in own


def test_the_bureau_is_told_who_reads_its_reason(cast, asked):
    page = cast.guangxin.get(reverse("monitoring:testorders-detail", args=[asked.order_id])).content.decode()
    assert "检测机构会看到这段话，请不要写受检单位和地点" in page
