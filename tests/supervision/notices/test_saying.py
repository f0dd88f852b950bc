"""Telling a post or everybody of an organisation, without flooding them."""

import pytest

from supervision.ground import history, notices
from supervision.ground.errors import RuleViolation
from supervision.ground.notices import Notice, NoticeReceipt
from supervision.ground.people import Organisation, Post


def _say(cast, to, **more):
    return notices.say(**{"to": to, "title": "请补报", "by": cast.city.post} | more)


def test_a_post_is_told(cast):
    _say(cast, cast.guangxin.post, body="十一月巡查记录", link="/supervision/patrols/")
    assert notices.unread_count(cast.guangxin.post) == 1
    assert notices.unread_count(cast.xinzhou.post) == 0


def test_all_posts_in_force_of_an_organisation_are_told(cast):
    bureau = cast.guangxin.post.organisation
    with history.acting(None, "离任"):
        Post.objects.filter(pk=cast.guangxin_admin.post.pk).update(until="2021-11-30")
    assert isinstance(bureau, Organisation)
    _say(cast, bureau)
    told = set(NoticeReceipt.objects.values_list("post_id", flat=True))
    assert cast.guangxin.post.pk in told
    assert cast.guangxin_admin.post.pk not in told


def test_only_a_role_of_an_organisation_is_told(cast):
    _say(cast, cast.guangxin.post.organisation, role="county_admin")
    assert [row.post for row in NoticeReceipt.objects.all()] == [cast.guangxin_admin.post]


def test_nobody_to_tell_stores_nothing(cast):
    assert _say(cast, []) is None
    assert not Notice.objects.exists()


def test_a_reminder_is_not_repeated_before_it_was_read(cast):
    assert _say(cast, cast.guangxin.post, key="overdue:1")
    assert _say(cast, cast.guangxin.post, key="overdue:1") is None
    notices.mark_all_read(by=cast.guangxin.post)
    assert _say(cast, cast.guangxin.post, key="overdue:1")


@pytest.mark.parametrize("link", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "patrols/"])
def test_a_link_stays_inside_the_system(cast, link):
    with pytest.raises(RuleViolation) as wrong:
        _say(cast, cast.guangxin.post, link=link)
    assert wrong.value.field == "link"


def test_a_notice_needs_a_title(cast):
    with pytest.raises(RuleViolation, match="请填写通知标题"):
        _say(cast, cast.guangxin.post, title="  ")
