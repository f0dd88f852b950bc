"""From what stands in the box to a line of a report: the unit it is in, its limit, and what cannot be taken."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from supervision.ground.kinds import Unreadable, results

from ..vocabulary import Found, Unit

PLACES, WHOLE = 6, 8  # what the columns hold; more digits than that are refused, never rounded
FOUND = {
    results.Kind.VALUE: Found.VALUE,
    results.Kind.NOT_DETECTED: Found.NOT_DETECTED,
    results.Kind.NOT_TESTED: Found.NOT_TESTED,
    results.Kind.BELOW: Found.BELOW,
}
RAPID = "是快速检测的结论，定量检测请填数值、未检出或未检测。"


def line_of(text: str, *, unit: str, lod: str = "", method: str = "") -> dict[str, Any]:
    """The fields of a line. `unit` and `lod` hold where the box names none; a unit written in the box wins, and the
    limit beside it is then told in that unit.
    """
    kept: dict[str, Any] = {"method": method.strip(), "typed": text.strip(), "digits": "", "value": None, "loq": None}
    limit = amount_of(lod, unit, "检出限") if lod.strip() else ""
    if not text.strip():
        return kept | {"found": Found.PENDING, "unit": unit, "lod": _number(limit)}
    read = results.read(text)
    _refuse_unmeasured(read, text)
    found: dict[str, Any] = {"found": FOUND[read.kind], "unit": Unit(read.unit or unit)}
    if read.kind == results.Kind.NOT_DETECTED and read.digits:
        return kept | found | {"digits": fitting(read.digits), "lod": Decimal(read.digits)}
    limit = results.exactly(limit, unit, found["unit"]) if limit else ""
    found["lod"] = _number(fitting(limit))
    if read.kind == results.Kind.BELOW:
        found |= {"digits": fitting(read.digits), "loq": Decimal(read.digits)}
    if read.kind == results.Kind.VALUE:
        found |= {"digits": fitting(read.digits), "value": Decimal(read.digits)}
    return kept | found


def amount_of(text: str, unit: str, label: str) -> str:
    """The digits of a limit as typed; a unit written beside it has to be the line's own."""
    read = results.read(text)
    if read.kind != results.Kind.VALUE:
        raise Unreadable(f"{label}请填一个数值，如 0.01。")
    if read.unit and read.unit != unit:
        raise Unreadable(f"{label}的单位（{read.unit}）与结果的单位（{unit}）不一致，请核对。")
    return fitting(read.digits)


def fitting(digits: str) -> str:
    """More digits than the column holds are not cut off."""
    whole, _, part = digits.partition(".")
    if len(part.rstrip("0")) > PLACES or len(whole.lstrip("0")) > WHOLE:
        raise Unreadable(f"“{digits}”超过 {WHOLE} 位整数或 {PLACES} 位小数，请换用合适的单位。")
    return digits


def told(line: dict[str, Any], unit: str) -> str:
    """What was understood, where it is in another unit than the line was prepared for."""
    if line["unit"] == unit or not line["digits"]:
        return ""
    return f"{line['digits']} {line['unit']}，即 {results.exactly(line['digits'], line['unit'], unit)} {unit}"


def _number(digits: str) -> Decimal | None:
    return Decimal(digits) if digits else None


def _refuse_unmeasured(read: results.Reading, text: str) -> None:
    if read.kind in (results.Kind.POSITIVE, results.Kind.NEGATIVE):
        raise Unreadable(f"“{text.strip()}”{RAPID}")
    if read.kind == results.Kind.BELOW and not read.digits:
        raise Unreadable(f"“{text.strip()}”没有写明定量限：请连同数值填写，如“<LOQ 0.01”或“低于定量限（0.01）”。")
