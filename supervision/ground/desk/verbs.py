"""The verbs every record knows, ready to be declared on a register."""

from dataclasses import replace
from typing import Any

from supervision.ground import records
from supervision.ground.life import Life

from .acts import Deed, Verb
from .calls import Acts, ActsWithReason

EDIT = Deed("edit", "修改", perm=records.RIGHTS["edit"])
SUBMIT = Verb("submit", "提交", records.submit, style="primary")
ACCEPT = Verb("accept", "审核通过", records.accept, style="primary")
RETURN = Verb("return", "退回", records.return_, needs_reason=True, style="warning")
VOID = Verb(
    "void",
    "作废",
    records.void,
    needs_reason=True,
    style="danger",
    confirm="作废后不再计入统计，且不能恢复。确定作废吗？",
)
CONFIRM = Verb(
    "confirm",
    "补复核",
    records.confirm,
    style="primary",
    perm=records.RIGHTS["confirm"],
    confirm="由一人办理、已经生效的记录，经另一人补复核后计入统计和考核。确认补复核吗？",
    asked="确认补复核",
)
LIFE = (SUBMIT, ACCEPT, RETURN, VOID)


def verbs_of(life: Life[Any]) -> tuple[Verb, ...]:
    """The four verbs as the noun's own life does them."""
    calls: tuple[Acts | ActsWithReason, ...] = (life.submit, life.accept, life.return_, life.void)
    return tuple(replace(verb, call=call) for verb, call in zip(LIFE, calls, strict=True))
