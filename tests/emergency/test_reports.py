"""初报先报后补: nothing but one sentence is asked for, and moments stay as they are."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from emergency import services
from emergency.models import Incident
from supervision.ground import clock, facts
from supervision.ground.errors import RuleViolation


def test_one_sentence_is_a_first_report(cast):
    made = services.report_first(by=cast.township.post, text="村里有人吃了豇豆不舒服")
    assert made.state == "submitted"
    assert made.status == "verifying"
    assert made.reports.get().kind == "first"
    assert made.township_id == cast.township.post.region.pk
    assert facts.Fact.objects.of_source(made).get().kind == "emergency.reported"


def test_nothing_at_all_is_refused_with_a_sentence(cast):
    with pytest.raises(RuleViolation, match="写一句话"):
        services.report_first(by=cast.township.post, title=" ")


def test_the_moment_of_a_report_cannot_be_changed(cast):
    made = services.report_first(by=cast.township.post, title="疑似中毒")
    late = clock.now() - dt.timedelta(hours=5)
    for rows, change in ((made.reports, {"at": late}), (Incident.objects, {"first_reported_at": late})):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


def test_a_first_report_after_two_hours_is_late(cast):
    with clock.at(dt.datetime(2021, 6, 1, 9, tzinfo=dt.timezone(dt.timedelta(hours=8)))):
        made = services.report_first(by=cast.township.post, title="疑似中毒")
    assert made.report_due - made.noticed_at == dt.timedelta(hours=2)
    assert not made.reports.get().late


def test_reports_follow_one_another(cast):
    made = services.report_first(by=cast.township.post, title="疑似中毒")
    services.add_report(made, kind="follow", text="已送检", by=cast.guangxin.post)
    services.add_report(made, kind="final", text="排除", by=cast.guangxin.post)
    with pytest.raises(RuleViolation, match="已提交终报"):
        services.add_report(made, kind="follow", text="补充", by=cast.guangxin.post)


def test_a_drill_tells_nobody(cast):
    made = services.report_first(by=cast.guangxin.post, title="桌面推演", drill=True)
    assert not facts.Fact.objects.of_source(made).exists()
