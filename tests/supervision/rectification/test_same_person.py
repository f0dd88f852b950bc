"""A township of one: its supervisor may recheck what he reported, with photos; the county draws a share."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from supervision.ground import files, history, turns
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, system_post
from supervision.models import Rectification
from supervision.patrols.rules.rectification import is_drawn
from supervision.patrols.services import rectification as services
from supervision.patrols.turns import DRAWN
from supervision.patrols.vocabulary.rectification import DRAWN_SHARE, Stage
from tests.supervision.patrol.maker import rectify


def picture(colour="red"):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return SimpleUploadedFile(f"{colour}.jpg", out.getvalue(), "image/jpeg")


FIXED, CHECKED = dt.date(2021, 11, 10), dt.date(2021, 11, 12)


@pytest.fixture
def reported(cast):
    order = Rectification.objects.get(patrol=rectify(accepted=True))
    return services.report_fixed(order, by=cast.township.post, fixed_on=FIXED, report="已补记")


def own(order, by, **more):
    photos = {"before": [picture()], "after": [picture(colour="green")]}
    return services.pass_own(order, by=by, **{"closed_on": CHECKED, "recheck": "已改"} | photos | more)


def drawn(order, yes=True):
    with history.acting(system_post(), "测试"):
        Rectification.objects.filter(pk=order.pk).update(drawn=yes)
    order.refresh_from_db()
    return order


@pytest.mark.parametrize(("lacks", "field"), [("before", "前"), ("after", "后")])
def test_both_photos_are_asked_for(reported, cast, lacks, field):
    with pytest.raises(RuleViolation, match=f"整改{field}的照片") as refused:
        own(reported, cast.township.post, **{lacks: []})
    assert refused.value.field == lacks
    reported.refresh_from_db()
    assert reported.stage == Stage.REPORTED and not files.of(reported).exists()


def test_it_is_closed_and_says_so(reported, cast):
    own(reported, cast.township.post)
    reported.refresh_from_db()
    assert (reported.stage, reported.same_person, reported.drawn) == (
        Stage.CLOSED, True, is_drawn(reported.number, DRAWN_SHARE.default)
    )  # fmt: skip
    assert {row.purpose for row in files.of(reported)} == {"before", "after"}
    page = cast.guangxin.get(f"/supervision/rectifications/{reported.pk}/").content.decode()
    assert "同一人复查" in page


def test_only_who_reported_and_only_a_township(reported, cast):
    for member in (cast.guangxin, cast.neighbour_township):
        with pytest.raises(RuleViolation):
            own(reported, member.post)
    with pytest.raises(RuleViolation, match="复查人不能是报告整改完成的人"):
        services.pass_recheck(reported, by=cast.township.post, closed_on=CHECKED, recheck="")


def test_what_the_county_ordered_is_not_closed_by_the_township(reported, cast):
    with history.acting(system_post(), "测试"):
        Rectification.objects.filter(pk=reported.pk).update(made_by=cast.guangxin.post, fixed_by=cast.producer.post)
    order = Rectification.objects.get(pk=reported.pk)
    with pytest.raises(RuleViolation, match="上级"):
        services.pass_recheck(order, by=cast.township.post, closed_on=CHECKED, recheck="")
    services.pass_recheck(order, by=cast.guangxin.post, closed_on=CHECKED, recheck="责令的人可以复查")
    assert order.stage == Stage.CLOSED


def test_the_county_confirms_what_was_drawn(reported, cast):
    row = drawn(own(reported, cast.township.post))
    assert turns.rows(DRAWN, cast.guangxin.post).filter(pk=row.pk).exists()
    assert not turns.rows(DRAWN, cast.xinzhou.post).filter(pk=row.pk).exists()
    services.confirm_drawn(row, by=cast.guangxin.post)
    assert row.drawn_by == cast.guangxin.post
    assert not turns.rows(DRAWN, cast.guangxin.post).filter(pk=row.pk).exists()
    with pytest.raises(RuleViolation, match="抽查已经办理"):
        services.reopen_drawn(row, by=cast.guangxin_admin.post, why="再看")


def test_the_county_opens_it_again(reported, cast):
    row = drawn(own(reported, cast.township.post))
    due = row.due_on
    services.reopen_drawn(row, by=cast.second.post, why="现场仍无记录")
    row.refresh_from_db()
    assert (row.stage, row.closed_on, row.failures, row.due_on) == (Stage.OPEN, None, 1, due)


def test_what_was_not_drawn_is_not_reopened(reported, cast):
    row = drawn(own(reported, cast.township.post), yes=False)
    with pytest.raises(RuleViolation, match="没有被抽中"):
        services.reopen_drawn(row, by=cast.guangxin.post, why="看看")


def test_by_the_page_on_the_phone(reported, cast):
    url = f"/supervision/rectifications/{reported.pk}/step/own/"
    page = cast.township.get(url)
    assert "整改前照片" in page.content.decode()
    typed = {"closed_on": "2021-11-12", "recheck": "已改", "version": reported.version}
    bare = cast.township.post_to(url, typed)
    assert bare.status_code == 422 and "须上传整改前的照片" in bare.content.decode()
    sent = typed | {"before": picture(), "after": picture(colour="green")}
    cast.township.post_to(url, sent, follow=True)
    reported.refresh_from_db()
    assert reported.stage == Stage.CLOSED and reported.same_person
    assert cast.neighbour_township.get(url).status_code == 404


def test_the_draw_is_a_share_and_the_same_each_time():
    numbers = [f"ZG-361104-2021-{n:05d}" for n in range(10_000)]
    found = [is_drawn(number, DRAWN_SHARE.default) for number in numbers]
    assert 900 < sum(found) < 1100
    assert found == [is_drawn(number, DRAWN_SHARE.default) for number in numbers]
    assert not any(is_drawn(number, 0) for number in numbers[:100])


def test_not_where_the_township_has_another_supervisor(reported, cast):
    with history.acting(system_post(), "测试"):
        told = {"organisation": cast.township.post.organisation, "role": cast.township.post.role}
        Post.objects.create(user=cast.xinzhou.user, since=FIXED, **told)
    by = Post.objects.with_place().get(pk=cast.township.post.pk)
    with pytest.raises(RuleViolation, match="还有其他监管员"):
        own(reported, by)
