"""A long choice: what is typed after choosing belongs to the next field, however slowly the search answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import make

from .conftest import log_in

pytestmark = pytest.mark.browser


def test_the_search_takes_no_focus_back_once_something_is_chosen(visit, cast):
    subject = make.subject("董团一号合作社")
    page = visit(phone=True)
    log_in(page, cast.township)
    page.goto(f"/monitoring/samples/new/?subject={subject.pk}")
    page.clock.install()
    page.get_by_role("combobox", name="产品").fill("韭菜")
    choice = page.get_by_role("option", name="韭菜", exact=True)
    choice.click()
    batch = page.get_by_label("生产批号")
    batch.focus()
    page.clock.run_for(1_000)

    expect(batch).to_be_focused()
    expect(choice).to_be_hidden()
    batch.press_sequentially("2021-12")
    expect(batch).to_have_value("2021-12")
