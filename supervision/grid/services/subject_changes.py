"""What changes of a subject: at once, after another person has looked, or only with a paper (信息变更)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from supervision.ground import kinds
from supervision.ground.changes import Change, Changes, Item, Nature, Sealed, declare, is_freed, open_matters_of
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.people import Organisation, Post
from supervision.ground.subjects import Status, Subject, crops, duties, line_of

from .subject import LIFE, change_status, given_up, write_crops

BOUND = duties.ISSUERS  # whoever leaves these has a duty less

APART = "变更所在地区与承继须分两次申请：先申请一项，生效后再申请另一项。"


class KindItem(Item):
    """Another kind has other duties; only who comes under the duty to issue certificates has more of them."""

    def nature_of(self, record: Subject, value: Any) -> Nature:
        return Nature.REVIEWED if value in BOUND and record.kind not in BOUND else Nature.ENDING


class PlaceItem(Item):
    """Within the township it is corrected; into another one the subject moves, with what is supervised of it."""

    def nature_of(self, record: Subject, value: Any) -> Nature:
        return Nature.REVIEWED if value.township_id == record.township_id else Nature.MOVED


class CropsItem(Item):
    """What it grows, in the notation of the office. More of it is a duty more; what is left out a duty less, and so is
    the first of it where that comes under no duty: who has registered nothing counts as bound.
    """

    def label(self, model: Any) -> str:
        return "种养品种"

    def now(self, record: Subject) -> str:
        return crops.written(record.crops.filter(ended_on=None).select_related("product"))

    def wanted(self, value: Any) -> str:
        return crops.written(value)

    def nature_of(self, record: Subject, value: Any) -> Nature:
        if given_up(record, value):
            return Nature.ENDING
        first = bool(value) and not record.crops.filter(ended_on=None).exists()
        return Nature.ENDING if first and is_freed(record, [one.product for one in value]) else Nature.AT_ONCE

    def said(self, model: Any, text: str) -> str:
        return text

    def columns(self, model: Any, text: str) -> Mapping[str, Any]:
        return {}


class StatusItem(Item):
    """停业 and 注销 end its duties; 在营 brings them back. Written by its day, beside the row."""

    def nature_of(self, record: Subject, value: Any) -> Nature:
        return Nature.REVIEWED if value == Status.ACTIVE else Nature.ENDING

    def columns(self, model: Any, text: str) -> Mapping[str, Any]:
        return {}


def why_not_merged(subject: Subject, post: Post | None = None) -> str:
    return "" if subject.merged_into_id is None else "已并入其他监管对象，不再办理信息变更；请在并入的对象上办理。"


def _refuse(subject: Subject, new: Mapping[str, str], by: Post) -> None:
    """Nobody goes on for himself, nor for one whom another goes on for already; who moves is judged by another side.
    Whom a subject goes on for was closed with that: it stays as it is.
    """
    if "predecessor" not in new:
        return
    if subject.predecessor_id is not None and str(subject.predecessor_id) != new["predecessor"]:
        stands = f"承继已生效（原主体：{subject.predecessor}），不能取消，也不能改为另一个。"
        raise RuleViolation(stands, field="predecessor")
    if not new["predecessor"]:
        return
    if "region" in new:
        raise RuleViolation(APART, field="predecessor")
    before = Subject.objects.get(pk=new["predecessor"])
    if before.county_id != subject.county_id:
        raise RuleViolation(f"{before}不在同一个县（市、区），不能承继；请先办理迁移。", field="predecessor")
    if before.merged_into_id is not None:
        raise RuleViolation(f"{before}已并入其他监管对象，请填并入的对象。", field="predecessor")
    if before.pk == subject.pk or subject.pk in line_of(before):
        raise RuleViolation("不能承继自己，或承继自己的后继主体。", field="predecessor")
    heir = before.heirs.live().exclude(pk=subject.pk).first()
    if heir is not None:
        raise RuleViolation(f"{before}已由{heir}（{heir.number}）承继。", field="predecessor")


def _open_matters(subject: Subject, new: Mapping[str, str]) -> str:
    """What is not finished about it; of 承继 about whom it goes on for as well, which it takes over."""
    said = [open_matters_of(subject)]
    if new.get("predecessor"):
        before = Subject.objects.get(pk=new["predecessor"])
        left = open_matters_of(before)
        said.append(f"原主体{before}（{before.number}）：{left}" if left else "")
    return "；".join(filter(None, said))


def _also(subject: Subject, new: Mapping[str, str], change: Change, by: Post) -> None:
    """What is no column of the row: what it grows, its status by the day, and what goes along with it."""
    refuse(why_not_merged(subject))  # merged since the change was told
    told: dict[str, Any] = {"by": by, "since": change.effective_on, "why": change.why}
    if "grown" in new:
        try:
            grown = crops.read(new["grown"])
        except kinds.Unreadable as gone:
            raise RuleViolation(f"产品目录已变动：{gone}", field="grown") from gone
        write_crops(subject, grown, day=change.effective_on)
    if "status" in new:
        change_status(subject, status=new["status"], **told)
    if "region" in new and subject.organisation_id:
        # Its own people enter records of its place.
        Organisation.objects.filter(pk=subject.organisation_id).update(region=subject.region)
    if new.get("predecessor"):
        before = Subject.objects.select_for_update(of=("self",)).get(pk=new["predecessor"])
        _refuse(subject, new, by)
        if before.status != Status.CLOSED:
            change_status(before, status=Status.CLOSED, **(told | {"why": f"由{subject}（{subject.number}）承继"}))


SUBJECT_CHANGES = declare(
    Changes(
        ledger="subjects",
        life=LIFE,
        items=(
            Item("name"),
            KindItem("kind", proof=True),
            Item("industry"),
            Item("leading"),
            Item("area"),
            CropsItem("grown"),
            StatusItem("status"),
            PlaceItem("region"),
            Item("address", Nature.AT_ONCE),
            Item("latitude"),
            Item("longitude"),
            Item("contact", Nature.AT_ONCE),
            Sealed("phone", Nature.AT_ONCE, label="联系电话"),
            Item("credit_code", Nature.CORRECTED),
            Sealed("identity", Nature.CORRECTED, label="身份证号"),
            Item("predecessor", Nature.INHERITED),
        ),
        also=_also,
        refuse=_refuse,
        why_not=why_not_merged,
        open_matters=_open_matters,
    )
)
