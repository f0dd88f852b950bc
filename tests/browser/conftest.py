"""People at their screens: `visit(cast.township, phone=True)` gives a page, signed in, that has to stay faultless.

A console message, a failing script or a refused source (CSP) on any page of a test fails the test.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PIL import Image
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, TimeoutError

from tests.cast import PASSWORD, Member

DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# The browser reports the answers that a test asks for: a refused form, an unknown code.
EXPECTED = ("status of 422", "status of 404")
PATIENCE = 10_000


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "reduced_motion": "reduce"}


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained about; nothing, when the test is over."""
    heard: list[str] = []
    yield heard
    assert not heard, heard


@pytest.fixture
def _nothing_put_aside(settings: Any) -> None:
    """Persons of two tests may have one number: what the cache keeps for one is not the other's."""
    mine = {**settings.CACHES["default"], "KEY_PREFIX": uuid.uuid4().hex}
    settings.CACHES = {**settings.CACHES, "default": mine}


@pytest.fixture
def visit(
    transactional_db: Any,
    _nothing_put_aside: None,
    live_server: Any,
    new_context: Callable[..., BrowserContext],
    complaints: list[str],
) -> Callable[..., Page]:
    """Open a browser for a member of the cast, or for anybody; `phone` for the small screen."""

    def go(member: Member | None = None, *, phone: bool = False, **options: Any) -> Page:
        context = new_context(base_url=live_server.url, **(PHONE if phone else DESK), **options)
        context.set_default_timeout(PATIENCE)
        context.on("console", lambda said: _note(complaints, said))
        context.on("weberror", lambda wrong: complaints.append(str(wrong.error)))
        if member is not None:
            cookie = member.client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context.new_page()

    return go


def _note(complaints: list[str], said: ConsoleMessage) -> None:
    if said.type in ("error", "warning") and not any(known in said.text for known in EXPECTED):
        complaints.append(f"{said.text} ({said.location.get('url')})")


def log_in(page: Page, member: Member) -> None:
    """Through the form, as a person does."""
    page.goto("/")
    page.get_by_label("用户名").fill(member.name)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def fits_the_screen(page: Page) -> bool:
    """Nothing can be pushed sideways; charts have a moment to take their new size."""
    width = page.viewport_size["width"]
    with suppress(TimeoutError):
        page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width, timeout=2_000)
        return True
    return False


def photo(name: str = "现场.jpg") -> dict[str, Any]:
    """A picture as the phone's camera would hand it over."""
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (90, 140, 70)).save(out, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def downloaded(page: Page, link: str) -> Workbook:
    """The workbook behind a link, opened."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=link).click()
    assert coming.value.suggested_filename.endswith(".xlsx")
    return load_workbook(io.BytesIO(coming.value.path().read_bytes()))
