"""The register of supervised subjects: entered, corrected, in business or not. Its noun lies in the ground."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from supervision.ground import clock, history, kinds, records, texts
from supervision.ground.entry import refuse_future
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.life import Life
from supervision.ground.people import Post, not_allowed, require
from supervision.ground.records import COUNTED, State
from supervision.ground.regions import Region
from supervision.ground.subjects import (
    Product,
    Status,
    Subject,
    SubjectBase,
    SubjectCrop,
    SubjectStatus,
    apart,
    crops,
    known,
    may_be_one,
    personal,
    pinyin_key,
    refuse_known,
    traits_of,
)

OPTIONAL = ("credit_code", "contact", "address", "leading")
KNOWN_IDENTITY = "该身份证号已在名录中。"
GIVEN = ("latitude", "longitude", "organisation", "made_by", "made_at", "accepted_at")


class SubjectLife(Life[Subject]):
    """A subject of the register. What is typed of a person, phone and identity number, is sealed before it is kept."""

    model = Subject
    made = drafted = "登记监管对象"
    many = "批量登记监管对象"

    def fill(self, rows: Sequence[Subject], by: Post) -> None:
        for subject in rows:
            subject.registered_on = subject.registered_on or clock.today()
            subject.pinyin = pinyin_key(subject.name, subject.kind)

    def check(self, subject: Subject, by: Post, *, complete: bool) -> None:
        for _at, wrong in self.refused([subject], by, complete=complete):
            raise wrong

    def refused(self, rows: Sequence[Subject], by: Post, *, complete: bool) -> Iterator[tuple[int, RuleViolation]]:
        known = _known_identities(rows)
        for at, subject in enumerate(rows):
            try:
                refuse_future(subject.registered_on, "registered_on", "日期")
                refuse(KNOWN_IDENTITY if subject.identity_digest in known else "", "identity")
            except RuleViolation as wrong:
                yield at, wrong

    def why_not(self, verb: str, subject: Subject, post: Post) -> str:
        """Two entries that are one leave the register together, or are taken apart first."""
        refused = super().why_not(verb, subject, post)
        if refused or verb not in ("return", "void"):
            return refused
        if subject.merged_into_id is not None:
            return "已并入其他监管对象，请先撤销合并。"
        return "有其他登记已并入本对象，请先撤销合并。" if subject.merged.all() else ""

    def create(
        self,
        *,
        by: Post,
        submit: bool = True,
        phone: str | None = None,
        identity: str | None = None,
        others: Collection[int] = (),
        grown: Sequence[crops.Grown] = (),
        **fields: Any,
    ) -> Subject:
        """Enter a subject into the register, with what it grows; the county takes it over later.

        One that may be in the register already is asked about; `others` are those it was said not to be.
        """
        fields |= personal(phone=phone, identity=identity)
        asked = refuse_known(Subject(**fields), but=others)
        with history.acting(by, self.made):
            made = super().create(by=by, submit=submit, **fields)
            write_crops(made, grown)
            apart.said([(made.pk, other) for other in asked], by=by)
        return made

    def create_many(
        self,
        rows: Iterable[Subject | Mapping[str, Any]],
        *,
        by: Post,
        state: State = State.SUBMITTED,
        verb: str = "",
        batch: Any = None,
    ) -> list[Subject]:
        """Enter checked rows of an import; a second person takes them over on the page of the import.

        A row may bring its `crops`: (product, first month, last month, area); or says them in writing as `grown`.
        """
        products = crops.dictionary()
        given: list[Mapping[str, Any]] = [{"subject": row} if isinstance(row, Subject) else row for row in rows]
        made = [row["subject"] if "subject" in row else of_row(row) for row in given]
        self.fill(made, by)
        self.demand_many(made, by, complete=state != State.DRAFT)
        with history.acting(by, verb or self.many):
            self.enter_many(made, by=by, state=state, verb=verb)
            if batch is not None:
                apart.said(_asked_of(made), by=by)
            records.insert_many(
                [crop for subject, row in zip(made, given, strict=True) for crop in _crops(subject, row, products)]
            )
        return made

    def edit(
        self,
        subject: Subject,
        /,
        *,
        by: Post,
        version: int,
        phone: str | None = None,
        identity: str | None = None,
        others: Collection[int] = (),
        grown: Sequence[crops.Grown] | None = None,
        **fields: Any,
    ) -> Subject:
        """Correct a draft or returned entry, under the rules of a new one; what is left empty of a person stays.

        `grown` is all of what it grows; None leaves that alone.
        """
        fields |= personal(phone=phone or None, identity=identity or None)
        asked = refuse_known(changed(subject, fields), but=others)
        with history.acting(by, "修改"):
            subject = super().edit(subject, by=by, version=version, **fields)
            apart.said([(subject.pk, other) for other in asked], by=by)
            if grown is not None:
                write_crops(subject, grown)
        return subject


def changed(subject: Subject, fields: Mapping[str, Any]) -> Subject:
    """A copy with other values."""
    other = copy.copy(subject)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


LIFE = SubjectLife()
register_subject, register_subjects, correct_subject = LIFE.create, LIFE.create_many, LIFE.edit


def change_status(subject: Subject, *, by: Post, status: str, since: dt.date, why: str) -> Subject:
    """Suspend, close or reactivate, with the day and the reason: the register is kept alive, not rewritten. Who may,
    and who has to look first, is asked of the change that this follows from (`subject_changes`).

    A second change of the same day corrects the first; one entered late takes its place among the others. The entry
    itself is not asked again: an old one that would not pass today can be closed all the same.
    """
    if subject.state not in COUNTED:
        raise RuleViolation(f"{subject.get_state_display()}的监管对象不能变更经营状态。")
    why = records.reason(why, "请写明变更经营状态的原因。")
    if status not in Status.values:
        raise RuleViolation("经营状态不在可选范围内。", field="status")
    refuse_future(since, "since", "日期")
    if since.year < kinds.dates.EARLIEST:
        raise RuleViolation(kinds.dates.TOO_EARLY, field="since")
    verb = f"经营状态变更为{Status(status).label}"
    with history.acting(by, verb, why):
        told = {"status": status, "why": why, "by": by}
        SubjectStatus.objects.update_or_create(subject=subject, since=since, defaults=told)
        last = subject.statuses.order_by("-since")[0]
        now = {"status": last.status, "status_since": last.since, "status_why": last.why}
        return records.amend(subject, by=by, verb=verb, why=why, **now)


def given_up(subject: Subject, grown: Sequence[crops.Grown]) -> list[str]:
    """The names of what it grows now and would no longer."""
    kept = {one.product.pk for one in grown}
    rows = subject.crops.filter(ended_on=None).exclude(product__in=kept).order_by("product")
    return list(rows.values_list("product__name", flat=True))


def write_crops(subject: Subject, grown: Sequence[crops.Grown], *, day: dt.date | None = None) -> None:
    """Make the register's rows what is `grown`; unchanged rows are left alone, what is left out ended on `day`."""
    rows = {row.product_id: row for row in subject.crops.all()}
    told = {one.product.pk: {"first_month": one.first, "last_month": one.last, "area": one.area} for one in grown}
    new, now = [], []
    for product, fields in told.items():
        row = rows.pop(product, None)
        if row is None:
            new.append(SubjectCrop(subject=subject, product_id=product, **fields))
        elif row.ended_on or any(getattr(row, name) != value for name, value in fields.items()):
            now.append(_with(row, ended_on=None, **fields))
    now += [_with(row, ended_on=day or clock.today()) for row in rows.values() if row.ended_on is None]
    SubjectCrop.objects.bulk_create(new)
    SubjectCrop.objects.bulk_update(now, ["first_month", "last_month", "area", "ended_on"])


