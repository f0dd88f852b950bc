"""One accepted row of every register, made through the services: what the house tests try every door with.

`make(label, at=HERE)` gives a new row of the model `label`, at 董团乡 (HERE) or in the neighbouring county (THERE).
A register or a Record without a maker fails tests/house/test_registers_have_makers.py.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import models

from supervision.ground import clock, facts, history, records
from supervision.ground.people import Organisation, OrganisationKind, Post, system_post
from supervision.ground.records import Record
from supervision.ground.regions import Region
from supervision.ground.subjects import Product, Subject
from tests import audited
from tests import make as makers
from tests.cast import DONGTUAN, GUANGXIN, SHAXI, XINZHOU

running = itertools.count(1)
DAY = dt.date(2021, 11, 3)


@dataclass(frozen=True)
class Place:
    """A township with the post that records there and the county that accepts."""

    code: str
    county: str
    field: str
    officer: str

    @property
    def recorder(self) -> Post:
        return makers.post(self.field)

    @property
    def reviewer(self) -> Post:
        return makers.post(self.officer)

    @property
    def region(self) -> Region:
        return makers.region(self.code)

    def subject(self) -> Subject:
        return makers.subject(f"各处合作社{next(running)}", at=self.code)

    def laboratory(self) -> Organisation:
        with history.acting(system_post(), "测试"):
            return Organisation.objects.get_or_create(
                name=f"{self.region.short_name}检测站", kind=OrganisationKind.LABORATORY, region=self.region
            )[0]


HERE = Place(DONGTUAN, GUANGXIN, "township", "guangxin")
THERE = Place(SHAXI, XINZHOU, "neighbour_township", "xinzhou")
MAKERS: dict[str, Callable[[Place], models.Model]] = {**audited.MAKERS}
# Of these there is one for the year or the county, however often it is asked for.
ONCE = {"monitoring.plan", "monitoring.quota", "greenfood.openinglist"}


def maker(label: str) -> Callable:
    def enter(function: Callable[[Place], models.Model]) -> Callable[[Place], models.Model]:
        MAKERS[label] = function
        return function

    return enter


def make(label: str, at: Place = HERE) -> models.Model:
    made = MAKERS[label.lower()](at)
    return type(made)._default_manager.get(pk=made.pk)


def record_models() -> list[type[Record]]:
    return [model for model in apps.get_models() if issubclass(model, Record)]


def _accepted(made: Record, accept: Callable = records.accept) -> Record:
    made = type(made).objects.select_related("made_by__user", "region__county", "region__township").get(pk=made.pk)
    accept(made, by=makers.post("reviewer"))
    return made


maker("supervision.subject")(Place.subject)
maker("supervision.change")(lambda at: import_module("tests.supervision.changes.maker").renamed(at))


@maker("supervision.merge")
def merge(at: Place) -> models.Model:
    from supervision.grid.merging import MERGES

    given = {"subject": at.subject(), "into": at.subject(), "why": "现场核实，两处登记是同一家"}
    return _accepted(MERGES.life.create(by=at.recorder, submit=True, **given), MERGES.life.accept)


@maker("supervision.patrol")
def patrol(at: Place, **given: Any) -> models.Model:
    from supervision.patrols.models.checklist import checklist_for
    from supervision.patrols.services.patrol import accept_patrol, record_patrol
    from supervision.patrols.vocabulary.patrol import Answer

    visited = at.subject()
    answers = dict.fromkeys(checklist_for(visited.industry, DAY).labels(), Answer.OK)
    fine = {"conclusion": "pass", "records_kept": "complete", "answers": answers | given.pop("answers", {})}
    made = record_patrol(by=at.recorder, subject=visited, held_on=DAY, submit=True, **(fine | given))
    return _accepted(made, accept_patrol)


@maker("supervision.rectification")
def rectification(at: Place) -> models.Model:
    wrong = {"conclusion": "rectify", "problems": "生产记录未记间隔期", "deadline": 15, "answers": {"records": "bad"}}
    return patrol(at, **wrong).rectifications.get()


@maker("supervision.case")
def case(at: Place) -> models.Model:
    from supervision.enforcement.services.case import accept_case, open_case

    fields = {"category": "quality", "source": "inspection", "cause": "使用禁用农药", "party_kind": "organisation"}
    made = open_case(by=at.reviewer, submit=True, subject=at.subject(), opened_on=DAY, filed_on=DAY, **fields)
    return _accepted(made, accept_case)


@maker("supervision.laboratory")
def laboratory(at: Place) -> models.Model:
    from supervision.grid.services.laboratory import register_laboratory

    with history.acting(system_post(), "测试"):
        home = Organisation.objects.create(
            name=f"检测中心{next(running)}", kind=OrganisationKind.LABORATORY, region=at.region
        )
    return _accepted(register_laboratory(by=at.reviewer, submit=True, organisation=home, level="county"))


@maker("supervision.laboratorycertificate")
def laboratory_certificate(at: Place) -> models.Model:
    from supervision.grid.services.laboratory import register_certificate

    given = {"kind": "cma", "certificate": f"2114{next(running)}", "first_day": DAY, "last_day": dt.date(2027, 1, 1)}
    return _accepted(register_certificate(by=at.reviewer, submit=True, laboratory=laboratory(at), **given))


@maker("supervision.productionrecord")
def production_record(at: Place) -> models.Model:
    from supervision.patrols.services.production import accept_use, record_use

    given = {"input_name": "吡虫啉", "input_source": "农资店", "dose": "每亩30毫升", "used_on": DAY, "interval_days": 7}
    made = record_use(by=at.recorder, submit=True, subject=at.subject(), product=vegetable(), **given)
    return _accepted(made, accept_use)


@maker("supervision.staff")
def staff(at: Place) -> models.Model:
    from supervision.grid.services.staff import enrol

    return _accepted(
        enrol(by=at.recorder, submit=True, region=at.region, name=f"李{next(running)}", kind="supervisor", since=DAY)
    )


@maker("supervision.training")
def training(at: Place) -> models.Model:
    from supervision.grid.training import TRAININGS

    given = {"topic": f"快检操作{next(running)}", "held_on": DAY, "organiser": "监管站", "audience": "testers"}
    counts = {"hours": Decimal(4), "invited": 30, "present": 28}
    return _accepted(TRAININGS.life.create(by=at.recorder, submit=True, **given, **counts))


@maker("supervision.post")
def post(at: Place) -> models.Model:
    from supervision.grid.services.account import engage

    number = next(running)
    given = {"username": f"renyuan{number}", "name": f"王{number}", "role": "township_supervisor"}
    return engage(by=makers.post("city"), region=at.region, since=DAY, **given)[0]


@maker("supervision.workreport")
def work_report(at: Place) -> models.Model:
    from supervision.grid.services.report import hand_in_report

    span = {"covers_from": dt.date(2021, 7, 1), "covers_to": dt.date(2021, 9, 30), "reported_on": DAY}
    title = f"三季度工作情况{next(running)}"
    return _accepted(hand_in_report(by=at.recorder, submit=True, title=title, cycle="quarter", text="情况", **span))


@maker("monitoring.plan")
def plan(at: Place) -> models.Model:
    from monitoring.models import Plan
    from monitoring.services import make_plan

    return Plan.objects.filter(year=2021).first() or make_plan(2021, by=makers.post("city"))


@maker("monitoring.quota")
def quota(at: Place) -> models.Model:
    return plan(at).quotas.get(county=at.county)


@maker("monitoring.task")
def task(at: Place) -> models.Model:
    from monitoring.services import issue_task

    return issue_task(
        by=at.reviewer,
        year=2021,
        name=f"冬季例行监测{next(running)}",
        level="county",
        kind="routine",
        county=makers.region(at.county),
        first_day=dt.date(2021, 1, 1),
        deadline=dt.date(2021, 12, 31),
    )


@maker("monitoring.sample")
def sample(at: Place, **given: Any) -> models.Model:
    from monitoring.models import Analyte
    from monitoring.services import accept_sample, record_sample

    fields = {
        "subject": at.subject(),
        "product": vegetable(),
        "sampled_on": DAY,
        "level": "township",
        "kind": "routine",
        "record_check": "complete",
        "laboratory": at.laboratory(),
        "amount": Decimal(2),
        "analytes": list(Analyte.objects.filter(retired_on=None).order_by("pk")[:2]),
    }
    return _accepted(record_sample(by=at.recorder, submit=True, **(fields | given)), accept_sample)


@maker("monitoring.testorder")
def test_order(at: Place) -> models.Model:
    return sample(at).order


test_order.__test__ = False


@maker("monitoring.handling")
def handling(at: Place) -> models.Model:
    from monitoring.services import accept_handling, open_handling

    refused = sample(at, taking="refused", refusal_why="拒绝开门", witness="村主任", analytes=[], laboratory=None)
    made = open_handling(
        by=at.reviewer,
        submit=True,
        sample=refused,
        **{"opened_on": DAY, "notified_on": DAY, "cause": "拒检", "action": "correct", "no_case_why": "已补检"},
    )
    return _accepted(made, accept_handling)


@maker("monitoring.capability")
def capability(at: Place) -> models.Model:
    from monitoring.models import Analyte
    from monitoring.services.capabilities import LIFE

    given = {"laboratory": laboratory(at), "analyte": Analyte.objects.order_by("pk")[0], "since": dt.date(2020, 1, 1)}
    return _accepted(LIFE.create(by=at.reviewer, submit=True, **given), LIFE.accept)


@maker("monitoring.retest")
def retest(at: Place) -> models.Model:
    from monitoring.services import accept_retest, apply_retest
    from tests.supervised import failed_supervision

    asked = apply_retest(by=at.reviewer, sample=failed_supervision(at), applied_on=clock.today(), why="有异议")
    return _accepted(asked, accept_retest)


@maker("certificates.certificate")
def certificate(at: Place) -> models.Model:
    from certificates import services

    issuer = at.subject()
    return services.issue(
        by=at.recorder, subject=issuer, product=vegetable(), quantity=Decimal("120.5"), bases=["self_tested"]
    )


@maker("certificates.pilot")
def pilot(at: Place) -> models.Model:
    """A pilot is a county's; no township lies behind it."""
    from certificates import services

    county = makers.region(at.county)
    given = {"region": county, "batch": f"第{next(running)}批", "document": "赣农字", "registered_on": DAY}
    return _accepted(services.register_pilot(by=makers.post("city"), **given))


