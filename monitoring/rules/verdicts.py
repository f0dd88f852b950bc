"""What a laboratory's findings mean: the limit valid on the sampling day, sums by residue definition, bans.

Where no limit is in force there is no verdict: neither a pass nor an invented 0.01 (the worst error found in real
systems of this kind). All amounts are compared in mg/kg.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from supervision.ground.kinds import results

from ..vocabulary import FORBIDDEN_USE, NEVER_FOUND, Found, Unit, Verdict

FACTORS = {Unit.MG_KG: Decimal(1), Unit.UG_KG: Decimal("0.001")}
ZERO, WHOLE = Decimal(0), Decimal(1_000_000)  # of a kilogram there are a million milligrams


def mg_kg(value: Decimal, unit: str) -> Decimal:
    return value * FACTORS[Unit(unit if unit in FACTORS else results.unit_of(unit))]


@dataclass(frozen=True)
class Finding:
    analyte: str
    found: str
    value: Decimal | None = None
    unit: str = Unit.MG_KG
    lod: Decimal | None = None
    loq: Decimal | None = None

    @property
    def amount(self) -> Decimal:
        """mg/kg; what was not detected adds nothing to a sum."""
        return mg_kg(self.value, self.unit) if self.found == Found.VALUE and self.value is not None else ZERO

    @property
    def at_most(self) -> Decimal:
        """mg/kg; what is below its limit of quantification is there, and not more than that."""
        if self.found == Found.BELOW and self.loq is not None:
            return mg_kg(self.loq, self.unit)
        return self.amount

    @property
    def finest(self) -> Decimal:
        return mg_kg(self.lod, self.unit) if self.lod is not None else ZERO


@dataclass(frozen=True)
class Rule:
    """A row of a list that speaks of an analyte in some part of the product tree between two dates."""

    key: int
    analyte: str
    nodes: frozenset[str]
    since: dt.date
    until: dt.date | None = None
    excluding: frozenset[str] = frozenset()
    verified: bool = False  # the row was compared with the original

    def holds(self, on: dt.date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)

    def reaches(self, path: Sequence[str], node: str) -> bool:
        return node in self.nodes and self.excluding.isdisjoint(path)


@dataclass(frozen=True)
class Limit(Rule):
    """`most` in mg/kg; None means that nothing may be detected (不得检出)."""

    most: Decimal | None = None
    text: str = ""

    @property
    def said(self) -> str:
        return self.text if self.verified else f"{self.text}（限量待核对）"


@dataclass(frozen=True)
class Ban(Rule):
    kind: str = ""
    basis: str = ""

    @property
    def said(self) -> str:
        return f"（{self.basis}）" if self.verified else f"（{self.basis}，依据待核对）"

    @property
    def forbids_use(self) -> bool:
        return self.kind in FORBIDDEN_USE

    @property
    def allows_no_trace(self) -> bool:
        return self.kind in NEVER_FOUND


@dataclass(frozen=True)
class Need(Rule):
    """检出限要求: 未检出 says that something is not there only where the method would have seen so little, in mg/kg."""

    most: Decimal = ZERO
    text: str = ""

    @property
    def said(self) -> str:
        return self.text if self.verified else f"{self.text}（待核对）"


@dataclass(frozen=True)
class Book:
    """The lists by analyte, and the sums: whole → {part: factor to express it as the whole}."""

    limits: Mapping[str, Sequence[Limit]] = field(default_factory=dict)
    bans: Mapping[str, Sequence[Ban]] = field(default_factory=dict)
    sums: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, Sequence[Need]] = field(default_factory=dict)  # "": of the items without one of their own

    def need(self, analyte: str, path: Sequence[str], on: dt.date) -> Need | None:
        """The item's own requirement before the general one, the nearest node before all products, the later of two."""
        for code in (analyte, ""):
            rows = [row for row in self.needs.get(code, ()) if row.holds(on)]
            for node in path:
                if fitting := [row for row in rows if row.reaches(path, node)]:
                    return max(fitting, key=lambda row: row.since)
            if everywhere := [row for row in rows if not row.nodes]:
                return max(everywhere, key=lambda row: row.since)
        return None

    def limit(self, analyte: str, path: Sequence[str], on: dt.date) -> Limit | None:
        """The nearest node of the product tree that has a limit in force wins; of two editions the later."""
        rows = [row for row in self.limits.get(analyte, ()) if row.holds(on)]
        for node in path:
            if fitting := [row for row in rows if row.reaches(path, node)]:
                return max(fitting, key=lambda row: row.since)
        return None

    def bans_on(self, analyte: str, path: Sequence[str], on: dt.date) -> list[Ban]:
        return [
            row for row in self.bans.get(analyte, ()) if row.holds(on) and any(row.reaches(path, node) for node in path)
        ]

    def speaks_of(self, analyte: str, path: Sequence[str], on: dt.date) -> bool:
        return self.limit(analyte, path, on) is not None or bool(self.bans_on(analyte, path, on))

    def name(self, analyte: str) -> str:
        return self.names.get(analyte, analyte)


