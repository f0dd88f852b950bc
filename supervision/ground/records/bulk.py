"""Set-based writing: COPY into a staging table, then one INSERT … SELECT … RETURNING through the ORM's cursor.

COPY alone would leave no history context and no ids; executemany is slow. The order of `objs` is kept.
"""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import F

from supervision.ground import clock, history
from supervision.ground.errors import RuleViolation
from supervision.ground.history import ActKind
from supervision.ground.people import Post, Role, require
from supervision.ground.regions import CITY
from supervision.ground.texts import tidy

from . import numbering
from .models import Record
from .moves import KINDS, VERBS, event_year, perm, stamp
from .values import faults
from .vocabulary import State

M = TypeVar("M", bound=models.Model)
R = TypeVar("R", bound=Record)
_staging = itertools.count()
SPECIAL = re.compile(r"[\\\t\n\r]")


def insert_many(objs: Sequence[M]) -> Sequence[M]:
    """Insert objects of one model and set their keys. Call inside `history.acting`."""
    if not objs:
        return objs
    model = type(objs[0])
    fields: list[Any] = [f for f in model._meta.local_concrete_fields if not f.generated]
    table = connection.ops.quote_name(model._meta.db_table)
    staging = connection.ops.quote_name(f"staging_{next(_staging)}")
    columns = ", ".join(connection.ops.quote_name(f.column) for f in fields)
    with connection.cursor() as cursor:
        if model._meta.pk.get_internal_type().endswith("AutoField"):
            _give_keys(cursor, model, objs)
        cursor.execute(f"CREATE TEMP TABLE {staging} ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA")
        cursor.copy_expert(f"COPY {staging} ({columns}) FROM STDIN", _text(objs, fields))
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {staging}")
        cursor.execute(f"DROP TABLE {staging}")
    for obj in objs:
        obj._state.adding, obj._state.db = False, "default"
    return objs


def _give_keys(cursor: Any, model: type[M], objs: Sequence[M]) -> None:
    """Keys from the table's own sequence, so that children can be built before anything is written."""
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [model._meta.db_table, model._meta.pk.column])
    sequence = cursor.fetchone()[0]
    cursor.execute("SELECT nextval(%s) FROM generate_series(1, %s)", [sequence, len(objs)])
    for obj, (key,) in zip(objs, cursor.fetchall(), strict=True):
        obj.pk = key


def _text(objs: Sequence[M], fields: list[Any]) -> io.StringIO:
    readers = [_reader(field) for field in fields]
    out = io.StringIO()
    for obj in objs:
        out.write("\t".join([_cell(read(obj)) for read in readers]))
        out.write("\n")
    out.seek(0)
    return out


def _reader(field: models.Field[Any, Any]) -> Callable[[models.Model], Any]:
    """How to get a field's value in the form COPY takes; decided once a field, not once a cell."""
    if isinstance(field, models.JSONField):
        return lambda obj: _json(field, getattr(obj, field.attname))
    if type(field).pre_save is models.Field.pre_save:
        return attrgetter(field.attname)
    return lambda obj: field.pre_save(obj, True)  # auto_now and files


def _json(field: models.JSONField, value: Any) -> str | None:
    if value is None and field.null:
        return None
    return json.dumps(value, ensure_ascii=False, cls=field.encoder)


def _cell(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list | tuple):
        value = "{" + ",".join(json.dumps(str(v), ensure_ascii=False) for v in value) + "}"
    text = str(value)
    if SPECIAL.search(text):
        text = text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return text


def create_many(objs: Sequence[R], *, by: Post, state: State = State.SUBMITTED, verb: str = "批量登记") -> Sequence[R]:
    """Make many records of one register at once: the same stamps, blocks of numbers, one statement.

    They wait for a second person. Who enters what needs none (the program itself, data that was taken over before)
    says so by `state`.

    The caller has applied the register's rules to each row; what no column may hold, and places outside the post's
    scope, are refused here.
    A row that already has `made_by` or `made_at` keeps it: an import in the name of the recorder.
    """
    if not objs:
        return objs
    require(by, perm(objs[0], "import"))
    kind = ActKind.DRAFTED if state == State.DRAFT else ActKind.ENTERED
    with history.acting(by, verb, on=objs, kind=kind):
        for at, obj in enumerate(objs, 1):
            stamp(tidy(obj))
            _refuse_foreign(obj, by)
            _refuse_values(obj, f"第{at}条：" if len(objs) > 1 else "")
            obj.state = state
            obj.made_by_id = obj.made_by_id or by.pk
            obj.made_at = obj.made_at or clock.now()
            if state != State.DRAFT:
                obj.submitted_at = obj.submitted_at or obj.made_at
            if state == State.ACCEPTED:
                obj.accepted_by_id, obj.accepted_at = obj.accepted_by_id or by.pk, obj.accepted_at or obj.made_at
        _sign(objs, by)
        _number(objs)
        return insert_many(objs)


def _sign(objs: Sequence[Record], by: Post) -> None:
    """Who wrote each row: in whose name it is entered, and who enters it (the system only where it is its own)."""
    named = {obj.made_by_id for obj in objs if obj.made_by_id is not None} - {by.pk}
    users = dict(Post.objects.filter(pk__in=named).values_list("pk", "user_id")) if named else {}
    also = [] if by.role == Role.SYSTEM else [by.user_id]
    for obj in objs:
        obj.writers = sorted({users.get(obj.made_by_id or by.pk, by.user_id), *also})


def unchanged(records: Sequence[R]) -> list[R]:
    """Those of many that nobody has written to since they were read, locked until the end of the transaction."""
    if not records:
        return []
    keys = [record.pk for record in records]
    # In one order for everybody, so that two of them cannot wait for each other.
    rows = type(records[0])._default_manager.filter(pk__in=keys).order_by("pk").select_for_update()
    version = dict(rows.values_list("pk", "version"))
    return [record for record in records if version.get(record.pk) == record.version]


def move_many(records: Sequence[R], verb: str, *, by: Post, why: str = "", **changes: Any) -> None:
    """Move many that were judged and are `unchanged`, in one statement."""
    if not records:
        return
    said, to = VERBS[verb]
    with history.acting(by, said, why, on=records, kind=KINDS[verb]):
        rows = type(records[0])._default_manager.filter(pk__in=[record.pk for record in records])
        rows.update(state=to, version=F("version") + 1, **changes)
    for record in records:
        record.state, record.version = to, record.version + 1
        for name, value in changes.items():
            setattr(record, name, value)


def _refuse_foreign(obj: Record, by: Post) -> None:
    """`covers_region` on the stamped columns, without touching the database for each row."""
    place = by.region
    if by.is_citywide:
        return
    if place.pk not in (obj.county_id, obj.township_id, obj.managing_zone_id, obj.region_id):
        raise RuleViolation(f"地区代码 {obj.region_id} 不在您的辖区内。", field="region")


def _refuse_values(obj: Record, which: str) -> None:
    for field, message in faults(obj):
        raise RuleViolation(f"{which}{message}", field=field)


def _number(objs: Sequence[R]) -> None:
    groups: dict[tuple[str, str, int], list[R]] = {}
    for obj in objs:
        groups.setdefault((obj.PREFIX, obj.county_id or CITY, event_year(obj)), []).append(obj)
    # One order of locks for everybody, so that two importers cannot wait for each other.
    for key in sorted(groups):
        for obj, number in zip(groups[key], numbering.take(*key, n=len(groups[key])), strict=True):
            obj.number = number
