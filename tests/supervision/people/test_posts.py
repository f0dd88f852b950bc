"""A post is used one at a time, only while it is in force, and only in one's own name."""

import datetime as dt

import pytest
from django.urls import reverse

from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.people import Organisation, Post, Role, appoint, post_named
from supervision.ground.people.middleware import SESSION_KEY


@pytest.fixture
def second(cast):
    """The county officer also sits in the city bureau."""
    home = Organisation.objects.get(kind="bureau", region="361100")
    return appoint(
        user=cast.guangxin.user,
        organisation=home,
        role=Role.CITY_REVIEWER,
        since=dt.date(2021, 1, 1),
        by=cast.city.post,
    )


def test_switching_the_post_changes_what_one_is(cast, second):
    answer = cast.guangxin.post_to(reverse("switch-post"), {"post": second.pk})
    assert answer.status_code == 302
    assert cast.guangxin.client.session[SESSION_KEY] == second.pk


def test_anothers_post_cannot_be_used(cast):
    assert cast.guangxin.post_to(reverse("switch-post"), {"post": cast.city.post.pk}).status_code == 404


def test_an_ended_post_falls_back(cast, second):
    cast.guangxin.post_to(reverse("switch-post"), {"post": second.pk})
    Post.objects.filter(pk=second.pk).update(until=dt.date(2021, 1, 2))
    answer = cast.guangxin.get(reverse("home"))
    assert answer.context["post"].pk == cast.guangxin.post.pk
    assert "原来的岗位已到期" in answer.content.decode(), "another county's work, perhaps: it is said"
    assert "原来的岗位已到期" not in cast.guangxin.get(reverse("home")).content.decode(), "once"


def test_a_person_without_a_post_is_told_so(cast):
    Post.objects.filter(pk=cast.social.post.pk).update(until=dt.date(2020, 1, 2))
    assert "没有在任岗位" in cast.social.get(reverse("home")).content.decode()


def test_county_administrators_appoint_in_their_county_only(cast):
    there = Organisation.objects.get(kind="bureau", region="361102")
    with pytest.raises(RuleViolation, match="辖区"):
        appoint(
            user=cast.township.user,
            organisation=there,
            role=Role.COUNTY_OFFICER,
            since=dt.date(2021, 1, 1),
            by=cast.guangxin_admin.post,
        )
    with pytest.raises(Forbidden):
        appoint(
            user=cast.township.user,
            organisation=there,
            role=Role.COUNTY_OFFICER,
            since=dt.date(2021, 1, 1),
            by=cast.xinzhou.post,
        )


def test_commands_name_posts(cast, second):
    assert post_named(f"guangxin:{second.pk}") == second
    with pytest.raises(RuleViolation, match="多个岗位"):
        post_named("guangxin")
    with pytest.raises(RuleViolation, match="没有找到"):
        post_named("nobody")


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.CITY_ADMIN, Role.CITY_REVIEWER, "nonsense"])
def test_a_county_does_not_make_itself_more_than_a_county(cast, role):
    home = cast.guangxin_admin.post.organisation
    with pytest.raises(RuleViolation, match="不能设置这个岗位") as refused:
        appoint(
            user=cast.township.user,
            organisation=home,
            role=role,
            since=dt.date(2021, 1, 1),
            by=cast.guangxin_admin.post,
        )
    assert refused.value.field == "role"
