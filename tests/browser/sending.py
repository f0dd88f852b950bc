"""A patrol filled in by hand, and what the tests of sending ask about it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from supervision.patrols.models.patrol import Patrol
from tests import make
from tests.cast import PASSWORD, Member

from .conftest import photo

WORDS = "距采收七日内不得用药"
LOST = "连不上服务器"
OPENED = """const opened = await new Promise((done) => {
    indexedDB.open("nongan-kept").onsuccess = (event) => done(event.target.result);
  });
  const rows = (name) => new Promise((done) => {
    opened.transaction(name).objectStore(name).getAll().onsuccess = (event) => done(event.target.result);
  });"""
KEPT = f"async () => {{ {OPENED} return [await rows('papers'), await rows('files')]; }}"
IN_THE_CLEAR = f"""async () => {{ {OPENED}
  const read = (row) => JSON.stringify(row) + new TextDecoder().decode(row.box);
  return [...await rows("papers"), ...await rows("files")].map(read).join(" ");
}}"""


def new_patrol(page: Page) -> str:
    """The empty form; its address."""
    page.goto(f"/supervision/patrols/new/?subject={make.subject('董团一号合作社').pk}")
    return page.url


def fill_in(page: Page) -> None:
    """Words, a photo and a signature, all of them on the device."""
    page.get_by_label("指导意见").fill(WORDS)
    page.get_by_label("现场照片").set_input_files([photo("大棚.jpg")])
    pad = page.locator("[data-na-signature] canvas").first
    pad.scroll_into_view_if_needed()
    frame = pad.bounding_box()
    page.mouse.move(frame["x"] + 40, frame["y"] + 30)
    page.mouse.down()
    page.mouse.move(frame["x"] + 160, frame["y"] + 70, steps=4)
    page.mouse.up()
    page.get_by_label("指导意见").press("End")
    wait_until_kept(page)


def wait_until_kept(page: Page) -> None:
    """The place in the history is marked when everything typed is on the disk; nothing is asked on leaving then."""
    page.wait_for_function("() => JSON.stringify(history.state ?? {}).includes('kept')")
    page.wait_for_function(
        """() => { const asked = new Event("beforeunload", { cancelable: true });
                   dispatchEvent(asked); return !asked.defaultPrevented; }"""
    )


def save(page: Page) -> None:
    page.get_by_role("button", name="保存草稿").click()


def expect_filled(page: Page) -> None:
    expect(page.get_by_label("指导意见")).to_have_value(WORDS)
    expect(page.get_by_text("大棚.jpg").first).to_be_visible()
    assert page.locator("[data-na-signature-value]").first.input_value().startswith("data:image/png")


def expect_saved_once(page: Page) -> None:
    from supervision.ground import files

    expect(page.get_by_role("heading", name="办理经过")).to_be_visible()
    patrol = Patrol.objects.get()
    assert patrol.guidance == WORDS
    assert sorted(row.purpose for row in files.of(patrol)) == ["photo", "signature"]
    assert page.evaluate(KEPT) == [[], []]


def log_in_here(page: Page, member: Member) -> None:
    """On the login page that is open."""
    page.get_by_label("用户名").fill(member.name)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="登录")).to_have_count(0)


def forgive(complaints: list[str], *expected: str) -> None:
    """The browser reports the failures that a test has made."""
    complaints[:] = [said for said in complaints if not any(one in said for one in expected)]


def end_session(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


def abort(route: Any) -> None:
    route.abort() if route.request.method == "POST" else route.continue_()
