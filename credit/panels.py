"""What the detail pages and the subject's dossier show besides the columns: why a grade is what it is."""

from __future__ import annotations

from typing import Any

from supervision.ground import clock
from supervision.ground.parameters import in_words
from supervision.ground.people import Post
from supervision.ground.subjects import Subject, line_of
from supervision.patrols.figures.watched import found_on
from supervision.patrols.rules.patrol import WATCH_STEP

from .models import CreditEntry, CreditFile, Objection
from .services import explain, is_old, waits
from .vocabulary import Standing

LABELS = dict(Standing.choices)


def why(file: CreditFile, post: Post) -> dict[str, Any]:
    """Every entry with what it does to the points today, the scale, and the changes of grade so far."""
    own = Subject.objects.family(file.subject_id).values("pk")
    return {
        "old": is_old(file),
        "watched": found_on(clock.today()).filter(subject__in=own).order_by("-on").first(),
        "watch_step": in_words([WATCH_STEP]),
        "scale": file.ruleset,
        "lines": lines(file),
        "ratings": file.ratings.select_related("by__user", "ruleset"),
        "may_override": post.has_perm("credit.add_creditoverride"),
        "may_object": post.has_perm("credit.add_objection"),
    }


def lines(file: CreditFile) -> list[dict[str, Any]]:
    verdict = explain(file)
    line = line_of(file.subject)
    entries = CreditEntry.objects.filter(subject__in=line, takes_back=None).select_related("counter")
    waiting = set(Objection.objects.waiting().filter(subject__in=line).values_list("entry_id", flat=True))
    found = []
    for entry in entries.order_by("-held_on", "-id"):
        standing, effect = verdict.standing[entry.pk]
        told = {"entry": entry, "standing": standing, "label": LABELS[standing], "effect": effect}
        found.append(told | {"waits": entry.pk in waiting})
    return found


def entry(record: CreditEntry, post: Post) -> dict[str, Any]:
    """Where an entry comes from and what became of it."""
    full = CreditEntry.objects.select_related("fact__by__user", "counter", "takes_back").get(pk=record.pk)
    file = CreditFile.objects.visible_to(post).live().filter(subject=record.subject_id).first()
    open_ = not full.takes_back_id and not hasattr(full, "counter") and not waits(full)
    return {"entry": full, "file": file, "may_object": open_ and post.has_perm("credit.add_objection")}


def dossier(subject: Subject, post: Post) -> list[dict[str, Any]]:
    """The file of a subject, for its dossier; nothing where there is none."""
    file = CreditFile.objects.visible_to(post).live().select_related("ruleset").filter(subject=subject).first()
    return [{"file": file, "lines": lines(file)[:10]}] if file is not None else []