@maker("credit.creditfile")
def credit_file(at: Place) -> models.Model:
    from credit.services import open_file

    return open_file(subject=at.subject(), by=at.reviewer)


@maker("credit.creditentry")
def credit_entry(at: Place) -> models.Model:
    from credit.services import take_up

    wrong = {"conclusion": "rectify", "problems": "没有记录", "deadline": 15, "answers": {"records": "bad"}}
    visit = patrol(at, **wrong)
    told = facts.Fact.objects.filter(kind="patrol.problem", subject=visit.subject)
    return take_up(told, by=system_post())[0]


def proposed_override(at: Place) -> models.Model:
    """Not yet in force: one that is leaves nothing to correct or to propose again."""
    from credit.services import propose_override

    return propose_override(subject=credit_file(at).subject, grade="C", reason="群众多次反映", by=at.reviewer)


@maker("credit.creditoverride")
def credit_override(at: Place) -> models.Model:
    from credit.services import confirm_override

    return _accepted(proposed_override(at), confirm_override)


@maker("credit.objection")
def objection(at: Place) -> models.Model:
    from credit.services import raise_objection, uphold_objection

    made = raise_objection(entry=credit_entry(at), reason="记录有误", by=at.reviewer)
    return _accepted(made, uphold_objection)


@maker("greenfood.certification")
def certification(at: Place) -> models.Model:
    from greenfood import services

    number = next(running)
    made = services.register(
        by=at.reviewer,
        region=at.region,
        subject=at.subject(),
        kind="green",
        product=vegetable(),
        product_name=f"绿色蔬菜{number}",
        certificate_number=f"LB-{number:06d}",
        valid_from=dt.date(2021, 3, 1),
        valid_to=dt.date(2024, 2, 28),
    )
    return _accepted(made, services.accept)


@maker("greenfood.openinglist")
def opening_list(at: Place) -> models.Model:
    from greenfood.models import OpeningList
    from greenfood.services import lock_opening_list

    return OpeningList.objects.filter(year=2020).first() or lock_opening_list(2020, by=makers.post("city"))


@maker("emergency.incident")
def incident(at: Place) -> models.Model:
    from emergency.services import report_first

    return report_first(by=at.recorder, title=f"疑似中毒{next(running)}", subject=at.subject())


@maker("emergency.determination")
def determination(at: Place) -> models.Model:
    from emergency.services import confirm_determination, determine

    made = determine(
        incident=incident(at),
        determined_on=clock.today(),
        by=makers.post("city"),
        level="4",
        organ="市农业农村局",
        document="饶农办字〔2021〕8号",
        basis="现场调查",
    )
    return _accepted(made, confirm_determination)


def vegetable() -> Product:
    return Product.objects.filter(category="蔬菜").order_by("code")[0]
