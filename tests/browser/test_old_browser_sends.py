"""An old browser, and a page that comes back frozen: pressing always does something."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from supervision.patrols.models.patrol import Patrol

from . import sending
from .test_large_photo import large_photo

pytestmark = pytest.mark.browser


OLD = """delete HTMLFormElement.prototype.requestSubmit;
Object.defineProperty(SubmitEvent.prototype, "submitter", { get: () => undefined });"""
FROZEN = "() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"


def test_an_old_browser_waits_for_the_photos_and_sends(visit, cast):
    page: Page = visit(cast.township, phone=True)
    page.add_init_script(OLD)
    page.add_init_script("const real = createImageBitmap; let held; window.let_go = () => held();"
                         "createImageBitmap = async (...given) => {"
                         "  await new Promise((done) => { held = done; }); return real(...given); };")  # fmt: skip
    sending.new_patrol(page)
    page.get_by_label("现场照片").set_input_files([large_photo("棚一.jpg")])
    sending.save(page)
    expect(page.get_by_text("正在处理照片，好了自动提交…")).to_be_visible()
    page.evaluate("() => let_go()")
    expect(page.get_by_role("heading", name="办理经过")).to_be_visible(timeout=30_000)
    assert Patrol.objects.get().state == "draft"


def test_the_button_of_a_frozen_page_works_at_once(visit, cast):
    page: Page = visit(cast.township)
    sending.new_patrol(page)
    sending.fill_in(page)
    held = []
    page.route("**/patrols/new/**", lambda route: held.append(route))
    sending.save(page)
    expect(page.locator("form[aria-busy]")).to_have_count(1)
    page.evaluate(FROZEN)
    expect(page.locator("form[aria-busy]")).to_have_count(0)
    page.unroute("**/patrols/new/**")
    sending.save(page)
    sending.expect_saved_once(page)


def test_a_double_tap_is_one_record(visit, cast):
    page: Page = visit(cast.township)
    sending.new_patrol(page)
    sending.fill_in(page)
    page.get_by_role("button", name="保存草稿").dblclick()
    sending.expect_saved_once(page)
