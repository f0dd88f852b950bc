"""Incidents are thin on the ground: one larger one, a drill, and the leads that came from forbidden substances."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from emergency.models import Incident
from emergency.services import (
    add_report,
    begin_verifying,
    confirm_determination,
    decide_level,
    determine,
    end,
    report_first,
    respond,
    take_leads,
)
from emergency.vocabulary import Level, ReportKind, Source, Status
from supervision.ground import clock, facts
from supervision.ground.people import Role
from supervision.ground.regions import CITY

from ..profiles import SHORT
from ..world import DAY, World

RECEIVER = "emergency"
DRILL = "361103"
YOUNG = 20  # days: a lead younger than this is still open


def load(world: World) -> dict[str, int]:
    heard = facts.waiting(RECEIVER)
    leads = take_leads(heard, by=world.system)
    facts.settle(RECEIVER, heard)
    dropped = _work_on_leads(world)
    return {"线索": len(leads), "已排除": dropped, "突发事件": _larger(world), "演练": _drill(world)}


def _at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def _work_on_leads(world: World) -> int:
    done = 0
    for lead in Incident.objects.leads().select_related("region__township").order_by("noticed_on", "id"):
        if (world.last - lead.noticed_on).days <= YOUNG:
            continue
        by = world.officer(lead.county_id)
        with clock.at(_at(lead.noticed_on, 10)):
            begin_verifying(lead, by=by)
            add_report(lead, kind=ReportKind.FIRST, text=f"{lead.title}，已责令停止销售并开展溯源。", by=by)
        lead.refresh_from_db()
        with clock.at(_at(world.workday(lead.noticed_on + DAY * 6), 16)):
            end(lead, by=by, why="经核查产品已受控，未流入市场造成危害，不作为突发事件，转核查处置。")
        done += 1
    return done


def _larger(world: World) -> int:
    """People fell ill after eating beans: reported at once, verified, level Ⅲ, ended by the final report."""
    day = dt.date(world.year, 7, 15)
    if day > world.last:
        return 0
    by = world.officer(SHORT)
    township = world.townships(SHORT)[2]
    with clock.at(_at(day, 15, 20)):
        incident = report_first(
            by=by, title=f"{township.name}村民食用豇豆后出现不适", region=township, product="豇豆",
            text="镇卫生院通报：11人午餐食用同一来源豇豆后恶心呕吐，均已就诊，病情平稳。",
            source=Source.HOSPITAL, place=f"{township.name}集镇", affected=11, deaths=0, townships=2,
            happened_at=_at(day, 13),
        )  # fmt: skip
    with clock.at(_at(day, 16, 30)):
        why = "涉及两个乡镇、人数仍在核实，按较大事件组织处置"
        decide_level(incident, level=Level.III, why=why, by=by)
        respond(incident, by=by)
    with clock.at(_at(day + DAY, 9)):
        text = "已封存同批豇豆320公斤，市级检测中心连夜检测，检出禁用农药克百威；患者全部好转。"
        add_report(incident, kind=ReportKind.FOLLOW, text=text, by=by)
    with clock.at(_at(day + DAY * 6, 10)):
        text = "患者均已出院，问题产品全部销毁，涉事种植户已立案查处，全县开展豇豆用药专项检查。"
        add_report(incident, kind=ReportKind.FINAL, text=text, by=by)
        incident.refresh_from_db()
        end(incident, by=by, why="隐患消除，无新增病例，产品受控，终报已报送。")
    _determined(world, incident, day + DAY * 12)
    return 1


def _determined(world: World, incident: Incident, day: dt.date) -> None:
    """The city's reviewer enters the determination, the administrator confirms it: Ⅲ, so nobody is vetoed."""
    reviewer, administrator = (world.posts(role, CITY)[0] for role in (Role.CITY_REVIEWER, Role.CITY_ADMIN))
    with clock.at(_at(day, 10)):
        determination = determine(
            incident=incident, determined_on=day, by=reviewer, level=Level.III, agricultural=True,
            organ="上饶市农业农村局", document=f"饶农质字〔{world.year}〕30号",
            basis="溯源和检测结果证实问题豇豆来自种植环节；11人受害，涉及两个乡镇，未造成死亡。",
        )  # fmt: skip
    with clock.at(_at(day + DAY, 10)):
        confirm_determination(determination, by=administrator)


def _drill(world: World) -> int:
    day = dt.date(world.year, 9, 16)
    if day > world.last:
        return 0
    by, township = world.officer(DRILL), world.townships(DRILL)[0]
    with clock.at(_at(day, 9)):
        incident = report_first(
            by=by, title="草莓农药残留超标应急处置演练", region=township, drill=True, product="草莓",
            source=Source.OTHER, text="演练：假定农贸市场快检发现草莓农药残留超标。",
        )  # fmt: skip
    with clock.at(_at(day, 11, 30)):
        text = "演练结束，流程衔接顺畅，检测用时偏长，已提出改进意见。"
        add_report(incident, kind=ReportKind.FINAL, text=text, by=by)
        incident.refresh_from_db()
        end(incident, by=by, why="演练结束。")
    return Incident.objects.filter(drill=True, status=Status.ENDED).count()
