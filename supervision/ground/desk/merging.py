"""Two people had the same record open. Field by field: as it was opened, as it stands now, as it was typed.

What only the other one changed keeps his value, what only this person changed is written; where both did, the person
chooses. As it was opened is read from the history by the version of the page, so the page need not carry it.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from supervision.ground.history import Change

from .contents import UPLOADED, as_sent, names_of, said, typed

BOTH, OPENED = "both", "opened"  # hidden fields of the page: what is chosen between, and the version it was opened on
MINE, THEIRS = "mine", "theirs"
SEALED = "已变更"  # of a sealed personal value nothing is told
Bind = Callable[..., Any]  # the register's form of a record, with data or without


class Side(enum.Enum):
    """Whose value a field gets; with nobody's change it is the same whichever."""

    MINE, THEIRS, OPEN = "mine", "theirs", "open"


def side(*, mine_moved: bool, theirs_moved: bool, differ: bool, picked: str = "") -> Side:
    """Of one field: `mine_moved` and `theirs_moved` since the page was opened, `differ` the two now. What was `picked`
    for him before stays his, whoever was faster in the meantime; what both have changed is chosen.
    """
    if picked == THEIRS:
        return Side.THEIRS
    if not mine_moved:
        return Side.THEIRS if theirs_moved else Side.MINE
    return Side.OPEN if theirs_moved and differ else Side.MINE


def control_of(name: str) -> str:
    return f"pick-{name}"


@dataclass(frozen=True)
class Choice:
    """A field that both have changed: what the other one has written, and what was chosen, if anything yet."""

    name: str
    label: str
    theirs: str
    picked: str = ""

    @property
    def control(self) -> str:
        return control_of(self.name)


@dataclass
class Merged:
    """The form on the newest version, and what became of its fields."""

    form: Any
    choices: list[Choice] = field(default_factory=list)
    taken_over: list[str] = field(default_factory=list)  # the labels of what only the other one changed
    opened: str = ""
    known: bool = False  # whether it is known how the page was opened
    since: list[Change] = field(default_factory=list)


def merge(bind: Bind, data: QueryDict, files: Any, *, opened: Any, now: Any) -> Merged:
    """`opened` is the row as the page showed it; nothing where that is unknown: then every difference is chosen."""
    theirs, mine = bind(now), bind(now, data, files)
    before = bind(opened) if opened is not None else theirs
    sent_on = data.copy()
    sent_on["version"] = str(now.version)
    merged = Merged(form=None, opened=data.get(OPENED) or data.get("version", ""), known=opened is not None)
    waiting = {name: data.get(control_of(name), "") for name in data.getlist(BOTH)}
    for name in _compared(mine, theirs, before):
        open_still = waiting.get(name) == ""  # it was to be chosen, and was not
        kept = side(
            mine_moved=_differs(before, mine, name),
            theirs_moved=open_still or opened is None or _moved(opened, now, name, before, theirs),
            differ=_differs(theirs, mine, name),
            picked=waiting.get(name, ""),
        )
        if kept is Side.THEIRS and opened is not None:
            _take_over(sent_on, theirs, name)
            merged.taken_over.append(str(theirs.fields[name].label))
        elif kept is Side.OPEN:
            merged.choices.append(_choice(theirs, name, now))
    merged.form = bind(now, sent_on, files)
    _mark(merged.form, merged.choices)
    return merged


def chosen(bind: Bind, data: QueryDict, files: Any, *, now: Any) -> Merged:
    """The page of a merge sent back: his value where his was chosen, and a word where nothing was."""
    theirs, sent_on = bind(now), data.copy()
    choices = [
        replace(choice, picked=data.get(choice.control, ""))
        for choice in (_choice(theirs, name, now) for name in data.getlist(BOTH) if name in theirs.fields)
    ]
    for choice in choices:
        if choice.picked == THEIRS:
            _take_over(sent_on, theirs, choice.name)
    merged = Merged(bind(now, sent_on, files), choices, opened=data.get(OPENED, ""))
    _mark(merged.form, choices)
    for choice in choices:
        if choice.picked not in (MINE, THEIRS):
            merged.form.add_error(choice.name, "这一项两人都改过，请选择采用哪一个。")
    return merged


def _compared(*forms: Any) -> Iterator[str]:
    """The fields that all of them ask, without uploads: what was uploaded is added to what is there."""
    first, *others = forms
    for name in names_of(first):
        asked = all(name in other.fields for other in others)
        if asked and not isinstance(first.fields[name], UPLOADED) and not first.fields[name].disabled:
            yield name


def _moved(opened: Any, now: Any, name: str, before: Any, theirs: Any) -> bool:
    """Whether the field stands otherwise now than when the page was opened."""
    sealed = f"{name}_sealed"
    if hasattr(now, sealed):
        return bool(getattr(opened, sealed) != getattr(now, sealed))
    return as_sent(before, name) != as_sent(theirs, name)


def _differs(shown: Any, mine: Any, name: str) -> bool:
    """Whether something else was typed than the page of that form shows."""
    field = shown.fields[name]
    return bool(field.has_changed(shown.get_initial_for_field(field, name), typed(mine, name)))


def _choice(theirs: Any, name: str, now: Any) -> Choice:
    shown = SEALED if hasattr(now, f"{name}_sealed") else said(theirs, name, theirs[name].value())
    return Choice(name, str(theirs.fields[name].label), shown)


def _take_over(data: QueryDict, theirs: Any, name: str) -> None:
    for control, values in as_sent(theirs, name).items():
        data.setlist(control, list(values))
        if not values:
            data.pop(control, None)


def _mark(form: Any, choices: list[Choice]) -> None:
    """The page shows both at the field."""
    by_name: Mapping[str, Choice] = {choice.name: choice for choice in choices}
    for name, asked in form.fields.items():
        asked.both = by_name.get(name)
