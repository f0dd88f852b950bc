"""Publishing and withdrawing: what becomes of the edition before and the one after."""

import datetime as dt

import pytest

from supervision.ground import editions, history
from supervision.ground.errors import Forbidden, RuleViolation, StaleEdit
from supervision.ground.people import Role, appoint, system_post
from supervision.models import Checklist

from .maker import INDUSTRY, applies, draft, in_force, publish, withdraw

NEW_YEAR, SPRING, SUMMER = dt.date(2022, 1, 1), dt.date(2022, 3, 1), dt.date(2022, 6, 1)


def days(edition):
    edition.refresh_from_db()
    return edition.valid_from, edition.valid_to


def test_the_one_before_ends_the_day_before_and_says_who_replaced_it(cast):
    old, new = in_force(), publish(draft(NEW_YEAR))
    assert days(old) == (dt.date(2020, 1, 1), dt.date(2021, 12, 31))
    assert old.replaced_by == new
    assert (applies(dt.date(2021, 12, 31)), applies(NEW_YEAR)) == (old, new)
    assert (new.published_by.user.username, new.code) == ("reviewer", "planting-2022")


def test_one_that_begins_between_two_yields_to_the_later(cast):
    later, middle = publish(draft(SUMMER)), publish(draft(SPRING))
    assert days(middle) == (SPRING, dt.date(2022, 5, 31))
    assert days(in_force())[1] == dt.date(2022, 2, 28)
    assert (middle.replaced_by, days(later)) == (later, (SUMMER, None))


def test_when_it_is_withdrawn_the_one_before_goes_on(cast):
    publish(draft(SUMMER))
    middle = publish(draft(SPRING))
    withdraw(middle)
    assert days(in_force()) == (dt.date(2020, 1, 1), dt.date(2022, 5, 31))
    assert applies(SPRING) == in_force()
    withdraw(Checklist.objects.get(valid_from=SUMMER))
    assert days(in_force()) == (dt.date(2020, 1, 1), None)


def test_an_end_that_was_fixed_is_not_moved(cast):
    fixed = publish(draft(NEW_YEAR, SUMMER))
    with pytest.raises(RuleViolation, match="定明用到2022-06-01") as refused:
        publish(draft(SPRING))
    assert refused.value.field == "valid_from"
    assert days(fixed) == (NEW_YEAR, SUMMER)


def test_it_may_not_end_after_the_next_has_begun_nor_begin_with_it(cast):
    publish(draft(SPRING))
    with pytest.raises(RuleViolation, match="须在此前止用"):
        publish(draft(NEW_YEAR, SPRING))
    with pytest.raises(RuleViolation, match="也从2022-03-01起用"):
        publish(draft(SPRING))
    assert Checklist.objects.filter(key=INDUSTRY).published().count() == 2


@pytest.mark.parametrize("by", ["city", "guangxin_admin", "township", "auditor"])
def test_neither_its_author_nor_who_may_not_publishes(cast, by):
    one = draft(NEW_YEAR)
    with pytest.raises((RuleViolation, Forbidden)):
        publish(one, by=by)
    one.refresh_from_db()
    assert one.state == "draft" and applies(NEW_YEAR) == in_force()


def test_who_changed_it_last_does_not_publish_it_either(cast):
    one = draft(NEW_YEAR, by=system_post())
    editions.edit(one, by=cast.city.post, version=one.version, basis="新的依据")
    with pytest.raises(RuleViolation, match="另一人"):
        publish(one, by="city")
    assert publish(one).state == "published"


def test_nor_who_changed_it_earlier(cast):
    home = {"organisation": cast.city.post.organisation, "role": Role.CITY_ADMIN, "since": dt.date(2021, 1, 1)}
    another = appoint(user=cast.guangxin.user, by=cast.city.post, **home)
    one = draft(NEW_YEAR, by=system_post())
    one = editions.edit(one, by=cast.city.post, version=one.version, basis="新的依据")
    editions.edit(one, by=another, version=one.version, basis="更新的依据")
    with pytest.raises(RuleViolation, match="另一人"):
        publish(one, by="city")


def test_what_was_changed_since_it_was_read_is_not_published(cast):
    one = draft(NEW_YEAR)
    read = one.version
    editions.edit(one, by=cast.city.post, version=read, name="改过的检查表")
    with pytest.raises(StaleEdit):
        editions.publish(Checklist.objects.get(pk=one.pk), by=cast.reviewer.post, version=read)
    with pytest.raises(StaleEdit):
        editions.edit(one, by=cast.city.post, version=read, name="再改")


@pytest.mark.parametrize("version", [None, "", "abc", "1.0"])
def test_without_the_version_that_was_read_nothing_is_published(cast, version):
    one = draft(NEW_YEAR)
    with pytest.raises(StaleEdit):
        editions.publish(one, by=cast.reviewer.post, version=version)
    assert publish(one).state == "published"


def test_one_without_items_is_not_published(cast):
    with pytest.raises(RuleViolation, match="没有内容"):
        publish(draft(NEW_YEAR, items=()))


def test_only_a_draft_is_edited_or_published(cast):
    one = publish(draft(NEW_YEAR))
    with pytest.raises(RuleViolation, match="已发布的版本不能发布"):
        publish(one)
    with pytest.raises(RuleViolation, match="已发布的版本不能修改"):
        editions.edit(one, by=cast.city.post, version=one.version, name="改")
    withdraw(one)
    for verb in (publish, withdraw):
        with pytest.raises(RuleViolation, match="已停用"):
            verb(Checklist.objects.get(pk=one.pk))


def test_withdrawing_asks_why_and_keeps_it(cast):
    one = publish(draft(NEW_YEAR))
    with pytest.raises(RuleViolation, match="停用原因"):
        editions.withdraw(one, by=cast.city.post, version=one.version, why=" ")
    withdraw(one)
    assert (one.state, one.withdrawn_why, one.withdrawn_by.user.username) == ("withdrawn", "有误", "city")


def test_a_draft_nobody_wants_is_put_aside(cast):
    one = withdraw(draft(NEW_YEAR))
    assert one.state == "withdrawn" and in_force().valid_to is None


def test_it_is_all_in_the_history(cast):
    one = withdraw(publish(draft(NEW_YEAR)))
    assert [(act.verb, act.who) for act in history.of(one)] == [
        ("停用检查表", "市局 管理"), ("发布检查表", "市局 审核"), ("起草检查表", "市局 管理"),
    ]  # fmt: skip
    assert [act.verb for act in history.of(in_force())][:2] == ["停用检查表", "发布检查表"]