def _with(row: SubjectCrop, **fields: Any) -> SubjectCrop:
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def why_not_base(subject: Subject, post: Post) -> str:
    if refused := not_allowed(post, "supervision.change_subject"):
        return refused
    return "" if subject.state in COUNTED else f"{subject.get_state_display()}的监管对象不能登记基地。"


def keep_base(
    subject: Subject,
    *,
    by: Post,
    region: Region,
    name: str,
    area: Decimal | None = None,
    ended_on: dt.date | None = None,
) -> Subject:
    """Enter a further place of production, here or in another county; named again it is corrected or ended."""
    require(by, "supervision.change_subject")
    refuse(why_not_base(subject, by))
    refuse_future(ended_on, "ended_on", "停用日期")
    name = _as_named_before(subject, region, texts.read(name, "name"))
    verb = f"停用基地：{name}" if ended_on else f"登记基地：{name}"
    with history.acting(by, verb, on=[subject]):
        told = {"area": area, "ended_on": ended_on, "by": by}
        SubjectBase.objects.update_or_create(subject=subject, region=region, name=name, defaults=told)
        return records.amend(subject, by=by, verb=verb)


def _as_named_before(subject: Subject, region: Region, name: str) -> str:
    """A base whose name reads the same is the same base."""
    known = subject.bases.filter(region=region).values_list("name", flat=True)
    return next((one for one in known if kinds.fold(one) == kinds.fold(name)), name)


def _asked_of(made: Sequence[Subject]) -> Iterator[tuple[int, int]]:
    """Of rows of a workbook those that were asked about: a person has said that they are to come in all the same."""
    there = known({subject.region.county_id for subject in made})
    for subject in made:
        own = traits_of(subject)
        for one in there.near(own):
            if one.pk is not None and one.pk != subject.pk and may_be_one(own, one):
                yield subject.pk, one.pk


def _known_identities(subjects: Sequence[Subject]) -> set[str]:
    """The digests among these that another entry of the register has."""
    digests = {subject.identity_digest for subject in subjects} - {""}
    if not digests:
        return set()
    own = {subject.pk for subject in subjects if subject.pk}
    others = Subject.objects.live().filter(identity_digest__in=digests).exclude(pk__in=own)
    return set(others.values_list("identity_digest", flat=True))


def of_row(row: Mapping[str, Any]) -> Subject:
    """The subject that a row of a workbook would become."""
    return Subject(
        name=row["name"],
        kind=row["kind"],
        industry=row["industry"],
        region=row["region"],
        area=row.get("area"),
        registered_on=row.get("registered_on") or clock.today(),
        **{name: row.get(name) or "" for name in OPTIONAL},
        **{name: row[name] for name in GIVEN if name in row},
        **personal(phone=row.get("phone") or "", identity=row.get("identity") or ""),
    )


def _crops(subject: Subject, row: Mapping[str, Any], known: Mapping[str, list[Product]]) -> list[SubjectCrop]:
    return [
        SubjectCrop(subject=subject, product=product, first_month=first, last_month=last, area=area)
        for product, first, last, area in row.get("crops") or crops.read(row.get("grown") or "", known)
    ]
