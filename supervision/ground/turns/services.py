"""Saying it: one digest for a post and day, silent when nothing has come due, and never the same step twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from supervision.ground import clock, history, locks, notices
from supervision.ground.people import OF_SUBJECT, Post
from supervision.ground.regions import Level, Region

from . import wording
from .duties import DUTIES, Duty
from .models import Said
from .roster import Roster
from .standing import Turn, standing

SOME = 2000


@dataclass
class Digest:
    """What one post hears today."""

    own: dict[Duty, wording.Tally] = field(default_factory=dict)
    units: dict[str, wording.Unit] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)


def remind(*, by: Post, link: str = "") -> int:
    """Tell every post in one notice what has newly come due or climbed to it; the number of posts told.

    May run as often as it likes: a post is told once a day, and of a step once. After an outage only the newest step
    of each turn is said. A newcomer to a post hears what stands.
    """
    with locks.held("turns.remind", 0) as mine:
        if not mine:
            return 0
        with history.acting(by, "待办提醒"):
            return _remind(by, link)


def _remind(by: Post, link: str) -> int:
    day = clock.today()
    told_today = set(Said.objects.filter(on=day).values_list("post_id", flat=True))
    found = {pk: one for pk, one in _digests().items() if one.said and pk not in told_today}
    units = {code for one in found.values() for code in one.units}
    names = dict(Region.objects.filter(pk__in=units).values_list("pk", "name"))
    letters = [
        notices.Letter(pk, wording.title(day), wording.body(one.own, _named(one, names)), link, f"turns:{day}")
        for pk, one in found.items()
    ]
    Said.objects.bulk_create([row for one in found.values() for row in one.said], batch_size=SOME)
    return notices.say_each(letters, by=by)


def _named(digest: Digest, names: Mapping[str, str]) -> list[tuple[str, wording.Unit]]:
    return [(names[code], unit) for code, unit in sorted(digest.units.items())]


def _digests() -> dict[int, Digest]:
    found: dict[int, Digest] = defaultdict(Digest)
    roster = Roster(DUTIES.values())
    for duty in DUTIES.values():
        known = set(
            Said.objects.filter(duty=duty.code, record_id__in=duty.rows().order_by().values("pk")).values_list(
                "record_id", "step", "post_id"
            )
        )
        for turn in standing(duty, roster):
            for rung, post in _hearers(turn):
                _enter(found[post.pk], turn, rung, post, known)
    return found


def _hearers(turn: Turn) -> Iterator[tuple[int, Post]]:
    yield from ((0, post) for post in turn.own)
    for rung in range(turn.first, turn.rung + 1):
        yield from ((rung, post) for post in turn.rungs[rung])


def _enter(digest: Digest, turn: Turn, rung: int, post: Post, known: set[tuple[int, str, int]]) -> None:
    tally = _tally(digest, turn, rung, post)
    tally.add(turn.due, late=turn.late)
    step = turn.reminder(rung)
    if step is None or (turn.record, step.step, post.pk) in known:
        return
    tally.fresh = True
    which = {"duty": turn.duty.code, "label": turn.duty.model._meta.label_lower, "record_id": turn.record}
    digest.said.append(Said(**which, step=step.step, post=post, on=clock.today()))


def _tally(digest: Digest, turn: Turn, rung: int, post: Post) -> wording.Tally:
    """One's own where it belongs; what climbed is told by the unit below from which it came."""
    if post.role in OF_SUBJECT or (rung == turn.first and not turn.vacant):
        return digest.own.setdefault(turn.duty, wording.Tally())
    below = turn.place.county if post.level == Level.CITY else turn.place.township
    unit = digest.units.setdefault(below or turn.place.region, wording.Unit())
    unit.vacant |= turn.vacant
    return unit.tallies.setdefault(turn.duty, wording.Tally())
