"""A township hands in its summary."""

import datetime as dt

import pytest

from supervision.grid.services.report import hand_in_report
from supervision.ground.errors import RuleViolation
from supervision.models import WorkReport

SPAN = {"covers_from": dt.date(2021, 1, 1), "covers_to": dt.date(2021, 6, 30)}


def test_the_place_is_the_posts_own(cast):
    made = hand_in_report(by=cast.township.post, submit=True, title="上半年总结", cycle="half", **SPAN)
    assert (made.township_id, made.reported_on) == ("361104290", dt.date(2021, 12, 20))


def test_a_span_runs_forward(cast):
    with pytest.raises(RuleViolation) as refused:
        hand_in_report(
            by=cast.township.post,
            title="总结",
            cycle="half",
            covers_from=SPAN["covers_to"],
            covers_to=SPAN["covers_from"],
        )
    assert refused.value.field == "covers_to"


def test_the_pages(cast):
    given = {
        "region": "361104290",
        "title": "上半年总结",
        "cycle": "half",
        "covers_from": "2021-01-01",
        "covers_to": "2021-06-30",
        "reported_on": "2021-07-02",
        "text": "已巡查30次。",
        "submit": "1",
    }
    assert cast.township.get("/supervision/workreports/new/").status_code == 200
    answer = cast.township.post_to("/supervision/workreports/new/", given)
    assert answer.status_code == 302, answer.content.decode()
    made = WorkReport.objects.get(title="上半年总结")
    assert cast.guangxin.get(f"/supervision/workreports/{made.pk}/").status_code == 200
    assert cast.xinzhou.get(f"/supervision/workreports/{made.pk}/").status_code == 404
