"""A paper can be read at any width, in letters of the size the browser is set to: nothing one sign wide."""

import re

import pytest
from django.urls import reverse

from tests import make, registers

pytestmark = pytest.mark.browser
NARROWEST = """() => Math.min(...[...document.querySelectorAll('.na-face dd, .na-face dt')]
    .map(one => one.getBoundingClientRect().width / parseFloat(getComputedStyle(one).fontSize)))"""
BESIDE = "document.documentElement.scrollWidth - innerWidth"


def test_a_certificate_at_every_width(visit, cast):
    made = registers.make("certificates.certificate")
    page = visit(cast.guangxin)
    for width in (320, 390, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        for size in ("", "?size=label"):
            page.goto(reverse("certificates:certificates-print", args=[made.pk]) + size)
            for media in ("screen", "print"):
                page.emulate_media(media=media)
                assert page.evaluate(NARROWEST) >= 4, (width, size, media)
                assert page.evaluate(BESIDE) <= 0, (width, size, media)


def test_the_board_of_townships_names_them_on_one_line(visit, cast):
    make.subject()
    page = visit(cast.guangxin)
    page.set_viewport_size({"width": 1032, "height": 680})
    page.goto(reverse("supervision:fiveone"))
    page.emulate_media(media="print")
    name = page.locator("tbody tr", has_text="董团乡").locator("> :first-child")
    assert name.evaluate("cell => cell.getBoundingClientRect().width") >= 60
    box = re.search(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert float(box[1]) > float(box[2])


def test_a_folded_part_is_on_paper(visit, cast):
    subject = make.subject()
    page = visit(cast.guangxin)
    page.goto(reverse("dossier", args=[subject.pk]))
    inside = page.locator(".na-fold", has_text="巡查").get_by_text("还没有巡查")
    assert not inside.is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert inside.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not inside.is_visible()


def test_year_and_bell_stay_on_the_narrowest_screen(visit, cast):
    page = visit(cast.guangxin)
    for width in (320, 360, 720):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(reverse("supervision:notices"))
        assert page.locator("#na-year").is_visible()
        assert page.locator(".na-bell").is_visible()
        assert page.evaluate(BESIDE) <= 0, width


def test_letters_follow_the_browser(visit, cast):
    page = visit(cast.guangxin)
    page.goto(reverse("supervision:notices"))
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == before * 2