@dataclass(frozen=True)
class Item:
    """The verdict on one line of a report. `banned`: somebody used what nobody may use on this product.

    `suspected`: perhaps somebody did, and the lists cannot say; a person has to judge.
    """

    verdict: str
    why: str = ""
    limit: Limit | None = None
    banned: bool = False
    total: Decimal | None = None
    suspected: bool = False


def judge(findings: Iterable[Finding], *, path: Sequence[str], on: dt.date, book: Book) -> dict[str, Item]:
    """The verdict on every line. `path` leads from the product up its tree; `on` is the sampling day."""
    given = {finding.analyte: finding for finding in findings}
    items: dict[str, Item] = {}
    for whole, factors in _sums(given, path, on, book).items():
        members = {code: given[code] for code in (whole, *factors) if code in given}
        carrier, *others = sorted(members, key=lambda code: code != whole)
        items[carrier] = _one(whole, members, factors, path=path, on=on, book=book)
        for code in others:
            items[code] = (
                Item(Verdict.PART, f"并入{book.name(carrier)}合计判定")
                if _answered(given[code])
                else _silent(given[code])
            )
    for code, finding in given.items():
        if code not in items:
            items[code] = _one(code, {code: finding}, {}, path=path, on=on, book=book)
    return items


def _sums(
    given: Mapping[str, Finding], path: Sequence[str], on: dt.date, book: Book
) -> dict[str, Mapping[str, Decimal]]:
    """The residue sums that apply: one of the parts was looked for, and the lists speak of the whole."""
    return {
        whole: parts
        for whole, parts in book.sums.items()
        if any(part in given for part in parts) and (whole in given or book.speaks_of(whole, path, on))
    }


def _open(whole: str, members: Mapping[str, Finding], factors: Mapping[str, Decimal]) -> list[str]:
    """The parts of a sum that nobody looked for.

    A report that has the substance alone gives the defined residue, metabolites included, under its name: the
    province's list of 73 items is of that kind. One that lists some of the parts beside it has to list them all.
    """
    apart = whole in members and any(part in members for part in factors)
    listed = [part for part, finding in members.items() if not _answered(finding)]
    return listed + [part for part in factors if apart and part not in members]


def _answered(finding: Finding) -> bool:
    return finding.found in (Found.VALUE, Found.NOT_DETECTED, Found.BELOW)


def _silent(finding: Finding) -> Item:
    if finding.found == Found.NOT_TESTED:
        return Item(Verdict.NONE, "未检测")
    return Item(Verdict.PENDING)


def _one(
    code: str,
    members: Mapping[str, Finding],
    factors: Mapping[str, Decimal],
    *,
    path: Sequence[str],
    on: dt.date,
    book: Book,
) -> Item:
    if not any(_answered(finding) for finding in members.values()):
        return _silent(next(iter(members.values())))
    total = sum((finding.amount * factors.get(part, Decimal(1)) for part, finding in members.items()), ZERO)
    seen = any(finding.found == Found.VALUE for finding in members.values())
    traced = not seen and any(finding.found == Found.BELOW for finding in members.values())
    bound = sum((finding.at_most * factors.get(part, Decimal(1)) for part, finding in members.items()), ZERO)
    gaps = [book.name(part) for part in _open(code, members, factors)]
    limit, bans = book.limit(code, path, on), book.bans_on(code, path, on)
    banned = any(ban.forbids_use for ban in bans)
    if limit is not None and limit.most is not None:
        coarse = not seen and max(finding.finest for finding in members.values()) > limit.most
        return _against(limit, limit.most, (total, bound), gaps, coarse=coarse, banned=banned)
    if limit is None and not bans:
        return Item(Verdict.UNDETERMINED, "抽样日没有适用的有效限量，不作判定", total=total)
    basis = limit.said if limit is not None else bans[0].said
    if seen and limit is None and not any(ban.allows_no_trace for ban in bans):
        return _for_a_person(basis, total)
    if traced:
        return Item(Verdict.UNDETERMINED, f"检出但低于定量限，{basis}，须人工判定", limit, total=total, suspected=True)
    rule = basis if limit is not None else f"不得检出{basis}"  # such a limit says so itself
    if seen:
        return Item(Verdict.FAIL, rule, limit, banned, total)
    if gaps:
        return Item(Verdict.UNDETERMINED, f"{'、'.join(gaps)}未检测，合计不完整", limit, total=total)
    return _unseen(rule, limit, total, list(members.values()), book.need(code, path, on))


