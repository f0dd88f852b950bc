"""What is read on a subject's page beside the post's own rows: what the place that it has come from recorded of it."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Q

from supervision.ground import records
from supervision.ground.people import OF_SUBJECT, Post
from supervision.ground.records import LABORATORY_ROLES, Record, RecordQuerySet, State, is_citizen
from supervision.ground.subjects import Subject, line_of

from .models import Change
from .vocabulary import Nature

R = TypeVar("R", bound=Record)


def about(rows: RecordQuerySet[R], subject: Subject, post: Post, path: str = "") -> RecordQuerySet[R]:
    """The rows about a subject, and about whom it goes on for, that this post may read on its page.

    Its own by scope, as everywhere. Who has the subject in his place reads besides what was recorded of it in the
    places it was in before (`moved_from`); the rows keep their stamps, so lists and figures have them there as before.
    `path` leads from a row to its subject, where that is not the model's `SUBJECT_PATH`.
    """
    path = path or str(rows.model.SUBJECT_PATH)
    line = line_of(subject)
    own = rows.visible_to(post).filter(**{f"{path}__in": line})
    if not reads_by_subject(subject, post):
        return own
    before = moved_from(subject, line)
    if not before:
        return own
    finished = ~Q(state__in=(State.DRAFT, State.RETURNED))
    there = rows.filter(finished, township__in=before, **{f"{path}__in": line})
    return rows.filter(Q(pk__in=own.order_by().values("pk")) | Q(pk__in=there.order_by().values("pk")))


def reads_by_subject(subject: Subject, post: Post) -> bool:
    """An office that has the subject in its place; neither the subject itself nor a citizen nor a laboratory."""
    if post.role in (*OF_SUBJECT, *LABORATORY_ROLES) or is_citizen(post):
        return False
    return records.covers_region(post, subject.region)


def moved_from(subject: Subject, line: list[int]) -> set[str]:
    """The townships that a subject, or whom it goes on for, was in before."""
    moves = Change.objects.filter(
        subject__in=line, register="subjects", nature=Nature.MOVED, applied_at__isnull=False
    ).exclude(township=None)
    found: set[str] = set(moves.order_by().values_list("township_id", flat=True))
    if len(line) > 1:
        before: Any = Subject.objects.filter(pk__in=line[1:]).exclude(township=None)
        found |= set(before.order_by().values_list("township_id", flat=True))
    return found


def marked(rows: list[R], post: Post) -> list[R]:
    """Each row says where it is kept (`kept_at`) where that is outside the post's scope: it is read here and not
    opened.
    """
    for row in rows:
        place: Any = row.township or row.county or row.region
        row.kept_at = "" if records.covers_region(post, place) else str(row.county or place)  # type: ignore[attr-defined]
    return rows
