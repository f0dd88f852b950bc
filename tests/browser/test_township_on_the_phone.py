"""董团乡's supervisor, on the phone: to-dos, a patrol, and in the same visit a sample."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from monitoring.models import Sample
from supervision.ground import files
from supervision.patrols.models.checklist import checklist_for
from supervision.patrols.models.patrol import Patrol
from tests import make

from .conftest import fits_the_screen, log_in, photo

pytestmark = pytest.mark.browser
PLACE = {"latitude": 28.48, "longitude": 118.01, "accuracy": 12}


@pytest.fixture
def phone(visit, cast) -> Page:
    make.subject("董团一号合作社")
    make.subject("董团二号合作社")
    page = visit(phone=True, geolocation=PLACE, permissions=["geolocation"])
    log_in(page, cast.township)
    return page


def sign(page: Page) -> None:
    """Draw a line with the pen: down, along, up."""
    pad = page.get_by_role("img", name=re.compile("签名区"))
    pad.scroll_into_view_if_needed()
    frame = pad.bounding_box()
    page.mouse.move(frame["x"] + 40, frame["y"] + 30)
    page.mouse.down()
    page.mouse.move(frame["x"] + 160, frame["y"] + 70, steps=6)
    page.mouse.up()


def choose_everywhere(page: Page, answer: str) -> None:
    """The same answer to every point of the checklist."""
    for question in page.get_by_role("group").filter(has=page.get_by_role("radio", name="当场改正")).all():
        question.get_by_role("radio", name=answer, exact=True).check()


def test_a_patrol_and_a_sample_in_one_visit(phone):
    expect(phone.get_by_role("heading", name="待办")).to_be_visible()
    phone.get_by_role("link", name="记一次巡查").click()
    phone.get_by_label("名称或拼音首字母").fill("一号")
    phone.get_by_role("button", name="查找").click()
    phone.get_by_role("link", name="董团一号合作社").click()

    choose_everywhere(phone, "符合")
    phone.get_by_role("group", name="生产记录检查").get_by_role("radio", name="完整规范").check()
    phone.get_by_role("group", name="巡查结论").get_by_role("radio", name="合格", exact=True).check()
    phone.get_by_label("现场照片").set_input_files([photo()])
    phone.get_by_role("button", name="取当前位置").click()
    expect(phone.get_by_label("纬度")).to_have_value("28.480000")
    sign(phone)
    phone.get_by_label("同时抽样").check()
    assert fits_the_screen(phone)
    phone.get_by_role("button", name="提交").click()

    expect(phone.get_by_role("heading", name="新增抽样单")).to_be_visible()
    assert fits_the_screen(phone)
    patrol = Patrol.objects.get()
    assert (patrol.subject.name, patrol.state, patrol.accuracy) == ("董团一号合作社", "submitted", 12)
    assert sorted(row.purpose for row in files.of(patrol)) == ["photo", "signature"]
    take_the_sample(phone)
    sample = Sample.objects.get()
    assert (sample.subject_id, sample.visit, sample.state) == (patrol.subject_id, patrol.visit, "submitted")
    assert (sample.product.name, sample.rapid) == ("韭菜", "negative")


def take_the_sample(page: Page) -> None:
    """The subject is the one just visited; the first try forgets the look into the production records."""
    expect(page.get_by_role("heading", name="生产记录检查")).to_be_visible()
    expect(page.get_by_label("抽样人员一")).to_have_value("董团 监管")
    page.get_by_role("combobox", name="产品").fill("韭菜")
    page.get_by_role("option", name="韭菜", exact=True).click()
    page.get_by_label("快检项目").fill("有机磷和氨基甲酸酯类")
    page.get_by_role("radio", name="阴性").check()
    page.get_by_label("抽样人员二").fill("李同行")
    sign(page)
    page.get_by_role("button", name="提交").click()

    expect(page.get_by_role("alert")).to_contain_text("请选择检查情况")
    assert fits_the_screen(page)
    expect(page.get_by_label("抽样人员二")).to_have_value("李同行")
    page.get_by_role("group", name="生产记录检查").get_by_role("radio", name="完整", exact=True).check()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已提交").first).to_be_visible()


def test_a_refused_form_loses_nothing(phone):
    phone.goto("/supervision/patrols/new/?q=一号")
    phone.get_by_role("link", name="董团一号合作社").click()
    choose_everywhere(phone, "符合")
    phone.get_by_label("巡查日期").fill("2021-12-25")
    phone.get_by_label("指导意见").fill("按时填写用药记录")
    phone.get_by_role("group", name="生产记录检查").get_by_role("radio", name="完整规范").check()
    phone.get_by_role("group", name="巡查结论").get_by_role("radio", name="合格", exact=True).check()
    phone.get_by_label("现场照片").set_input_files([photo("大棚.jpg")])
    expect(phone.get_by_text("大棚.jpg")).to_be_visible()
    sign(phone)
    phone.get_by_role("button", name="提交").click()

    expect(phone.get_by_text("巡查日期不能晚于今天").first).to_be_visible()
    expect(phone.get_by_label("巡查日期")).to_have_value("2021-12-25")
    expect(phone.get_by_label("指导意见")).to_have_value("按时填写用药记录")
    expect(phone.get_by_role("radio", name="符合", exact=True, checked=True)).to_have_count(
        len(checklist_for("planting", dt.date(2021, 12, 20)).labels())
    )
    assert phone.get_by_label("现场照片").evaluate("input => [...input.files].map(f => f.name)") == ["大棚.jpg"]
    assert not Patrol.objects.exists()

    phone.get_by_label("巡查日期").fill("2021-12-20")
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_text("已提交").first).to_be_visible()
    assert sorted(row.purpose for row in files.of(Patrol.objects.get())) == ["photo", "signature"]
