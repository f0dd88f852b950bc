"""核查处置 of the failed samples: as far as the county has come."""

from __future__ import annotations

from collections import defaultdict
from random import Random
from typing import Any

from monitoring.models import Sample
from monitoring.rules.orderers import orderer
from monitoring.services import accept_handling, open_handling
from monitoring.vocabulary import Action, Taking
from supervision.ground import clock
from supervision.ground.people import Role
from supervision.ground.regions import CITY
from supervision.models import Case, Post, Region

from ..world import DAY, World

CAUSES = ("采收前用药，未执行安全间隔期", "邻近地块施药飘移", "误购含隐性成分的投入品", "用药记录不全，剂量掌握不准")
CITY_LEVEL = "city"
DISPOSALS = ("监督销毁", "无害化处理", "停止销售，追回未售部分并销毁")


def load(world: World) -> dict[str, int]:
    closed = opened = 0
    for county in world.counties:
        rng, profile = world.rng("handlings", county.pk), world.profile(county)
        numbers = _case_numbers(county)
        failed = Sample.objects.non_compliant().filter(counts_to=county)
        rows = list(failed.select_related("subject", "product").order_by("id"))
        old = [s for s in rows if (world.last - (s.verdict_on or s.sampled_on)).days > 18]
        late = set(rng.sample([s.pk for s in old], round(len(old) * (1 - profile.handled))))
        for sample in rows:
            done = sample in old and sample.pk not in late
            if done:
                closed += _closed(world, rng, sample, numbers[sample.number])
            elif (world.last - (sample.verdict_on or sample.sampled_on)).days > 4:
                opened += _open(world, rng, sample)
    return {"已办结": closed, "处置中": opened}


def _case_numbers(county: Region) -> dict[str, str]:
    """Sample number → the case behind it, as the case's summary names it."""
    found: dict[str, str] = defaultdict(str)
    for number, note in Case.objects.counted().filter(county=county).exclude(note="").values_list("number", "note"):
        if note.startswith("抽样单 "):
            found[note[4:].split("：")[0]] = number
    return found


def _closed(world: World, rng: Random, sample: Sample, case: str) -> int:
    opened = world.workday((sample.verdict_on or sample.sampled_on) + DAY)
    day = world.workday(opened + DAY * rng.randint(4, 12))
    with clock.at(day):
        handling = open_handling(by=world.officer(sample.county_id), submit=True, **_file(rng, sample, opened, case))
    with clock.at(world.workday(day + DAY)):
        accept_handling(handling, by=_closer(world, sample))
    return 1


def _closer(world: World, sample: Sample) -> Post:
    """Who confirms that it is closed: the level that ordered the sampling."""
    if orderer(sample.level) == CITY_LEVEL:
        return world.posts(Role.CITY_REVIEWER, CITY)[0]
    return world.admin(sample.county_id)


def _open(world: World, rng: Random, sample: Sample) -> int:
    opened = world.workday((sample.verdict_on or sample.sampled_on) + DAY)
    with clock.at(opened):
        open_handling(by=world.officer(sample.county_id), sample=sample, opened_on=opened)
    return 1


def _file(rng: Random, sample: Sample, opened: Any, case: str) -> dict[str, Any]:
    refused = sample.taking == Taking.REFUSED
    action = Action.CASE if case else Action.CORRECT
    return {
        "sample": sample,
        "opened_on": opened,
        "notified_on": opened,
        "controlled_amount": None if refused else rng.randint(50, 800),
        "disposal": "" if refused else rng.choice(DISPOSALS),
        "cause": "主体对抽样程序不了解，经说明后接受补抽" if refused else rng.choice(CAUSES),
        "action": action,
        "case_number": case,
        "no_case_why": "" if case else "货值较小、及时改正，未造成危害后果，责令改正并纳入重点监管",
    }