def _unseen(rule: str, limit: Limit | None, total: Decimal, lines: Sequence[Finding], need: Need | None) -> Item:
    """What must not be there at all, and was not seen: it passes only where the method would have seen so little."""
    if need is None:
        why = f"未检出，符合{rule}；没有登记检出限要求，按报告的检出限判定（默认·待核对）"
        return Item(Verdict.PASS, why, limit, total=total)
    coarsest = max(lines, key=lambda line: line.finest)
    if coarsest.finest > need.most and coarsest.lod is not None:
        seen = f"检出限 {coarsest.lod.normalize():f} {coarsest.unit} 高于要求的 {need.said}"
        return Item(Verdict.UNDETERMINED, f"{seen}，未检出不能作判定", limit, total=total)
    return Item(Verdict.PASS, f"未检出（检出限符合要求的 {need.said}），符合{rule}", limit, total=total)


def _for_a_person(basis: str, total: Decimal) -> Item:
    """A banned pesticide was found, and our list has no limit for it there on that day. That is a gap in the list
    (the standard may well have one), so neither a pass nor a failure follows."""
    why = f"检出禁限用农药{basis}，限量表没有抽样日适用的限量，须人工判定"
    return Item(Verdict.UNDETERMINED, why, total=total, suspected=True)


def _against(
    limit: Limit, most: Decimal, amounts: tuple[Decimal, Decimal], gaps: list[str], *, coarse: bool, banned: bool
) -> Item:
    """`amounts`: what was measured, and what it is at most with all that lies below its limit of quantification."""
    total, bound = amounts
    if total > most:
        return Item(Verdict.FAIL, f"超过限量{limit.said}", limit, banned, total)
    if gaps:
        return Item(Verdict.UNDETERMINED, f"{'、'.join(gaps)}未检测，合计不完整", limit, total=total)
    if bound > most:
        return Item(Verdict.UNDETERMINED, f"低于定量限，不能确定是否超过限量{limit.said}", limit, total=total)
    if coarse:
        return Item(Verdict.UNDETERMINED, f"方法检出限高于限量{limit.said}", limit, total=total)
    return Item(Verdict.PASS, f"未超过限量{limit.said}", limit, total=total)


def of_sample(verdicts: Iterable[str], *, suspected: bool = False) -> str:
    """Any failing item fails the sample; a sample without one judged item is not judged, nor one that waits for a
    person's judgement (`suspected`)."""
    given = set(verdicts)
    for verdict in (Verdict.FAIL, Verdict.PENDING):
        if verdict in given:
            return verdict
    return Verdict.PASS if Verdict.PASS in given and not suspected else Verdict.UNDETERMINED


def entry_fault(finding: Finding) -> str:
    """What is wrong with a line as a laboratory typed it."""
    if finding.found == Found.VALUE:
        if finding.value is None:
            return "请填写检出值。"
        if finding.value <= 0:
            return "检出值应大于0；没有检出请填“未检出”。"
        if finding.amount > WHOLE:
            return "检出值超过 1,000,000 mg/kg，比样品本身还重，请核对数值和单位。"
    elif finding.value is not None:
        return "未检出或未检测的项目不填检出值。"
    if finding.found == Found.NOT_DETECTED and (finding.lod is None or finding.lod <= 0):
        return "未检出须填写方法检出限。"
    if finding.found == Found.BELOW and (finding.loq is None or finding.loq <= 0):
        return "低于定量限须填写定量限。"
    if finding.finest > WHOLE:
        return "检出限超过 1,000,000 mg/kg，请核对数值和单位。"
    return ""
