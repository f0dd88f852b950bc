"""The lines of a report as a page has them: what stands in the boxes, what was understood, what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supervision.ground import kinds
from supervision.ground.desk import merging
from supervision.ground.kinds import Unreadable

from ..models import Result
from ..rules.entry import line_of, told
from ..services.defaults import Usual
from ..vocabulary import Found, Unit

ABSENT = "未检出"
NOTHING = Usual("", "", "")


def text_of(result: Result) -> str:
    """What stands in the box of a line that has been entered: what was typed, or what says the same."""
    if result.typed or result.found == Found.PENDING:
        return result.typed
    if result.found == Found.VALUE and result.value is not None:
        return result.digits or f"{result.value.normalize():f}"
    if result.found == Found.BELOW and result.loq is not None:
        return f"<LOQ {result.digits or f'{result.loq.normalize():f}'}"
    return ABSENT if result.found == Found.NOT_DETECTED else "未检测"


def _lod_of(result: Result) -> str:
    return f"{result.lod.normalize():f}" if result.lod is not None else ""


@dataclass
class Settings:
    """How an item was tested: method, limit of detection, unit."""

    method: str
    lod: str
    unit: str

    @property
    def said(self) -> str:
        lod = f"检出限 {self.lod} {self.unit}" if self.lod else ""
        return " · ".join(filter(None, (self.method, lod))) or f"未填方法和检出限（{self.unit}）"


class Line:
    """One item of one report. `name` begins the names of its boxes."""

    def __init__(
        self,
        result: Result,
        name: str,
        usual: Usual | None,
        data: Mapping[str, str] | None,
        settings: Settings | None = None,
    ):
        self.result, self.name, self._usual = result, name, usual
        self.error = self.question = self.told = ""
        self.both: merging.Choice | None = None  # what somebody else has entered meanwhile, to be chosen
        self.was = ""  # what holds now, where it is being corrected
        self.given: dict[str, Any] = {}
        own = self._stored(usual or NOTHING)
        if data is None:
            self.typed, self.settings, self.sure = text_of(result), own, result.doubt
            self.question = result.doubt
        else:
            self.typed = _box(data, name, "typed") or ""
            # Of many samples the settings stand above the grid; what was entered before under others keeps them.
            kept = result.found != Found.PENDING and self.typed == text_of(result)
            self.settings = (own if kept else settings) if settings else _settings(data, name, own)
            self.sure = _box(data, name, "sure") or ""
            self._read()

    def _stored(self, usual: Usual) -> Settings:
        """What was entered before; of an empty line what was usual the last time."""
        row = self.result
        if row.found == Found.PENDING and not row.method and row.lod is None:
            return Settings(usual.method, usual.lod, usual.unit or row.unit)
        return Settings(row.method or usual.method, _lod_of(row), row.unit)

    def _read(self) -> None:
        shown = self.settings
        try:
            given = line_of(self.typed, unit=shown.unit, lod=shown.lod, method=shown.method)
        except Unreadable as wrong:
            self.error = str(wrong)
        else:
            self.told = told(given, shown.unit)
            self.given = given | {"sure": self.sure}

    def of(self, result: Result) -> Line:
        """The same boxes as the page of this row shows them, untouched."""
        return Line(result, self.name, self._usual, None)

    @property
    def text(self) -> str:
        return kinds.clean(self.typed)

    @property
    def finding(self) -> tuple[Any, ...]:
        """What stands in the box, however it is spelled: ND and 未检出 say the same."""
        try:
            given = line_of(self.text, unit=self.settings.unit)
        except Unreadable:
            return (self.text,)
        return given["found"], given["digits"], given["unit"]

    @property
    def as_stored(self) -> bool:
        return self.finding == self.of(self.result).finding

    @property
    def untouched(self) -> bool:
        """Nothing is typed that is not stored."""
        return not self.text or self.as_stored

    def take(self, theirs: Line) -> None:
        """What somebody else has entered, instead of what this page says."""
        self.typed, self.settings = theirs.typed, theirs.settings
        self.sure, self.question = theirs.sure, theirs.question
        self.error, self.told, self.given = "", "", {}
        self._read()

    def ask(self, sentence: str) -> None:
        self.question = sentence

    @property
    def open(self) -> bool:
        return bool(self.error) and not self.settings.lod

    def fill_absent(self) -> bool:
        if self.typed.strip():
            return False
        self.put(ABSENT)
        return True

    def put(self, content: str) -> None:
        """Into the box, as if it had been typed."""
        self.typed, self.error, self.told = content[:200], "", ""
        self._read()


def _settings(data: Mapping[str, str], name: str, own: Settings) -> Settings:
    """From the line's own boxes; what they leave empty is taken from the boxes for all."""
    given = {part: _box(data, name, part) for part in ("method", "lod", "unit")}
    unit = given["unit"] if given["unit"] in Unit.values else own.unit
    shared = {part: (_box(data, "all", part) or "") for part in ("method", "lod", "unit")}
    method = given["method"] if given["method"] is not None else own.method
    lod = given["lod"] if given["lod"] is not None else own.lod
    if not lod and shared["lod"] and shared["unit"] in ("", unit):
        lod = shared["lod"]
    return Settings((method or shared["method"])[:60], lod[:20], unit)


def item_settings(code: str, usual: Usual | None, unit: str, data: Mapping[str, str] | None) -> Settings:
    """One item of many samples: its settings stand once, above the grid."""
    usual = usual or NOTHING
    own = Settings(usual.method, usual.lod, usual.unit or unit)
    return own if data is None else _settings(data, code, own)


def _box(data: Mapping[str, str], name: str, part: str) -> str | None:
    """Free text, cleaned; None where the page has no such box."""
    text = data.get(f"{name}-{part}")
    return None if text is None else kinds.clean(text)[:200]


def given_of(lines: Sequence[Line]) -> dict[str, dict[str, Any]]:
    return {line.result.analyte_id: line.given for line in lines if line.given}
