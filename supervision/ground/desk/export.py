"""Excel out: what the filter shows, all of it, in the order of the register, numbers of persons masked in all texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import structlog
from django.utils import timezone

from supervision.ground import audit, clock, kinds
from supervision.ground.errors import RuleViolation
from supervision.ground.people import require

from . import keyset, rowxml, workbook
from .columns import Column
from .dimensions import Cut
from .listing import Rows, narrow
from .registry import Register

if TYPE_CHECKING:
    from supervision.ground.people import Post

log = structlog.get_logger(__name__)


def export(register: Register, *, by: Post, data: Mapping[str, str], year: int | None) -> Iterator[bytes]:
    """The pieces of the workbook; refusals come before the first of them."""
    require(by, register.perm("export"))
    columns = chosen(register, data.get("columns", ""), by)
    filters, rows = narrow(register, post=by, data=data, year=year)
    if not filters.is_valid():
        raise RuleViolation(f"筛选条件有误：{'；'.join(said(filters))}")
    order = _order(register, data.get("sort", ""))
    # What was searched for is a name or a phone as often as not: the log tells by what, never for whom.
    asked = sorted(name for name, value in data.items() if value)
    log.info("register_exported", register=register.key, post=by.pk, filters=asked)
    conditions = "；".join(f"{label}：{value}" for _name, label, value in described(filters)) or "无"
    return _noted(register, rows.order_by(*order.by()), columns, by=by, said=conditions)


def export_rows(register: Register, rows: Rows, *, by: Post, said: str) -> Iterator[bytes]:
    """Of rows that were picked and not filtered: `said` tells which."""
    require(by, register.perm("export"))
    log.info("register_exported", register=register.key, post=by.pk, filters=["selection"])
    order = _order(register, "")
    return _noted(register, rows.order_by(*order.by()), chosen(register, "", by), by=by, said=said)


def _noted(register: Register, rows: Rows, columns: Sequence[Column], *, by: Post, said: str) -> Iterator[bytes]:
    """The pieces of the workbook; when all of them are made, it is written down who took out what."""
    table = rows.values_list(*(c.expression for c in columns))[: workbook.MAX_ROWS]
    heads, written = [workbook.Head(c.label, c.width) for c in columns], _Counted()
    lines = written.counting(rowxml.veiled(rowxml.rows(table, [c.kind for c in columns])))
    yield from workbook.stream(register.label, heads, lines, _notes(register, by, said))
    labels = [c.label for c in columns]
    audit.exported(by=by, register=register.key, said=said, columns=labels, rows=written.rows)


class _Counted:
    """How many rows have gone by."""

    rows = 0

    def counting(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.rows += piece.count(b"\n")
            yield piece


def chosen(register: Register, names: str, by: Post) -> Sequence[Column]:
    """The columns asked for ("number,name"), or all that may leave the house."""
    allowed = {c.name: c for c in register.columns_of(by) if c.export}
    if not names:
        return list(allowed.values())
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in allowed]:
        raise RuleViolation(f"没有可以导出的列“{'、'.join(unknown)}”。")
    return [allowed[name] for name in wanted]


def file_name(register: Register) -> str:
    return f"{register.label}_{clock.today():%Y%m%d}.xlsx"


def _order(register: Register, sort: str) -> keyset.Order:
    """The order of the list where any number of rows can have it; a column that does not exist is refused."""
    if sort and sort.lstrip("-") not in {*register.sort_fields, *register.by_name}:
        raise RuleViolation(f"没有“{sort[:40]}”这一列，不能按它排序。")
    sort = sort if sort.lstrip("-") in register.sort_fields else register.default_sort
    return keyset.Order(register.sort_fields[sort.lstrip("-")], sort.startswith("-"))


def said(filters: Any) -> list[str]:
    """What is wrong with a filter, in words."""
    fields = filters.form.fields
    return [
        f"{fields[name].label}：{text}" if name in fields else text
        for name, texts in filters.errors.items()
        for text in texts
    ]


def described(filters: Any) -> list[tuple[str, str, str]]:
    """The filters in use as (name, label, value in words)."""
    found = []
    for name, value in filters.form.cleaned_data.items():
        if value in (None, "", []):
            continue
        field = filters.form.fields[name]
        found.append((name, str(field.label), _words(field, value)))
    if filters.resting:
        found.append(("", "状态", filters.left_out))
    if filters.period:
        found.append(("", "年度", f"{filters.period.first.year}年"))
    return found


def _words(field: Any, value: Any) -> str:
    if isinstance(value, Cut):
        return value.said
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_words(field, one) for one in value)
    for key, label in getattr(field, "choices", ()):
        options = label if isinstance(label, (list, tuple)) else [(key, label)]
        for code, text in options:
            if str(code) == str(value):
                return str(text)
    return str(value)


def moment(at: Any = None) -> str:
    """The moment printed on what leaves the house: now, or when it was made."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _notes(register: Register, by: Post, conditions: str) -> list[tuple[str, str]]:
    told = [
        ("台账", register.label),
        ("筛选条件", conditions),
        ("导出人", str(by)),
        ("导出时间", moment()),
        ("说明", "文字里的手机号、身份证号、银行账号均已脱敏。请按规定使用和保管，不得外传。"),
    ]
    return [(label, kinds.masks.masked(text)) for label, text in told]
