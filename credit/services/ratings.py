"""Rating: the entries of a subject become points and a grade, and the grade is written down to the subject."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import prefetch_related_objects

from supervision.ground import clock, facts, history
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, system_post
from supervision.ground.records import insert_many
from supervision.ground.subjects import Subject, roots, set_credit_grades
from supervision.patrols.vocabulary.happenings import RISK

from .. import rules
from ..models import CreditEntry, CreditFile, CreditRating, RuleSet
from ..vocabulary import GRADED, Origin


def recompute(
    subject_ids: Iterable[int],
    *,
    by: Post,
    on: dt.date | None = None,
    origin: str = Origin.RULES,
    reason: str = "",
) -> list[CreditRating]:
    """Rate the files of these subjects by the rules in force on the day; the changes of grade, if any."""
    day = on or clock.today()
    ids = set(subject_ids)
    ids |= set(roots.of_each(ids).values())  # an entry of a merged one is weighed where both are rated
    with history.acting(by, "评定信用等级", why=reason):
        ruleset = rules_in_force(day)
        files = list(CreditFile.objects.live().filter(subject_id__in=ids).select_for_update().order_by("id"))
        entries = entries_of([file.subject_id for file in files])
        verdicts = {file.pk: rules.rate(entries[file.subject_id], ruleset.scale, day) for file in files}
        changes = [_rating(file, verdicts[file.pk], ruleset, day, by, origin, reason) for file in files]
        changes = [change for change in changes if change.from_grade != change.to_grade]
        _write_down(files, verdicts, ruleset, day)
        _announce(insert_many(changes), by, day)
    return changes


def explain(file: CreditFile, day: dt.date | None = None) -> rules.Verdict:
    """Why the file has this grade: what each entry does to it by the rules it was rated by."""
    day = day or file.rated_on or clock.today()
    ruleset = file.ruleset or rules_in_force(day)
    return rules.rate(entries_of([file.subject_id])[file.subject_id], ruleset.scale, day)


def rules_in_force(day: dt.date) -> RuleSet:
    ruleset = RuleSet.objects.in_force(day).order_by("-valid_from").first()
    if ruleset is None:
        raise RuleViolation(f"没有 {day:%Y-%m-%d} 有效的信用评价规则，请系统管理员补录。")
    return ruleset


def entries_of(subject_ids: Sequence[int]) -> dict[int, list[rules.Entry]]:
    """Everything in the files of these subjects, as the rules want it; of a root also what was merged into it."""
    asked = set(subject_ids)
    found: dict[int, list[rules.Entry]] = defaultdict(list)
    family = Subject.objects.family(*asked).values("pk")
    rows = list(
        CreditEntry.objects.filter(subject__in=family, takes_back=None).values_list(
            "subject_id", "subject__merged_into", "id", "held_on", "rule", "points", "direct_grade", "cap", "months",
            "counter", "fact__source_label", "fact__source_id", "fact__aspect",
        )
    )  # fmt: skip
    events = facts.events({(row[-3], row[-2]) for row in rows if row[-3]})
    for subject, root, key, on, rule, points, direct, cap, months, counter, label, source, aspect in rows:
        event = "{}:{}".format(*events[label, source]) if label else ""
        entry = rules.Entry(key, on, rule, points, direct, cap, months, counter is not None, event, aspect in RISK)
        for one in asked & {subject, subject if root is None else root}:
            found[one].append(entry)
    return found


def _rating(
    file: CreditFile, verdict: rules.Verdict, ruleset: RuleSet, day: dt.date, by: Post, origin: str, reason: str
) -> CreditRating:
    return CreditRating(
        file=file,
        on=day,
        from_grade=file.grade if file.rated_on else "",
        to_grade=file.held or verdict.grade,
        points=verdict.points,
        origin=origin,
        reason=reason,
        ruleset=ruleset,
        entries=verdict.behind,
        by=by,
        at=clock.now(),
    )


def _write_down(
    files: Sequence[CreditFile], verdicts: dict[int, rules.Verdict], ruleset: RuleSet, day: dt.date
) -> None:
    """One statement for each outcome that occurs: there are few of them, however many files."""
    outcomes: dict[tuple[int, str, bool], list[CreditFile]] = defaultdict(list)
    for file in files:
        verdict = verdicts[file.pk]
        outcomes[verdict.points, file.held or verdict.grade, verdict.direct].append(file)
    for (points, grade, direct), same in outcomes.items():
        rows = CreditFile.objects.filter(pk__in=[file.pk for file in same])
        rows.update(points=points, grade=grade, direct=direct, rated_on=day, ruleset=ruleset)


def _announce(changes: Sequence[CreditRating], by: Post, day: dt.date) -> None:
    """The grade goes down to the subject; a change (not the first grade) is told to everybody as a fact."""
    grades: dict[str, list[int]] = defaultdict(list)
    for change in changes:
        grades[change.to_grade].append(change.file.subject_id)
    set_credit_grades(grades, by=system_post(), since=day)
    told = [change for change in changes if change.from_grade]
    prefetch_related_objects([change.file for change in told], "subject", "region__township")
    facts.record_many(
        [
            {
                "kind": GRADED,
                "on": day,
                "source": change,
                "region": change.file.region,
                "subject": change.file.subject,
                "severity": facts.Severity.SERIOUS if change.to_grade == "D" else facts.Severity.NORMAL,
                "summary": f"信用等级由{change.from_grade}级变为{change.to_grade}级（{change.points}分）",
            }
            for change in told
        ],
        by=by,
    )
