"""A dictionary: single rows change, each from its own day, and keep their key."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from supervision.ground import editions, terms
from supervision.ground.errors import Forbidden, RuleViolation, StaleEdit
from supervision.ground.people import system_post
from supervision.models import Term, TermChange, TermEdition
from tests import make

FROZEN = "已发布，|permission denied"  # by the guard, or by the right to take rows away

KEY, OTHER = "rectification.7", "rectification.15"
DAY = dt.timedelta(days=1)
FIRST = dt.date(2022, 3, 1)
WORDS = {"name": "整改", "basis": "依据", "unit": "day", "starts_when": "始", "stops_when": "止"}


def row(code, first, length=9, **more):
    return {**WORDS, "code": code, "valid_from": first, "length": length, **more}


def draft(*rows, by="city", **more):
    return editions.dictionaries.draft(TermEdition, by=make.post(by), name="修订", changes=rows, **more)


def publish(edition, by="reviewer"):
    return editions.dictionaries.publish(edition, by=make.post(by), version=edition.version)


def applies(code, on):
    return editions.dictionary.applies(Term, code, on)


def test_a_draft_counts_for_nothing(cast):
    before = list(Term.objects.values_list("pk", "valid_to"))
    draft(row(KEY, FIRST))
    assert list(Term.objects.values_list("pk", "valid_to")) == before
    assert terms.due(FIRST, KEY).at == FIRST + DAY * 7


def test_publishing_ends_the_entry_before_and_leaves_its_days_and_its_neighbours_alone(cast):
    old, neighbour = applies(KEY, FIRST), applies(OTHER, FIRST)
    one = publish(draft(row(KEY, FIRST)))
    old.refresh_from_db()
    assert (old.valid_to, applies(KEY, FIRST - DAY)) == (FIRST - DAY, old)
    assert terms.due(FIRST - DAY, KEY).at == FIRST - DAY + DAY * 7
    assert terms.due(FIRST, KEY).at == FIRST + DAY * 9
    assert (applies(KEY, FIRST).edition, applies(OTHER, FIRST), one.state) == (one, neighbour, "published")


def test_one_that_begins_earlier_ends_before_the_one_that_is_there(cast):
    publish(draft(row(KEY, FIRST)))
    publish(draft(row(KEY, FIRST - DAY * 30, 8)))
    assert [applies(KEY, FIRST - DAY * ago).length for ago in (31, 30, 1, 0)] == [7, 8, 8, 9]
    with pytest.raises(RuleViolation, match="已有从2022-03-01起用"):
        publish(draft(row(KEY, FIRST)))
    with pytest.raises(RuleViolation, match="须在此前止用"):
        publish(draft(row(KEY, FIRST - DAY * 9, valid_to=FIRST)))


def test_a_key_can_end(cast):
    publish(draft({"code": KEY, "valid_from": FIRST, "ends": True}))
    assert applies(KEY, FIRST - DAY).length == 7
    assert applies(KEY, FIRST) is None
    with pytest.raises(RuleViolation, match="没有可以终止"):
        publish(draft({"code": KEY, "valid_from": FIRST + DAY, "ends": True}))


def test_all_that_is_in_force_is_one_query(cast, django_assert_num_queries):
    publish(draft(row(KEY, FIRST), row("new.key", FIRST)))
    with django_assert_num_queries(1):
        then, now = editions.dictionary.in_force(Term, FIRST - DAY), {}
    now = editions.dictionary.in_force(Term, FIRST)
    assert (then[KEY].length, now[KEY].length) == (7, 9)
    assert set(now) - set(then) == {"new.key"}


def test_the_difference_names_the_columns_as_a_draft_and_published(cast, django_assert_num_queries):
    old = applies(KEY, FIRST)
    words = editions.dictionaries.said(old) | {"valid_from": FIRST, "length": 9, "unit": "workday"}
    one = draft(words, row("new.key", FIRST))
    for _ in range(2):
        with django_assert_num_queries(2):
            new, changed = editions.diff_entries(one)
        assert (new.old, changed.old.pk) == (None, old.pk)
        assert changed.changes == [editions.Change("长度", 7, 9), editions.Change("单位", "自然日", "工作日")]
        if one.state == "draft":
            publish(one)


def test_who_wrote_it_does_not_publish_it(cast, monkeypatch):
    one = draft(row(KEY, FIRST))
    with pytest.raises(RuleViolation, match="另一人"):
        publish(one, by="city")
    with pytest.raises(Forbidden):
        publish(one, by="township")
    with pytest.raises(Forbidden):
        draft(row(KEY, FIRST), by="guangxin_admin")
    monkeypatch.setattr(TermEdition, "alone", True)
    assert publish(one, by="city").published_by == cast.city.post


def test_a_draft_is_edited_as_it_was_read_and_put_aside_with_a_reason(cast):
    one = draft(row(KEY, FIRST))
    editions.dictionaries.edit(one, by=cast.city.post, version=1, changes=[row(OTHER, FIRST)])
    assert [change.code for change in one.changes.all()] == [OTHER]
    with pytest.raises(StaleEdit):
        editions.dictionaries.edit(one, by=cast.city.post, version=1, name="x")
    editions.dictionaries.withdraw(one, by=cast.city.post, version=2, why="本市不用")
    with pytest.raises(RuleViolation, match="已停用的版本不能发布"):
        publish(one)
    done = publish(draft(row(KEY, FIRST)))
    with pytest.raises(RuleViolation, match="已发布的版本不能停用"):
        editions.dictionaries.withdraw(done, by=cast.city.post, version=done.version, why="有误")


def test_rows_that_will_not_do_are_named(cast):
    for wrong, message in (
        ([row(KEY, FIRST, unit="year")], "第1条"),
        ([row(KEY, FIRST), row(KEY, FIRST)], "只能改一次"),
        ([row(KEY, FIRST, valid_to=FIRST - DAY)], "止用日期"),
        ([row(KEY, FIRST, 0)], "长度须大于零"),
    ):
        with pytest.raises(RuleViolation, match=message), transaction.atomic():
            draft(*wrong)
    with pytest.raises(RuleViolation, match="没有内容"):
        publish(draft())


BY_HAND = (
    "UPDATE supervision_term SET length = 99 WHERE edition_id = %s",
    "UPDATE supervision_term SET code = code || 'x' WHERE edition_id = %s",
    "UPDATE supervision_term SET edition_id = NULL WHERE edition_id = %s",
    "DELETE FROM supervision_term WHERE edition_id = %s",
    "UPDATE supervision_term SET edition_id = %s WHERE edition_id IS NULL",
    "INSERT INTO supervision_term (code, name, basis, length, unit, backwards, starts_when, stops_when, valid_from,"
    " verified, note, edition_id) VALUES ('x.y', 'x', 'x', 1, 'day', false, 'x', 'x', '2022-01-01', false, '', %s)",
    "UPDATE supervision_termchange SET length = 99 WHERE edition_id = %s",
    "DELETE FROM supervision_termchange WHERE edition_id = %s",
    "UPDATE supervision_termedition SET state = 'draft' WHERE id = %s",
    "UPDATE supervision_termedition SET name = 'x' WHERE id = %s",
    "DELETE FROM supervision_termedition WHERE id = %s",
)


@pytest.mark.parametrize("statement", BY_HAND)
def test_what_was_published_stands_still_by_hand(cast, statement):
    one = publish(draft(row(KEY, FIRST)))
    Term.objects.create(**row("before.editions", FIRST))
    with pytest.raises(DatabaseError, match=FROZEN) as said, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [one.pk])
    assert said.value.__cause__.pgcode in ("NG001", "42501")


def test_what_the_software_brings(cast):
    """A key the site does not know is in force, a newer row of a known one waits, what was proposed once is left."""
    rows = [row("new.key", FIRST, valid_to=FIRST + DAY), row("new.key", FIRST + DAY * 2), row(KEY, FIRST)]
    ship = lambda: editions.ship_rows(TermEdition, rows, name="随软件的时限", by=system_post())  # noqa: E731
    before = set(TermEdition.objects.values_list("pk", flat=True))
    assert (ship(), ship()) == (3, 0)
    new = list(TermEdition.objects.exclude(pk__in=before))
    assert [(one.state, one.source, one.verified) for one in new] == [
        ("published", "随软件", False), ("draft", "随软件", False),
    ]  # fmt: skip
    assert new[0].published_by.user.name == "系统"
    assert (applies("new.key", FIRST + DAY * 9).edition, applies(KEY, FIRST).length) == (new[0], 7)
    editions.dictionaries.withdraw(new[1], by=cast.city.post, version=new[1].version, why="本市不用")
    assert ship() == 0
    assert TermChange.objects.filter(edition=new[1]).count() == 1
