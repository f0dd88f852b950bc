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
TAKE_BACK = Verb(
    "takeback",
    "撤回",
    records.take_back,
    perm=records.RIGHTS["takeback"],
    confirm="撤回后回到草稿，修改后可以再提交；提交和撤回都留在办理经过里，及时性按最后一次提交计算。",
)
LIFE = (SUBMIT, ACCEPT, RETURN, VOID)


def verbs_of(life: Life[Any]) -> tuple[Verb, ...]:
    """The four verbs as the noun's own life does them."""
    calls: tuple[Acts | ActsWithReason, ...] = (life.submit, life.accept, life.return_, life.void)
    return tuple(replace(verb, call=call) for verb, call in zip(LIFE, calls, strict=True))


def by_itself(record: Any) -> str:
    """What binds somebody (a case, a grade, an objection, a handling) is decided one by one, whatever it says."""
    return "涉及当事人权利义务"


def take_back_of(life: Life[Any]) -> Verb:
    return replace(TAKE_BACK, call=life.take_back)
