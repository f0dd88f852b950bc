"""Which rows? Equality on the stamped columns, asked of the post in use. A neighbour's row does not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q
from django.http import Http404

from supervision.ground.measures import Period
from supervision.ground.people import OF_SUBJECT, Role
from supervision.ground.regions import Level, Region, covers

from . import deciding
from .vocabulary import ALONE, COUNTED, State

if TYPE_CHECKING:
    from supervision.ground.people import Post

    from .models import Record

M = TypeVar("M", bound=models.Model)
R = TypeVar("R", bound="Record")

SUBJECT_ROLES = OF_SUBJECT
LABORATORY_ROLES = (Role.LAB_TESTER, Role.LAB_VERIFIER)
SHOWN, OWN = "shown", "own"  # values of a model's FOR_CITIZENS
REVIEWED = Q(state=State.ACCEPTED, alone=False)
STANDING_ALONE = Q(state=State.ACCEPTED, alone=True)
UNREVIEWED = ((~Q(state=State.ACCEPTED), "尚未审核"), (Q(alone=True), ALONE))  # why a row does not count, in words
COLUMN: dict[str, str] = {Level.COUNTY: "county_id", Level.ZONE: "managing_zone_id", Level.TOWNSHIP: "township_id"}


# Rows of a register that wait in another list than their own: a to-do names each piece of work once.
_elsewhere: list[Callable[[type[models.Model]], Q]] = []


def wait_elsewhere(rows: Callable[[type[models.Model]], Q]) -> None:
    """Which rows of a model are taken over together, on a page of their own."""
    _elsewhere.append(rows)


def place_q(post: Post) -> Q:
    """The rows of the post's place. A zone's post sees the townships it runs; a county all of its own."""
    region = post.region
    if region.level == Level.CITY:
        return Q()
    return Q(**{COLUMN.get(region.level, "region_id"): region.pk})


def covers_region(post: Post, region: Region) -> bool:
    """Whether a row placed at `region` would be in the post's scope: asked before writing."""
    return covers(post.region, region)


def is_citizen(post: Post | None) -> bool:
    return post is not None and post.role == Role.SOCIAL_SUPERVISOR


def citizens_q(model: type[models.Model], post: Post) -> Q:
    """What a social supervisor sees, who is a citizen: nothing, unless the model says which (`FOR_CITIZENS`): what is
    shown to the public of the post's place once it was accepted, or what the person has reported.
    """
    asked = getattr(model, "FOR_CITIZENS", "")
    if asked == SHOWN:
        return Q(state=State.ACCEPTED) & place_q(post)
    return Q(made_by__user=post.user_id) if asked == OWN else Q(pk__in=())


def sees_whole_counties(post: Post | None) -> bool:
    """Whether all rows of a county are in the post's scope: only then can a county's number be opened to its rows."""
    if not post or is_citizen(post) or post.role in (*SUBJECT_ROLES, *LABORATORY_ROLES):
        return False
    return post.region.level in (Level.CITY, Level.COUNTY)


class ScopedQuerySet(models.QuerySet[M]):
    """The one door: every lookup that starts from a request starts with `visible_to`.

    `subject_path` leads to the supervised subject's organisation for those who see only their own rows; a
    model without one shows them nothing, and citizens see what the model opens (`citizens_q`). Laboratories see nothing
    here: they have registers of their own.
    """

    subject_path = ""

    def visible_to(self, post: Post | None) -> Self:
        if not post:
            return self.none()
        if post.role in LABORATORY_ROLES:
            return self.none()
        if is_citizen(post):
            return self.filter(citizens_q(self.model, post))
        if post.role in SUBJECT_ROLES:
            path = self.subject_path or getattr(self.model, "SUBJECT_PATH", "")
            if not path:
                return self.none()
            own = "organisation_id" if path == "self" else f"{path}__organisation_id"
            rows = self.filter(**{own: post.organisation_id})
            return rows if path == "self" else rows.finished_for(post)
        return self.filter(place_q(post))

    def finished_for(self, post: Post) -> Self:
        """What the supervised may read of the rows about themselves."""
        return self

    def visible_or_404(self, post: Post | None, **lookup: Any) -> M:
        try:
            return self.visible_to(post).get(**lookup)
        except (ObjectDoesNotExist, ValueError) as nothing:
            raise Http404("没有找到这条记录，或它不在您的范围内。") from nothing


class RecordQuerySet(ScopedQuerySet[R]):
    def finished_for(self, post: Post) -> Self:
        """Nobody reads an inspector's draft about himself: a sampling or a transfer that is still being written."""
        unfinished = Q(state__in=(State.DRAFT, State.RETURNED))
        return self.exclude(unfinished & ~Q(made_by__organisation_id=post.organisation_id))

    def live(self) -> Self:
        return self.exclude(state=State.VOID)

    def counted(self) -> Self:
        """Rows that enter figures: submitted or accepted."""
        return self.filter(state__in=COUNTED)

    def accepted(self) -> Self:
        return self.filter(state=State.ACCEPTED)

    def reviewed(self) -> Self:
        """Taken over by a second person: what figures and scores read (口径“已审核”)."""
        return self.filter(REVIEWED)

    def standing_alone(self) -> Self:
        return self.filter(STANDING_ALONE)

    def waiting(self) -> Self:
        return self.filter(state=State.SUBMITTED)

    def waiting_singly(self) -> Self:
        """But for those that wait together with others (`wait_elsewhere`)."""
        rows = self.waiting()
        for taken in _elsewhere:
            rows = rows.exclude(taken(self.model))
        return rows

    def waiting_for(self, post: Post) -> Self:
        """Submitted rows that this person may take over: not those he wrote, unless he is the one person of the city;
        for a township those typed for it; and none that waits together with others (`wait_elsewhere`).
        """
        rows = self.waiting_singly()
        if not deciding.is_only_one(self.model, post):
            rows = rows.exclude(writers__contains=[post.user_id]).exclude(made_by__user=post.user_id)
        if post.role != Role.TOWNSHIP_SUPERVISOR:
            return rows
        above = (Level.COUNTY, Level.ZONE, Level.CITY)
        return rows.filter(made_by__organisation__region__level__in=above).exclude(made_by__role=Role.SYSTEM)

    def held_in(self, period: Period) -> Self:
        return self.filter(**{f"{self.model.DATE_FIELD}__range": (period.first, period.last)})

    def at(self, region: Region) -> Self:
        """Rows placed in `region`, whatever its level."""
        if region.level == Level.CITY:
            return self.all()
        return self.filter(**{COLUMN.get(region.level, "region_id"): region.pk})
