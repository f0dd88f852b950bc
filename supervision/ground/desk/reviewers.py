"""Who takes over what somebody has imported: another person of the unit, an accept-only post included; of rows that the
county typed for one township its supervisor (下级确认); where neither is there, the level above.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    Exists,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Concat
from django.utils.module_loading import import_string

from supervision.ground import jobs
from supervision.ground.jobs import Job
from supervision.ground.people import Post, Role, not_allowed
from supervision.ground.records import State, deciding, wait_elsewhere
from supervision.ground.regions import Level, covers

from .models import ACCEPTS, BatchState, ImportBatch, Review
from .registry import REGISTERS, Register, named

OWN = "这一批是您上传或确认导入的，不能由您自己审核，请由另一人办理。"
NOT_ASKED = "这一批由导入单位的其他人员或其上一级审核。"
REVIEW = jobs.kind("supervision.review_import", "审核导入")
UNIT = "made_by__organisation"
CONFIRMS_ONLY = "县级登记的记录不能由乡镇退回；有不符的，请联系登记人撤销或逐条更正。"
TYPES_FOR_OTHERS = (Level.COUNTY, Level.ZONE)  # whose imports a township confirms


def why_not(verb: str, batch: ImportBatch, post: Post) -> str:
    """The sentence why this post may not accept the batch or return it, or nothing. It reads the batch with its people
    and never queries; whether the post sees the batch at all was asked before.
    """
    if refused := not_allowed(post, ACCEPTS):
        return refused
    if refused := _why_not_now(verb, batch):
        return refused
    if post.user_id in people(batch) and not _only_one(named(batch.register), post):
        return OWN
    if confirms(batch, post):
        return CONFIRMS_ONLY if verb == "return" else ""
    if refused := not_allowed(post, named(batch.register).perm(verb)):
        return refused
    return "" if covers(post.region, batch.made_by.region) else NOT_ASKED


def _why_not_now(verb: str, batch: ImportBatch) -> str:
    if batch.state != BatchState.DONE:
        return f"这一批{batch.get_state_display()}，不能审核。"
    if batch.review == Review.GOING:
        return f"{_who(batch)}正在审核这一批，请稍候。"
    if batch.review == Review.WAITING or (verb == "return" and batch.review == Review.ACCEPTED):
        return ""
    if not batch.review:
        return "这一批不需要审核。"
    done = "审核通过" if batch.review == Review.ACCEPTED else "退回"
    return f"这一批已由{_who(batch)}{done}，不用再办。"


def _only_one(register: Register, post: Post) -> bool:
    """Of a city with nobody else for it: the batch is taken over by who imported it, and stands alone."""
    return deciding.is_only_one(register.model, post)


def _who(batch: ImportBatch) -> str:
    return f"{batch.reviewed_by.user.name}" if batch.reviewed_by else "他人"


def people(batch: ImportBatch) -> set[int]:
    """Whose doing the rows are: who uploaded them and who had them written."""
    return {one.user_id for one in (batch.made_by, batch.imported_by) if one is not None}


def confirms(batch: ImportBatch, post: Post) -> bool:
    """下级确认: all rows lie in the supervisor's own township, and the county or the zone has typed them."""
    if post.role != Role.TOWNSHIP_SUPERVISOR or batch.made_by.level not in TYPES_FOR_OTHERS:
        return False
    return batch.township_id is not None and batch.township_id == post.region.pk


@cache
def _roles(perm: str) -> tuple[str, ...]:
    """Which roles may do this, by the one table."""
    table = import_string(settings.ROLE_TABLE)
    return tuple(role for role in Role.values if role != Role.SYSTEM and perm in table(role))


@dataclass(frozen=True)
class Asked:
    """Who is asked to take a batch over; `above` where the unit has nobody for it."""

    posts: Sequence[Post]
    above: bool = False

    @property
    def named(self) -> str:
        shown = [f"{post.user.name}（{post.organisation.name}）" for post in self.posts[:6]]
        return "、".join(shown) + ("等" if len(self.posts) > 6 else "")


def asked(batch: ImportBatch) -> Asked:
    """The persons in whose to-do the batch stands."""
    roles = _roles(named(batch.register).perm("accept"))
    there = Post.objects.in_force().with_place().exclude(user__in=people(batch)).order_by("pk")
    own = list(there.filter(organisation=batch.made_by.organisation_id, role__in=roles))
    if batch.township_id is not None and batch.made_by.level in TYPES_FOR_OTHERS:
        own += there.filter(organisation__region=batch.township_id, role=Role.TOWNSHIP_SUPERVISOR)
    if own:
        return Asked(_once(own))
    return Asked(_once(there.filter(organisation__region__level=Level.CITY, role__in=roles)), above=True)


