"""Telling a change, taking it over, and putting it in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Max

from supervision.ground import clock, files, history, records
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.life import Life
from supervision.ground.people import Post, not_allowed, require
from supervision.ground.records import COUNTED, State

from . import rules
from .declaring import Changes, of
from .items import LONGEST_SAID, LONGEST_TOLD, NOTHING, Item
from .models import Change, ChangeItem
from .vocabulary import FACTS, Nature

ADD = "supervision.add_change"
LOOK = "supervision.look_change"
OWN_SIDE = ("edit", "submit", "void", "takeback")
Proof = Sequence[tuple[str, Sequence[Any]]]  # what was uploaded, by purpose
Told = tuple[Item, Any]  # an item with the value that it shall have


class ChangeLife(Life[Change]):
    """One change: told with its proof, taken over by another person, on the side that takes the row over."""

    model = Change
    made = drafted = "申请信息变更"
    submitted = "重新提交"
    accepted = "审核通过，变更生效"

    def why_not(self, verb: str, change: Change, post: Post) -> str:
        refused = super().why_not(verb, change, post)
        if not refused and verb in OWN_SIDE and not _of_own_side(change, post):
            return "这是外地申请迁入的变更，由申请方修改或作废；不同意的，请退回。"
        return refused

    def decider(self, change: Change, post: Post) -> str:
        """A row goes over to another place when that place takes it."""
        if change.to_region_id is None or post.is_citywide:
            return ""
        to = (change.to_region_id, change.to_township_id, change.to_county_id, change.to_zone_id)
        return "" if post.region.pk in to else "迁往外地的变更由迁入地审核。"

    def check(self, change: Change, by: Post, *, complete: bool) -> None:
        refuse(rules.why_not_day(change.nature, change.effective_on, _told_on(change)), "effective_on")
        if complete and change.pk is not None:  # told again after it had been returned
            asks = any(of(change.register).item(item.field).proof for item in change.items.all())
            refuse(rules.why_not_unproven(change.nature, asks, files.of(change).count()), "photos")

    def accept(self, record: Change, *, by: Post) -> Change:
        """Taken over one by one, also where many were picked: each stands or falls by what its row is now."""
        with history.acting(by, f"信息变更生效：{record.what}", record.why):
            return super().accept(record, by=by)

    def tells(self, change: Change) -> Iterator[dict[str, Any]]:
        """Of a subject that has gone to another place, or goes on for another: credit and the file of it follow."""
        if change.applied_at is not None and change.subject_id is not None and change.nature in FACTS:
            where = {"region": change.to_region} if change.to_region_id else {}
            told = {"kind": FACTS[Nature(change.nature)], "on": change.effective_on, "source": change}
            yield told | where | {"subject": change.subject, "summary": change.told.replace("\n", "")[:300]}

    def follows(self, rows: Sequence[Change], by: Post, why: str) -> None:
        for change in rows:
            if change.state == State.ACCEPTED and change.applied_at is None:
                _put_in_force(change, by)


LIFE = ChangeLife()


def why_not_alter(changes: Changes, record: Any, post: Post) -> str:
    """The sentence why this post may not tell a change of the row now, or nothing."""
    if (
        refused := not_allowed(post, records.perm(record, "alter"))
        or not_allowed(post, ADD)
        or changes.why_not(record, post)
    ):
        return refused
    if record.state not in COUNTED:
        return f"{record.get_state_display()}的{record._meta.verbose_name}不办信息变更，请用“修改”。"
    return ""


def alter(
    changes: Changes, record: Any, *, by: Post, why: str, effective_on: dt.date, proof: Proof = (), **values: Any
) -> list[Change]:
    """Tell what shall be otherwise. Of all that was typed only what differs becomes a change: what takes effect at
    once one, and what waits for another person one.
    """
    require(by, records.perm(record, "alter"))
    require(by, ADD)
    refuse(why_not_alter(changes, record, by))
    why = records.reason(why, "请写明变更原因。")
    told = [
        (item, values[item.name])
        for item in changes.items
        if item.name in values and item.differs(record, values[item.name])
    ]
    if not told:
        raise RuleViolation("没有要变更的内容：填写的与现在登记的相同。")
    changes.refuse(record, _kept(told), by)
    other, _columns = changes.would_be(record, _kept(told), by)
    _refuse_unproven(record, told, proof)
    _refuse_told_before(changes, record, told)
    natures = [item.nature_of(record, value) for item, value in told]
    at_once = [pair for pair, nature in zip(told, natures, strict=True) if nature == Nature.AT_ONCE]
    waiting = [pair for pair, nature in zip(told, natures, strict=True) if nature != Nature.AT_ONCE]
    said = "、".join(item.label(changes.model) for item, _value in told)
    with history.acting(by, f"申请变更：{said}"[:100], why):
        made = []
        for group in (at_once, waiting):
            if group:
                region = other.region if group is waiting else record.region
                made.append(_told(changes, record, group, region, by=by, why=why, effective_on=effective_on))
        with history.acting(by, f"申请变更：{said}", on=[record]):
            for purpose, uploads in proof:
                files.attach(uploads, to=made[-1], by=by, purpose=purpose)
            if at_once:
                records.move(made[0], State.ACCEPTED, by=by, verb="即时生效")
                _put_in_force(made[0], by)
    return made


def look(change: Change, *, by: Post) -> Change:
    """市级查看: the city has read a change by which a duty ended."""
    require(by, LOOK)
    refuse(why_not_look(change, by))
    return records.touch(change, by=by, verb="市级已查看", read_by=by, read_at=clock.now())


def why_not_look(change: Change, post: Post) -> str:
    if refused := not_allowed(post, LOOK):
        return refused
    if not change.ends_duty or change.state not in COUNTED:
        return "只有减少义务的变更由市级查看。"
    return "市级已经查看过。" if change.read_at is not None else ""


def _told_on(change: Change) -> dt.date:
    """The day that its effective day is judged by: of one that was returned the day it was first handed in, of one that
    was taken back since then, or is new, today.
    """
    if change.state != State.RETURNED:
        return clock.today()
    kept: Any = change
    drafted = kept.events.filter(state=State.DRAFT).aggregate(last=Max("pgh_id"))["last"] or 0
    rows = kept.events.filter(pgh_id__gt=drafted).exclude(submitted_at=None).order_by("pgh_id")
    first = rows.values_list("submitted_at", flat=True).first() or change.submitted_at
    return clock.day_of(first) if first else clock.today()


def _kept(told: Sequence[Told]) -> dict[str, str]:
    return {item.name: item.kept(value) for item, value in told}


def _refuse_unproven(record: Any, told: Sequence[Told], proof: Proof) -> None:
    nature = rules.gravest(item.nature_of(record, value) for item, value in told)
    given = sum(len(uploads) for _purpose, uploads in proof)
    refuse(rules.why_not_unproven(nature, any(item.proof for item, _value in told), given), "proof")


def _refuse_told_before(changes: Changes, record: Any, told: Sequence[Told]) -> None:
    """One change of a field at a time: two that wait would each be told on a value that the other takes away. What
    waits where the row was before cannot take effect any more, and holds nobody up.
    """
    waiting = Change.objects.waiting().of(record, changes.ledger)
    waiting = waiting.filter(county=record.county_id, township=record.township_id)
    names = {item.name: item for item, _value in told}
    for found in ChangeItem.objects.filter(change__in=waiting, field__in=names).select_related("change"):
        raise RuleViolation(f"{found.label}已有待审核的变更（{found.change.number}），请先办结。", field=found.field)


def _told(
    changes: Changes, record: Any, told: Sequence[Told], region: Any, *, by: Post, why: str, effective_on: dt.date
) -> Change:
    natures = [item.nature_of(record, value) for item, value in told]
    nature = rules.gravest(natures)
    lines = [_line(changes, record, item, value) for item, value in told]
    moved = _places(region) if Nature.MOVED in natures else {}
    less = rules.ends_duty(natures)
    row = Change(
        register=changes.ledger,
        record=record.pk,
        name=str(record)[:120],
        subject=record if changes.ledger == "subjects" else getattr(record, "subject", None),
        region=record.region,
        nature=nature,
        ends_duty=less,
        what="、".join(line.label for line in lines)[:200],
        told="；\n".join(map(str, lines))[:LONGEST_TOLD],
        effective_on=effective_on,
        why=why,
        open_matters=changes.open_matters(record, _kept(told))[:500] if less else "",
        **moved,
    )
    change = LIFE.enter(row, by=by)  # whose it is was asked of the row: its subject may have moved, or been merged
    for line in lines:
        line.change = change
    ChangeItem.objects.bulk_create(lines)
    return change


def _line(changes: Changes, record: Any, item: Item, value: Any) -> ChangeItem:
    return ChangeItem(
        field=item.name,
        label=item.label(changes.model),
        old=item.now(record),
        new=item.kept(value),
        old_said=item.said_now(record)[:LONGEST_SAID],
        new_said=item.said_new(record, value)[:LONGEST_SAID],
    )


def _places(region: Any) -> dict[str, Any]:
    township = region.township
    return {
        "to_region": region,
        "to_township_id": region.township_id,
        "to_county_id": region.county_id,
        "to_zone_id": township.managed_by_id if township else None,
    }


def _put_in_force(change: Change, by: Post) -> None:
    """On the values that stood when the change was told, or not at all."""
    changes = of(change.register)
    rows: Any = changes.model._default_manager
    record = rows.select_for_update(of=("self",)).get(pk=change.record)
    if record.state not in COUNTED:
        raise RuleViolation(f"{record}现在是{record.get_state_display()}，变更不能生效。")
    if (record.county_id, record.township_id) != (change.county_id, change.township_id):
        raise RuleViolation(f"{record}申请后已迁到{record.region.full_name}，不能按原申请生效，请由现所在地重新申请。")
    lines = list(change.items.all())
    for line in lines:
        item = changes.item(line.field)
        if item.now(record) != line.old:
            was, now = line.old_said or NOTHING, item.said_now(record) or NOTHING
            again = "不能按原申请生效，请退回后重新申请。"
            raise RuleViolation(f"{line.label}现为“{now}”，与申请时的“{was}”不同，{again}")
    new = {line.field: line.new for line in lines}
    changes.refuse(record, new, by)
    _other, columns = changes.would_be(record, new, by)
    with history.acting(by, f"信息变更生效：{change.what}", change.why, on=[record]):
        records.amend(record, by=by, verb="信息变更", why=change.why, **columns)
        changes.also(record, new, change, by)
        records.touch(change, by=by, verb="变更生效", applied_at=clock.now())


def _of_own_side(change: Change, post: Post) -> bool:
    if change.to_region_id is None or post.is_citywide:
        return True
    return post.region.pk in (change.region_id, change.township_id, change.county_id, change.managing_zone_id)
