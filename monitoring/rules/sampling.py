"""What a sampling form has to say, by kind of task (监测办法 arts. 20–23, 农产品质量安全法 arts. 15, 47)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..vocabulary import RANK, Kind, Method, Rapid, RecordCheck, Taking


@dataclass(frozen=True)
class Form:
    """The answers the rules look at."""

    kind: str
    method: str
    taking: str
    sampled_on: dt.date
    record_check: str = ""
    record_remark: str = ""
    samplers: tuple[tuple[str, str], ...] = ()
    seal: str = ""
    price: Decimal | None = None
    base: Decimal | None = None
    amount: Decimal | None = None
    refusal: str = ""
    witness: str = ""
    rapid: str = ""
    rapid_item: str = ""
    analytes: int = 0
    laboratory: bool = False


def faults(form: Form, *, today: dt.date) -> list[tuple[str, str]]:
    """What is wrong with a form that is to be submitted: (field, sentence)."""
    found = list(_common(form, today))
    if form.taking == Taking.REFUSED:
        return found + list(_refused(form))
    if form.taking == Taking.NONE:
        return found
    if form.kind == Kind.SUPERVISION:
        found += [*_officers(form), *_bought_and_sealed(form)]
    return found + list(_rapid(form) if form.method == Method.RAPID else _quantitative(form))


def _common(form: Form, today: dt.date) -> Iterable[tuple[str, str]]:
    if form.sampled_on > today:
        yield "sampled_on", "抽样日期不能晚于今天。"
    if not form.record_check:
        yield "record_check", "抽样时须同步检查生产记录，请选择检查情况。"
    elif form.record_check in (RecordCheck.IRREGULAR, RecordCheck.NOT_APPLICABLE) and not form.record_remark.strip():
        yield "record_remark", "生产记录不规范或不适用的，请写明具体情况。"
    for field, value in (("price", form.price), ("base_amount", form.base), ("amount", form.amount)):
        if value is not None and value < 0:
            yield field, "不能小于0。"
    if form.base is not None and form.amount is not None and form.amount > form.base:
        yield "amount", "抽样数量不能大于抽样基数。"


def _refused(form: Form) -> Iterable[tuple[str, str]]:
    """A refusal counts as a failure, so it has to be one: two officers who showed their cards may be refused nothing,
    fewer may be refused (监测办法 arts. 21–23); what somebody orders himself he cannot refuse."""
    if form.kind == Kind.SELF:
        yield "taking", "委托自检由被检单位自愿委托，不存在拒绝抽样；没有取样的请选择“无样可抽”。"
    if form.kind == Kind.SUPERVISION:
        yield from _officers(form)
    if not form.refusal.strip():
        yield "refusal_why", "请写明拒绝抽样的经过和理由。"
    if not form.witness.strip():
        yield "witness", "拒检确认须有见证人。"


def _officers(form: Form) -> Iterable[tuple[str, str]]:
    shown = [name for name, card in form.samplers if name.strip() and card.strip()]
    if len(shown) < 2:
        yield "sampler_2", "监督抽查的抽样人员不得少于2名，并须填写执法证件号。"
    elif shown[0] == shown[1]:
        yield "sampler_2", "两名抽样人员不能是同一人。"


def _bought_and_sealed(form: Form) -> Iterable[tuple[str, str]]:
    if form.method == Method.QUANTITATIVE and not form.seal.strip():
        yield "seal", "监督抽查的样品须现场封样，请填写封条编号。"
    if form.method == Method.QUANTITATIVE and form.price is None:
        yield "price", "监督抽查的样品须按市场价购买，请填写购样金额。"


def _rapid(form: Form) -> Iterable[tuple[str, str]]:
    if form.rapid not in (Rapid.NEGATIVE, Rapid.POSITIVE, Rapid.INVALID):
        yield "rapid", "请填写快检结果。"
    if not form.rapid_item.strip():
        yield "rapid_item", "请填写快检项目。"


def _quantitative(form: Form) -> Iterable[tuple[str, str]]:
    if form.rapid:
        yield "rapid", "定量抽样不填写快检结果。"
    if not form.laboratory:
        yield "laboratory", "请选择承检机构。"
    if not form.analytes:
        yield "analytes", "请至少选择一个检测项目。"


def sampled_above(*, kind: str, level: str, earlier_kind: str, earlier_level: str) -> bool:
    """Whether an earlier sample bars this one: supervision by a higher level took the same batch (art. 47)."""
    return kind == Kind.SUPERVISION == earlier_kind and RANK[earlier_level] < RANK[level]
