"""A draft and its items: codes keep their meaning, a copy begins with the same words."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.ground import editions
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.models import Checklist, ChecklistItem
from tests import make

from .maker import INDUSTRY, draft, in_force, publish

NEW_YEAR = dt.date(2022, 1, 1)


def codes(edition):
    return list(edition.items.values_list("code", flat=True))


def edit(one, *items, **more):
    return editions.edit(one, by=make.post("city"), version=one.version, items=items, **more)


def test_a_copy_has_the_words_and_the_codes_of_the_one_in_force(cast):
    old = in_force()
    new = editions.copy(old, by=cast.city.post, valid_from=NEW_YEAR, name="种植业检查表（2022年版）")
    assert (new.state, new.code, new.valid_to, new.verified, new.source) == ("draft", "planting-2022", None, False, "")
    assert [(one.code, one.label) for one in new.items.all()] == [(one.code, one.label) for one in old.items.all()]
    assert not set(new.items.values_list("pk", flat=True)) & set(old.items.values_list("pk", flat=True))


def test_items_are_the_ones_given_in_their_order(cast):
    one = draft(NEW_YEAR)
    kept = one.items.get(code="drugs").pk
    edit(
        one, {"code": "drugs", "label": "未用禁限用药", "basis": "第二十九条"}, {"label": "农膜回收"}, {"label": "台账"}
    )
    assert codes(one) == ["drugs", "item_1", "item_2"]
    assert [item.order for item in one.items.all()] == [1, 2, 3]
    found = one.items.get(pk=kept)
    assert (found.label, found.basis, found.order) == ("未用禁限用药", "第二十九条", 1)


def test_a_code_that_was_given_once_is_not_given_to_something_else(cast):
    first = edit(draft(NEW_YEAR), {"label": "农膜回收"}, {"label": "台账"})
    second = edit(draft(NEW_YEAR), {"label": "别的"})
    assert (codes(first), codes(second)) == (["item_1", "item_2"], ["item_3"])


def test_drafts_of_one_year_have_codes_of_their_own(cast):
    assert [draft(NEW_YEAR).code for _ in range(3)] == ["planting-2022", "planting-2022-2", "planting-2022-3"]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (({"code": "a", "label": "一"}, {"code": "a", "label": "二"}), "代码不能重复"),
        (({"code": "a", "label": "一"}, {"code": "b", "label": ""}), "第2项"),
        (({"code": "A-1", "label": "一"},), "小写字母"),
        (({"code": "a", "label": "一" * 201},), "第1项"),
    ],
)
def test_items_that_will_not_do_are_named_and_nothing_is_written(cast, items, said):
    one = draft(NEW_YEAR)
    with pytest.raises(RuleViolation, match=said) as refused:
        edit(one, *items)
    assert refused.value.field == "items"
    one.refresh_from_db()
    assert (codes(one), one.version) == (["records", "drugs"], 1)


def test_the_header_is_checked(cast):
    for wrong, field in (({"key": "mining"}, "key"), ({"name": ""}, "name"), ({"valid_from": None}, "valid_from")):
        with pytest.raises(RuleViolation) as refused:
            editions.draft(
                Checklist, by=cast.city.post, **({"key": INDUSTRY, "name": "表", "valid_from": NEW_YEAR} | wrong)
            )
        assert refused.value.field == field
    with pytest.raises(RuleViolation, match="止用日期不能早于起用日期"):
        draft(NEW_YEAR, dt.date(2021, 12, 31))


@pytest.mark.parametrize("who", ["reviewer", "guangxin_admin", "township", "producer"])
def test_who_may_not_draft_or_edit(cast, who):
    one = draft(NEW_YEAR)
    with pytest.raises(Forbidden):
        draft(NEW_YEAR, by=make.post(who))
    with pytest.raises(Forbidden):
        editions.edit(one, by=make.post(who), version=one.version, name="改")
    with pytest.raises(Forbidden):
        editions.verify(one, by=make.post(who), version=one.version)


def test_a_published_one_is_marked_as_compared_without_a_change_of_its_words(cast):
    one = publish(draft(NEW_YEAR))
    editions.verify(one, by=cast.city.post, version=one.version)
    one.refresh_from_db()
    assert one.verified and one.state == "published"


def test_items_are_written_with_as_many_statements_for_two_as_for_fifty(cast):
    one, costs = edit(draft(NEW_YEAR), {"label": "第一项"}), []
    for many in (2, 50):
        items = [{"label": f"第{number}项"} for number in range(many)]
        with CaptureQueriesContext(connection) as seen:
            edit(one, *items)
        costs.append(len(seen))
        assert ChecklistItem.objects.filter(edition=one).count() == many
    assert costs[0] == costs[1]
