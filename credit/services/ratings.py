"""Rating: the entries of a subject become points and a grade, and the grade is written down to the subject."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Max, prefetch_related_objects
from django.utils import timezone

from supervision.ground import clock, facts, history
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, system_post
from supervision.ground.records import insert_many
from supervision.ground.subjects import heirs_of, lines_of, set_credit_grades
from supervision.patrols.vocabulary.happenings import RISK

from .. import rules
from ..models import CreditEntry, CreditFile, CreditOverride, CreditRating, RuleSet
from ..vocabulary import GRADED, Origin


def recompute(
    subject_ids: Iterable[int],
    *,
    by: Post,
    on: dt.date | None = None,
    origin: str = Origin.RULES,
    reason: str = "",
) -> list[CreditRating]:
    """Rate the files of these subjects, and of those in whose line they are, by the rules in force on the day; the
    changes of grade, if any.
    """
    day = on or clock.today()
    ids = set(subject_ids)
    ids |= heirs_of(ids)
    with history.acting(by, "评定信用等级", why=reason):
        ruleset = rules_in_force(day)
        files = list(CreditFile.objects.live().filter(subject_id__in=ids).select_for_update().order_by("id"))
        entries = entries_of([file.subject_id for file in files])
        verdicts = {file.pk: rules.rate(entries[file.subject_id], ruleset.scale, day) for file in files}
        grades = _grades(files, verdicts, entries)
        changes = [_rating(file, verdicts[file.pk], grades, ruleset, day, by, origin, reason) for file in files]
        changes = [change for change in changes if change.from_grade != change.to_grade]
        _write_down(files, verdicts, grades, ruleset, day)
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
    """Everything in the files of these subjects and of their lines, as the rules want it."""
    lines = lines_of(subject_ids)
    found: dict[int, list[rules.Entry]] = defaultdict(list)
    rows = list(
        CreditEntry.objects.filter(subject_id__in={one for line in lines.values() for one in line})
        .filter(takes_back=None)
        .values_list(
            "subject_id", "id", "held_on", "rule", "points", "direct_grade", "cap", "months", "counter",
            "fact__source_label", "fact__source_id", "fact__aspect",
        )
    )  # fmt: skip
    events = facts.events({(row[-3], row[-2]) for row in rows if row[-3]})
    for subject, key, on, rule, points, direct, cap, months, counter, label, source, aspect in rows:
        event = "{}:{}".format(*events[label, source]) if label else ""
        entry = rules.Entry(key, on, rule, points, direct, cap, months, counter is not None, event, aspect in RISK)
        found[subject].append(entry)
    if all(len(line) == 1 for line in lines.values()):
        return found
    return defaultdict(list, {key: [entry for one in line for entry in found[one]] for key, line in lines.items()})


def _grades(
    files: Sequence[CreditFile], verdicts: dict[int, rules.Verdict], entries: dict[int, list[rules.Entry]]
) -> dict[int, str]:
    """The grade of each file: by the rules, or as people hold it."""
    held = [file.pk for file in files if file.held]
    decided = CreditOverride.objects.accepted().filter(file__in=held) if held else CreditOverride.objects.none()
    since = dict(decided.values_list("file").annotate(at=Max("accepted_at")))
    return {
        file.pk: rules.held_against(
            file.held,
            timezone.localdate(since[file.pk]) if since.get(file.pk) else dt.date.min,
            verdicts[file.pk],
            entries[file.subject_id],
        )
        for file in files
    }


def _rating(
    file: CreditFile,
    verdict: rules.Verdict,
    grades: dict[int, str],
    ruleset: RuleSet,
    day: dt.date,
    by: Post,
    origin: str,
    reason: str,
) -> CreditRating:
    return CreditRating(
        file=file,
        on=day,
        from_grade=file.grade if file.rated_on else "",
        to_grade=grades[file.pk],
        points=verdict.points,
        origin=origin,
        reason=reason,
        ruleset=ruleset,
        entries=verdict.behind,
        by=by,
        at=clock.now(),
    )


def _write_down(
    files: Sequence[CreditFile],
    verdicts: dict[int, rules.Verdict],
    grades: dict[int, str],
    ruleset: RuleSet,
    day: dt.date,
) -> None:
    """One statement for each outcome that occurs: there are few of them, however many files."""
    outcomes: dict[tuple[int, str, bool], list[CreditFile]] = defaultdict(list)
    for file in files:
        verdict = verdicts[file.pk]
        outcomes[verdict.points, grades[file.pk], verdict.direct].append(file)
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
