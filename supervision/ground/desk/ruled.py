"""The rules of a noun, asked of the records that a workbook's rows would become: the same as behind a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from supervision.ground import records
from supervision.ground.entry import LATE
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post
from supervision.ground.records import sealed

from .sheets import Sheet

OF_A_WHOLE_FILE = "整张表都是以前的数据的，请在上传时填写“历史补录原因”。"


def by_the_rules(
    rows: Sequence[dict[str, Any]], whole: Sequence[int], sheet: Sheet, by: Post
) -> Iterator[tuple[int, str, str]]:
    """What the model and the life of the noun refuse, by position and column."""
    if sheet.life is None or sheet.of_row is None:
        return
    built: list[tuple[int, Any]] = []
    for at in whole:
        try:
            with sealed.only_looking():
                built.append((at, sheet.of_row(rows[at])))
        except RuleViolation as wrong:
            yield from _faults(at, wrong, sheet)
    sheet.life.fill([record for _at, record in built], by)
    for at, record in built:
        try:
            records.check_values(record)
        except RuleViolation as wrong:
            yield from _faults(at, wrong, sheet)
    for position, refusal in sheet.life.refused([record for _at, record in built], by, complete=True):
        yield from _faults(built[position][0], refusal, sheet)


def _faults(at: int, wrong: RuleViolation, sheet: Sheet) -> Iterator[tuple[int, str, str]]:
    columns = {column.name for column in sheet.columns}
    for field, message in wrong.faults:
        if field == LATE:
            field, message = getattr(sheet.model, "DATE_FIELD", ""), f"{message}{OF_A_WHOLE_FILE}"
        name = sheet.at.get(field or "", field)
        yield at, name if name in columns else sheet.columns[0].name, message