def _once(posts: Iterable[Post]) -> list[Post]:
    """Each person once, in whatever posts."""
    return list({post.user_id: post for post in posts}.values())


def waiting_for(post: Post) -> QuerySet[ImportBatch]:
    """The batches whose turn is this post's: of its unit, of its township, or of a unit below that has nobody."""
    rows = ImportBatch.objects.visible_to(post).filter(_waits(), state=BatchState.DONE)
    only = [one.key for one in _mine(post) if _only_one(one, post)]
    rows = rows.exclude(~Q(register__in=only), _by(post))
    typed_for = Q(made_by__organisation__region__level__in=TYPES_FOR_OTHERS)
    if post.role == Role.TOWNSHIP_SUPERVISOR:
        return rows.filter(typed_for, township=post.region.pk)
    turns = [Q(pk=None)]
    supervised = typed_for & Exists(
        _others(role__in=[Role.TOWNSHIP_SUPERVISOR], organisation__region=OuterRef("township"))
    )
    for register in _mine(post):
        here = Q(register=register.key)
        turns.append(here & Q(made_by__organisation=post.organisation_id))
        if post.is_citywide:
            roles = _roles(register.perm("accept"))
            turns.append(here & ~supervised & ~Exists(_others(role__in=roles, organisation=OuterRef(UNIT))))
    return rows.filter(reduce(or_, turns))


def in_a_batch(model: type[Model]) -> Q:
    """The rows as an import left them that wait to be taken over with their batch, and not one by one; also while it is
    being taken over, or that was cancelled. What was corrected or handled since is judged alone.
    """
    return _of_batches(model, Q(Q(review=Review.WAITING) | Q(review=Review.GOING, moves=0), state=BatchState.DONE))


def in_an_open_batch(model: type[Model]) -> Q:
    """The rows of a batch that a person has in hand in whatever way, one that is being undone included: never the
    program's. Of an undo that was broken off people judge the rows one by one.
    """
    open_ones = Q(review__in=(Review.WAITING, Review.GOING), state__in=(BatchState.DONE, BatchState.UNDOING))
    return _of_batches(model, open_ones)


def _of_batches(model: type[Model], which: Q) -> Q:
    keys = [register.key for register in REGISTERS.values() if register.model is model and register.sheet]
    if not keys:
        return Q(pk__in=())
    batches = ImportBatch.objects.filter(which, register__in=keys)
    rows = batches.annotate(row=Func(F("created_ids"), function="unnest", output_field=BigIntegerField()))
    return Q(version=1, pk__in=rows.order_by().values("row"))


wait_elsewhere(in_a_batch)


def _by(post: Post) -> Q:
    return Q(made_by__user=post.user_id) | Q(imported_by__user=post.user_id)


def _waits() -> Any:
    """Waiting; or begun by a job that was cancelled or broke off, so that nobody is at it."""
    key = Concat(Value("batch-"), Cast(OuterRef("pk"), CharField()))
    at_it = Exists(Job.objects.active().filter(kind=REVIEW, key=key))
    return Q(review=Review.WAITING) | Q(Q(review=Review.GOING, moves=0), ~at_it)


def settled(batch: ImportBatch) -> ImportBatch:
    """The same of one batch: nobody is at it any more, so it stands as before. Nothing is written."""
    if batch.review == Review.GOING and under_way(batch) is None:
        batch.review = Review.ACCEPTED if batch.moves else Review.WAITING
    return batch


def under_way(batch: ImportBatch) -> Job | None:
    """The job that is at it now."""
    rows = Job.objects.active().filter(kind=REVIEW, key=f"batch-{batch.pk}").select_related("post")
    found: Job | None = rows.first()
    return found


def _mine(post: Post) -> list[Register]:
    return [one for one in REGISTERS.values() if one.sheet and post.has_perm(one.perm("accept"))]


def _others(**here: Any) -> QuerySet[Post]:
    """Posts in force of persons who have not imported the batch."""
    writers = Q(user=OuterRef("made_by__user")) | Q(user=OuterRef("imported_by__user"))
    return Post.objects.in_force().filter(~writers, **here)


def returned_to(post: Post) -> QuerySet[ImportBatch]:
    """The batches of this person that came back and of which rows still wait to be corrected or undone."""
    rows = ImportBatch.objects.visible_to(post).filter(_by(post), state=BatchState.DONE, review=Review.RETURNED)
    turns = [Q(pk=None)]
    for register in REGISTERS.values():
        if register.sheet:
            of_batch = Func(
                F("pk"),
                OuterRef("created_ids"),
                arg_joiner=" = ANY(",
                template="(%(expressions)s))",
                output_field=BooleanField(),
            )
            there: Any = register.model._default_manager
            turns.append(Q(Exists(there.filter(of_batch, state=State.RETURNED)), register=register.key))
    return rows.filter(reduce(or_, turns))
