"""Credit files opened in spring, and ratings as the facts of the year came in, quarter by quarter."""

from __future__ import annotations

import datetime as dt

from credit.models import CreditEntry, CreditFile
from credit.services import age, catch_up, open_files, propose_override, raise_objection, recompute
from credit.services.files import without_file
from credit.vocabulary import Family
from supervision.ground import clock, facts
from supervision.ground.people import Role
from supervision.ground.subjects import Kind

from ..accounts import GUANGXIN, XINZHOU
from ..world import World, share

RECEIVER = "credit"


def load(world: World) -> dict[str, int]:
    heard = facts.waiting(RECEIVER)
    entries = 0
    for day in _quarters(world):
        with clock.at(day):
            _open(world, day)
            entries += catch_up(by=world.system, until=day)
            age(by=world.system, until=day)
    facts.settle(RECEIVER, heard)
    return {
        "信用档案": CreditFile.objects.count(),
        "信用记录": entries,
        "等级调整": _propose(world),
        "异议": _object(world),
    }


def _quarters(world: World) -> list[dt.date]:
    ends = [dt.date(world.year, month, day) for month, day in ((3, 31), (6, 30), (9, 30))]
    return [*(day for day in ends if day < world.last), world.last]


def _open(world: World, day: dt.date) -> None:
    """The county's share of those on the register by then, always the same ones."""
    for county in world.counties:
        rows = list(without_file().filter(county=county, registered_on__lte=day).order_by("id"))
        everybody = world.subjects(county)
        wanted = {s.pk for s in share(everybody, world.profile(county).filed)}
        files = open_files([row for row in rows if row.pk in wanted], by=world.officer(county))
        recompute([file.subject_id for file in files], by=world.system)


def _propose(world: World) -> int:
    """Two proposals that wait for a second person."""
    done = 0
    for code in (GUANGXIN, XINZHOU):
        file = CreditFile.objects.live().filter(county=code, grade="B").select_related("subject__region").first()
        if file is not None:
            propose_override(
                subject=file.subject, grade="C", by=world.officer(code),
                reason="合格证开具不落实、生产记录不规范等问题较多，建议适时调低信用等级，加强重点监管",
            )  # fmt: skip
            done += 1
    return done


def _object(world: World) -> int:
    """One cooperative does not agree with an entry."""
    rows = CreditEntry.objects.standing().filter(county=GUANGXIN, family=Family.PRODUCTION, points__lt=0)
    own = rows.filter(subject__kind=Kind.COOPERATIVE).select_related("subject__region", "region")
    entry = own.order_by("-held_on").first()
    if entry is None:
        return 0
    by = world.posts(Role.COUNTY_OFFICER, GUANGXIN)[0]
    raise_objection(entry=entry, by=by, reason="合作社代表到场说明：记录本已在巡查次日补齐，请予复核")
    return 1
