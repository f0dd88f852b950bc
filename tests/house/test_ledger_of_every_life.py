"""After every move of a record the ledger holds exactly what its life says that it tells now, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from supervision.ground import facts
from supervision.ground.desk.registry import Register
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import Post
from supervision.ground.records import COUNTED, Record, State
from tests import make, registers
from tests.supervision.changes import maker as changing

from . import site

pytestmark = pytest.mark.django_db
LIVES = {register.key: register for register in site.registers() if register.life is not None}
POSTS = ("guangxin", "guangxin_admin", "reviewer", "city", "township", "producer")


def _handed_over() -> Record:
    """A visit that found more than one thing wrong, one of them urgent."""
    wrong = {"conclusion": "transfer", "problems": "仓库内发现禁用农药", "records_kept": "none"}
    return registers.patrol(registers.HERE, answers={"drugs": "bad"}, **wrong)


def _too_early() -> Record:
    made = registers.make("supervision.productionrecord")
    days = {"harvested_on": made.used_on + dt.timedelta(days=2)}
    return LIVES["productionrecords"].life.change(made, by=make.post("guangxin"), verb="更正", **days)


def _refused() -> Record:
    given = {"taking": "refused", "refusal_why": "拒绝开门", "witness": "村主任", "analytes": [], "laboratory": None}
    return registers.sample(registers.HERE, **given)


# Rows that tell or may do more than the usual one of their register, and what stands once a record is accepted.
FITTING: dict[str, Callable[[], Record]] = {
    "changes moved": lambda: changing.moved(registers.HERE),
    "creditoverrides": lambda: registers.proposed_override(registers.HERE),
    "patrols handed over": _handed_over,
    "productionrecords too early": _too_early,
    "samples refused": _refused,
}
TELLS = {
    "cases": {"case.filed"},
    "certifications": {"greenfood.certified"},
    "changes moved": {"subject.moved"},
    "determinations": {"emergency.determined"},
    "handlings": {"monitoring.handled"},
    "merges": {"subject.merged"},
    "patrols": {"patrol.done"},
    "patrols handed over": {"patrol.done", "patrol.problem", "patrol.transfer", "production.irregular"},
    "productionrecords too early": {"production.too_early"},
    "samples": {"monitoring.sampled"},
    "samples refused": {"monitoring.refused"},
}  # fmt: skip
NAMES = sorted({*LIVES, *FITTING})


def fresh(row: Record) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


def ledger(row: Record) -> list[tuple[Any, ...]]:
    standing = facts.Fact.objects.live().of_source(row)
    return sorted(standing.values_list("kind", "on", "severity", "subject_id", "aspect"))


def due(life: Life[Any], row: Record) -> list[tuple[Any, ...]]:
    told = list(life.tells(row)) if row.state in getattr(life, "telling", COUNTED) else []
    return sorted(
        (one["kind"], one["on"], one.get("severity", 0), one["subject"].pk if one["subject"] else None,
         one.get("aspect", ""))
        for one in told
    )  # fmt: skip


def who(register: Register, verb: Any, right: str, row: Record) -> Post | None:
    """Somebody who may, other than who made the row; whoever it is, if all are refused, is told so."""
    posts = (make.post(name) for name in POSTS)
    others = [post for post in posts if row.made_by is None or post.user_id != row.made_by.user_id]
    able = [post for post in others if post.has_perm(register.perm(right))]
    if right in ("change", "submit") and row.made_by is not None and row.made_by.has_perm(register.perm(right)):
        return row.made_by  # whoever else writes on it does not decide on it
    return next((post for post in able if verb and not register.why_not(verb, row, post)), next(iter(able), None))


def _a_day_earlier(register: Register, row: Record) -> dict[str, dt.date]:
    day = register.model.DATE_FIELD
    return {day: getattr(row, day) - dt.timedelta(days=1)}


def _edit(register: Register, row: Record, by: Post) -> None:
    """Corrected by a day; where the day is not typed or has to stay, it is only saved again."""
    try:
        with transaction.atomic():
            register.edit(row, by=by, version=row.version, **_a_day_earlier(register, row))
    except RuleViolation:
        register.edit(fresh(row), by=by, version=row.version)


def _change(register: Register, row: Record, by: Post) -> None:
    register.life.change(row, by=by, verb="更正日期", **_a_day_earlier(register, row))


def go(register: Register, row: Record, move: str) -> bool:
    """Make the move if the register has it and the rules allow it; whether it was made."""
    verb = register.verb_named(move)
    does = {"edit": _edit, "change": _change}.get(move)
    by = who(register, verb, verb.right if verb else "change", row) if verb or does else None
    if by is None:
        return False
    try:
        with transaction.atomic():
            if does:
                does(register, row, by)
            else:
                verb.call(row, by=by, **({"why": "依据有误"} if verb.needs_reason else {}))
    except RuleViolation:
        return False
    return True


def test_every_life_that_tells_something_is_asked():
    telling = {key for key, register in LIVES.items() if type(register.life).tells is not Life.tells}
    assert telling <= {name.split()[0] for name in TELLS}
    assert len(LIVES) >= 15
    assert len(TELLS) >= 9


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_is_what_is_told(cast, name):
    register = LIVES[name.split()[0]]
    row = fresh(FITTING[name]() if name in FITTING else registers.make(register.model._meta.label))
    assert {kind for kind, *_ in ledger(row)} == TELLS.get(name, set())
    made = []
    for move in ("change", "return", "edit", "submit", "accept", "return", "submit", "return", "submit", "void"):
        before = ledger(row)
        if go(register, fresh(row), move):
            made.append(move)
        else:
            assert ledger(row) == before, move
        row = fresh(row)
        assert ledger(row) == due(register.life, row), (move, row.state)
    goes_back = State.RETURNED in register.model.MOVES.get(State.ACCEPTED, ())  # what is in force may not be taken back
    assert len(made) >= (9 if name in TELLS and goes_back else 1), made
