"""What the database itself keeps of every record's life, asked by plain statements of the application's role.

Nothing here goes through a service. The tables are found by their model: a new register is asked at once.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from supervision.ground.records import Living, Record, State, guards, standing
from tests import databases, registers
from tests.monitoring import making

pytestmark = pytest.mark.django_db
LIVING = [model for model in apps.get_models() if issubclass(model, Living)]
# Of these no column changes at all, whatever its state.
WHOLE = {guard.model for guard in guards.GUARDS.values() if guard.when == "TRUE" and not guard.allow}
ENDING = [model for model in LIVING if State.VOID in model.MOVES and not model.MOVES[State.VOID]]
VOIDABLE = [model for model in ENDING if model._meta.label not in WHOLE]
each = pytest.mark.parametrize("model", LIVING, ids=lambda model: model._meta.model_name)
each_void = pytest.mark.parametrize("model", VOIDABLE, ids=lambda model: model._meta.model_name)
NO_REGISTER = {"monitoring.Correction": lambda: making.corrected(making.failed(), 腐霉利="0.61")}
RIGHT, GUARD, NO_SUCH = "42501", "NG001", "23514"


def told(sql: str, *values: Any) -> tuple[str, str]:
    """The code and the words in which a statement is refused; it is taken back where it is not."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            assert cursor.rowcount != 0, "it found its row"
            raise Undone
    except Undone:
        return "", ""
    except DatabaseError as refused:
        said: Any = refused.__cause__
        return said.pgcode, said.diag.message_primary


class Undone(Exception):
    pass


def a_void(model: Any) -> Any:
    """A row that was made by the services and then made void; by a statement, so that nothing follows from it."""
    row = registers.make(model._meta.label)
    rows = model._default_manager.filter(pk=row.pk)
    rows.exclude(state=State.VOID).update(state=State.VOID, voided_why="重复登记")
    return rows.get()


def others(model: Any) -> list[str]:
    return [str(value) for value, _ in model._meta.get_field("state").flatchoices if value != State.VOID]


def test_there_is_enough_to_ask():
    assert len(LIVING) >= 24
    assert {model for model in LIVING if issubclass(model, Record)} <= set(ENDING)
    assert {model._meta.label for model in ENDING} - {model._meta.label for model in VOIDABLE} == {"credit.CreditEntry"}
    assert {rule.table for rule in guards.rules()} >= {model._meta.db_table for model in standing.living()}
    assert set(standing.living()) == set(LIVING)


@each_void
def test_void_stays_void(cast, model):
    row = a_void(model)
    assert len(others(model)) >= 2
    for state in others(model):
        code, said = told(f'UPDATE "{model._meta.db_table}" SET state = %s WHERE id = %s', state, row.pk)
        assert code == GUARD, (state, code, said)


@each_void
def test_nor_is_it_told_otherwise_why_it_is_void_or_by_whom(cast, model):
    row = a_void(model)
    for change in ("voided_why = 'x'", "voided_at = now()", "voided_by_id = 1", "number = 'x'", "made_at = now()"):
        code, said = told(f'UPDATE "{model._meta.db_table}" SET {change} WHERE id = %s', row.pk)
        assert code == GUARD, (change, code, said)


@each_void
def test_what_is_void_is_not_taken_away(cast, model):
    row = a_void(model)
    table = model._meta.db_table
    code, _ = told(f'DELETE FROM "{table}" WHERE id = %s', row.pk)
    assert code == RIGHT, "the right is not there"
    assert told(f'TRUNCATE "{table}" CASCADE')[0] == RIGHT


@each
def test_a_state_that_nobody_knows_is_none(cast, model):
    row = NO_REGISTER.get(model._meta.label, lambda: registers.make(model._meta.label))()
    table = model._meta.db_table
    for unknown in ("", "VOID", "approved", "accepted "):
        code, said = told(f'UPDATE "{table}" SET state = %s WHERE id = %s', unknown, row.pk)
        assert code in (NO_SUCH, GUARD), (unknown, code, said)
    code, said = told(
        f'INSERT INTO "{table}" SELECT (jsonb_populate_record(t, \'{{"state": "approved"}}\')).* FROM "{table}" t'
        " WHERE id = %s",
        row.pk,
    )
    assert code in (NO_SUCH, GUARD), (code, said)


@each
def test_nor_does_the_owner_of_the_tables_by_a_slip(database_name, model):
    """In a connection of its own; whatever it tries is taken back."""
    table = model._meta.db_table
    with pytest.raises(Exception, match=r"guard_.* at RAISE"):
        databases.ask(databases.url_of(database_name, owner=True), f'BEGIN; TRUNCATE "{table}" CASCADE; ROLLBACK')
