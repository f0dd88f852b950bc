"""The training register from the empty list to the accepted row and the workbook, as declared in sixty lines."""

from __future__ import annotations

import io

from django.urls import reverse
from openpyxl import load_workbook

from supervision.grid.training import TRAININGS, Training
from supervision.ground.records import State

NEW = {
    "topic": "快检操作", "held_on": "2021-11-03", "organiser": "监管站", "audience": "testers", "hours": "4",
    "invited": "30", "present": "28", "trainers": "李工", "cost": "1200.50", "version": "",
}  # fmt: skip


def test_entered_submitted_accepted_listed_exported(cast):
    form = cast.township.get(TRAININGS.url("new")).content.decode()
    assert all(label in form for label in ("培训主题", "应到人数", "签到表和照片", "照片"))
    answer = cast.township.post_to(TRAININGS.url("new"), NEW | {"submit": "1"}, follow=True)
    assert "已提交" in answer.content.decode()
    row = Training.objects.get()
    assert (row.state, row.region_id, row.county_id) == (State.SUBMITTED, "361104290", "361104")
    assert row.number.startswith("PX-")

    page = cast.guangxin.get(TRAININGS.url("detail", row.pk)).content.decode()
    assert "审核通过" in page
    assert "1,200.50" in page
    cast.guangxin.post_to(TRAININGS.url("act", row.pk, "accept"), {"version": row.version})
    row.refresh_from_db()
    assert row.state == State.ACCEPTED

    rows = cast.guangxin.get(TRAININGS.url(), {"audience": "testers", "q": "快检"}).context["rows"]
    assert [one["topic"] for one in rows] == ["快检操作"]
    sent = cast.guangxin.get(TRAININGS.url("export"))
    sheet = load_workbook(io.BytesIO(b"".join(sent.streaming_content))).active
    said = [[cell.value for cell in line] for line in sheet.iter_rows()]
    head = next(line for line in said if "培训主题" in line)
    assert {"应到人数", "经费（元）", "培训对象", "审核人"} <= set(head)
    assert any("检测和抽样人员" in line for line in said)


def test_more_people_than_were_invited_are_refused_at_the_field(cast):
    answer = cast.township.post_to(TRAININGS.url("new"), NEW | {"present": "31", "submit": "1"})
    assert "实到人数不能多于应到人数。" in answer.context["form"].errors["present"]
    assert answer.context["form"]["topic"].value() == "快检操作"
    assert not Training.objects.exists()


def test_a_day_to_come_is_refused(cast):
    answer = cast.township.post_to(TRAININGS.url("new"), NEW | {"held_on": "2031-01-01", "submit": "1"})
    assert "培训日期不能晚于今天。" in answer.context["form"].errors["held_on"]


def test_the_neighbour_sees_nothing(cast):
    cast.township.post_to(TRAININGS.url("new"), NEW | {"submit": "1"})
    row = Training.objects.get()
    assert cast.xinzhou.get(TRAININGS.url("detail", row.pk)).status_code == 404
    assert not cast.xinzhou.get(TRAININGS.url()).context["rows"]
    assert cast.social.get(reverse("supervision:trainings")).status_code == 403


def test_it_waits_where_the_county_sees_it(cast):
    cast.township.post_to(TRAININGS.url("new"), NEW | {"submit": "1"})
    assert "培训台账待审核" in cast.guangxin.get("/").content.decode()
    assert "培训台账待审核" not in cast.xinzhou.get("/").content.decode()
