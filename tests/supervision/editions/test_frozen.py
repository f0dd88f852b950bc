"""What was published stands still in the database itself, for the application's role and by hand."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from .maker import draft, in_force, publish, withdraw

FROZEN = "已发布，|permission denied"  # by the guard, or by the right to take rows away

EDITION = (
    "UPDATE supervision_checklist SET {} WHERE id = %s",
    ["name = 'x'", "valid_from = '2019-01-01'", "code = 'x'", "key = 'trade'", "basis = 'x'", "published_at = now()",
     "published_by_id = made_by_id", "state = 'draft'", "made_at = now()"],
)  # fmt: skip
ITEM = (
    "UPDATE supervision_checklistitem SET {} WHERE edition_id = %s",
    ["label = label || 'x'", "code = code || 'x'", '"order" = "order" + 1', "basis = 'x'", "wording = 'x'"],
)


def refused(sql, *values):
    with pytest.raises(DatabaseError, match=FROZEN) as said, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    assert said.value.__cause__.pgcode in ("NG001", "42501")


@pytest.mark.parametrize(("statement", "change"), [(sql, change) for sql, all_ in (EDITION, ITEM) for change in all_])
@pytest.mark.parametrize("withdrawn", [False, True])
def test_no_column_of_it_changes(cast, statement, change, withdrawn):
    one = publish(draft(dt.date(2022, 1, 1)))
    if withdrawn:
        withdraw(one)
    refused(statement.format(change), one.pk)


def test_nothing_of_it_goes(cast):
    one = publish(draft(dt.date(2022, 1, 1)))
    refused("DELETE FROM supervision_checklistitem WHERE edition_id = %s", one.pk)
    refused("DELETE FROM supervision_checklist WHERE id = %s", one.pk)
    refused("UPDATE supervision_checklistitem SET edition_id = %s WHERE edition_id = %s", in_force().pk, one.pk)


def test_nothing_comes_into_it(cast):
    new = 'INSERT INTO supervision_checklistitem (edition_id, code, label, "order", basis, wording)'
    refused(f"{new} VALUES (%s, 'more', '另加的一项', 99, '', '')", in_force().pk)
    other = draft(dt.date(2022, 1, 1), items=[{"code": "one", "label": "一项"}])
    moved = "UPDATE supervision_checklistitem SET edition_id = %s WHERE edition_id = %s"
    refused(moved, in_force().pk, other.pk)


def test_withdrawn_is_withdrawn(cast):
    one = withdraw(publish(draft(dt.date(2022, 1, 1))))
    refused("UPDATE supervision_checklist SET state = 'published' WHERE id = %s", one.pk)


def test_a_draft_is_not_frozen(cast):
    one = draft(dt.date(2022, 1, 1))
    one.items.update(label="改过")
    one.items.all().delete()
    assert in_force().valid_to is None
