"""Taking facts up into the credit files. Each fact becomes at most one entry, however often it is delivered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef

from supervision.ground import clock, history, records
from supervision.ground.facts import Fact
from supervision.ground.people import Post
from supervision.ground.subjects import Subject

from .. import rules
from ..models import CreditEntry, EntryRule, RuleSet
from ..vocabulary import Family
from .files import open_files
from .ratings import recompute

BLOCK = 5000
IN_FORCE = records.State.ACCEPTED  # what follows from a fact has been decided on where the fact was told


def take_up(facts: Iterable[Fact], *, by: Post, on: dt.date | None = None) -> Sequence[CreditEntry]:
    """Enter facts into the files of their subjects and rate these again; counter-facts take back.

    Facts without a subject, without a rule on their day, about a subject whose credit is not kept or a duty that it
    does not have, enter nothing.
    """
    new = _new(list(facts))
    with history.acting(by, "登记信用记录"):
        entries = _entries([fact for fact in new if not fact.is_counter])
        records.create_many(entries, by=by, state=IN_FORCE, verb="登记信用记录")
        counters = _counters([fact for fact in new if fact.is_counter])
        records.create_many(counters, by=by, state=IN_FORCE, verb="撤回信用记录")
        subjects = {entry.subject_id: entry.subject for entry in [*entries, *counters]}
        open_files([*subjects.values(), *_roots(subjects.values())], by=by, on=on)
        told = {fact.subject_id for fact in new if fact.subject_id is not None}  # one may link two lines to one event
        recompute({*subjects, *told}, by=by, on=on)
    return [*entries, *counters]


def _roots(subjects: Iterable[Subject]) -> Iterable[Subject]:
    """What some of these were merged into: what is told of a double afterwards counts there."""
    keys = {subject.merged_into_id for subject in subjects if subject.merged_into_id is not None}
    return Subject.objects.filter(pk__in=keys) if keys else ()


def catch_up(*, by: Post, until: dt.date | None = None) -> int:
    """Take up every waiting fact up to a day, set-based: after an import or a new rule; how many entries."""
    known = CreditEntry.objects.filter(fact=OuterRef("pk"))
    kinds = EntryRule.objects.values("fact_kind")
    waiting = Fact.objects.filter(~Exists(known), kind__in=kinds, subject__isnull=False, on__lte=until or clock.today())
    ids = list(waiting.order_by("id").values_list("id", flat=True))
    taken = 0
    for start in range(0, len(ids), BLOCK):
        block = Fact.objects.filter(pk__in=ids[start : start + BLOCK]).order_by("id")
        taken += len(take_up(block, by=by))
    return taken


def take_back(entry: CreditEntry, *, by: Post, why: str) -> CreditEntry:
    """Append the counter-entry of one entry and rate its subject again."""
    with history.acting(by, "撤回信用记录", why=why):
        counter = _counter(entry, None, why)
        records.create_many([counter], by=by, state=IN_FORCE, verb="撤回信用记录")
        recompute([entry.subject_id], by=by)
    return counter


def _new(facts: list[Fact]) -> list[Fact]:
    """Facts with a subject that are not in a file yet."""
    known = set(CreditEntry.objects.filter(fact__in=[fact.pk for fact in facts]).values_list("fact_id", flat=True))
    return [fact for fact in facts if fact.subject_id is not None and fact.pk not in known]


def _entries(facts: list[Fact]) -> list[CreditEntry]:
    if not facts:
        return []
    books = _books()
    wanted = Subject.objects.filter(pk__in={fact.subject_id for fact in facts}).select_related("region__township")
    subjects = {subject.pk: subject for subject in wanted}
    found = (_entry(fact, subjects[fact.subject_id], _book_on(books, fact.on)) for fact in facts if fact.subject_id)
    return [entry for entry in found if entry is not None]


Book = tuple[RuleSet, list[rules.Rule], dict[str, EntryRule]]


def _books() -> list[Book]:
    """Every version of the rules: the one in force on the day of a fact weighs it."""
    rows = defaultdict(list)
    for row in EntryRule.objects.all():
        rows[row.ruleset_id].append(row)
    return [
        (ruleset, [row.rule for row in rows[ruleset.pk]], {row.code: row for row in rows[ruleset.pk]})
        for ruleset in RuleSet.objects.order_by("-valid_from")
    ]


def _book_on(books: list[Book], day: dt.date) -> Book | None:
    for book in books:
        if book[0].valid_from <= day and (book[0].valid_to is None or day <= book[0].valid_to):
            return book
    return None


def _entry(fact: Fact, subject: Subject, book: Book | None) -> CreditEntry | None:
    if book is None:
        return None
    ruleset, known, rows = book
    rule = rules.rule_for(known, fact.kind, fact.severity, fact.aspect)
    if rule is None or not rules.applies(rule, subject.kind):
        return None
    row = rows[rule.code]
    return CreditEntry(
        subject=subject,
        region=subject.region,
        held_on=fact.on,
        fact=fact,
        rule=rule.code,
        name=row.name,
        family=row.family,
        points=rule.points,
        direct_grade=rule.direct,
        cap=rule.cap,
        months=rule.months,
        ruleset=ruleset,
        reason=fact.summary,
    )


def _counters(facts: list[Fact]) -> list[CreditEntry]:
    """Counter-entries for what the retracted facts had entered; what an objection took back stays as it is."""
    rows = CreditEntry.objects.standing().filter(fact__in=[fact.retracts_id for fact in facts])
    standing = {row.fact_id: row for row in rows.select_related("subject", "region__township")}
    return [_counter(standing[fact.retracts_id], fact, fact.summary) for fact in facts if fact.retracts_id in standing]


def _counter(entry: CreditEntry, fact: Fact | None, why: str) -> CreditEntry:
    return CreditEntry(
        subject=entry.subject,
        region=entry.region,
        held_on=entry.held_on,
        fact=fact,
        rule=entry.rule,
        name=f"撤回：{entry.name}"[:60],
        family=Family.CORRECTION,
        points=-entry.points,
        ruleset_id=entry.ruleset_id,
        reason=why[:300],
        takes_back=entry,
    )
