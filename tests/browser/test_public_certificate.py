"""Anyone, on a phone in the market, opens the address behind a certificate's QR code."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from certificates import services
from certificates.models import Certificate
from tests.certificates.make import certificate

from .conftest import fits_the_screen

pytestmark = pytest.mark.browser


def test_a_certificate_a_void_one_and_a_wrong_code(visit, cast):
    made = certificate()
    page = visit(phone=True)

    page.goto(f"/c/{made.code}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("承诺")
    expect(page.get_by_role("main")).to_contain_text(made.number)
    expect(page.get_by_role("main")).to_contain_text("董团绿源蔬菜专业合作社")
    expect(page.get_by_role("main")).to_contain_text("120.5")
    expect(page.get_by_text("已作废")).to_have_count(0)
    assert fits_the_screen(page)

    services.void(Certificate.objects.get(pk=made.pk), by=cast.producer.post, why="重量填错")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("已作废")
    assert fits_the_screen(page)

    page.goto("/c/" + "A" * len(made.code) + "/")
    expect(page.get_by_role("heading", name="没有查到这张合格证")).to_be_visible()
    assert fits_the_screen(page)
