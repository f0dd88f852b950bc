"""A year with some rows of everything, here and in the neighbouring county, counted and not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import DatabaseError, models, transaction

from monitoring import services as monitoring
from supervision.ground import clock, history, records
from supervision.ground.people import system_post
from supervision.ground.records import State
from tests import make as makers
from tests import registers, supervised
from tests.monitoring import making

REPORTED, STAYS = "腐霉利", "毒死蜱"  # what a report is about, and what only its laboratory's table names
LAST_YEAR = dt.date(2020, 11, 3)


def build() -> None:
    """Of every register an accepted row, one of every other state, and one of the year before."""
    for label in registers.MAKERS:
        registers.make(label)
        registers.make(label, registers.THERE)
    for model in registers.record_models():
        for state in State.values:
            _changed(model, state=state)
        if field := getattr(model, "DATE_FIELD", ""):
            _changed(model, **{field: LAST_YEAR})
    supervised.certified(registers.HERE.laboratory())  # what it reports counts
    _of_monitoring()
    _of_supervision()
    _of_the_rooms()


def _changed(model: type[models.Model], **changes: Any) -> None:
    """One more row, then as asked; what the database refuses (a returned certificate) there is not."""
    label = model._meta.label_lower
    if label not in registers.MAKERS:
        return
    made = registers.make(label)
    try:
        with transaction.atomic():
            _set(made, **changes)
    except DatabaseError:
        pass


def _set(row: models.Model, **changes: Any) -> None:
    with history.acting(system_post(), "测试"):
        type(row).objects.filter(pk=row.pk).update(**changes)


def _of_monitoring() -> None:
    _set(registers.make("monitoring.sample"), level="county")
    hands = {"tested_by": makers.post("lab_tester"), "verified_by": makers.post("lab_verifier")}
    for verdict in ("pass", "pass", "fail"):
        tested = registers.make("monitoring.sample")
        _set(tested.order, state="verified", verified_on=registers.DAY, **hands)
        for line in tested.order.results.all():  # what nobody has tested does not pass
            _set(line, found="nd", verified=True)
        _set(tested, verdict=verdict)
    refused = {"taking": "refused", "refusal_why": "拒绝开门", "witness": "村主任", "analytes": [], "laboratory": None}
    registers.sample(registers.HERE, **refused)
    _by_a_table()
    for result in ("negative", "positive", "invalid"):
        made = registers.make("monitoring.sample")
        _set(made, method="rapid", rapid=result, verdict="none")


def _by_a_table() -> None:
    """Reported by a laboratory whose table names the item, and another one."""
    home = making.certified()
    making.able_for(home, REPORTED, STAYS)
    for amount in ("1", "6.1"):
        row = making.row(makers.subject()) | making.report(腐霉利=amount) | {"verdict_on": registers.DAY}
        monitoring.record_samples([row], by=system_post(), state=State.ACCEPTED)


def _of_supervision() -> None:
    for due, closed in ((dt.date(2021, 11, 20), dt.date(2021, 11, 10)), (dt.date(2021, 11, 20), dt.date(2021, 12, 1))):
        _set(registers.make("supervision.rectification"), due_on=due, closed_on=closed, stage="closed")
    _set(registers.make("supervision.rectification"), due_on=dt.date(2021, 11, 20))
    _set(registers.make("supervision.staff"), kind="tester")
    _set(registers.make("supervision.case"), category="pesticide")
    _set(registers.make("supervision.patrol"), state=State.SUBMITTED)
    _set(registers.make("credit.creditfile"), grade="B")


def _of_the_rooms() -> None:
    _set(registers.make("emergency.incident"), drill=True)
    _set(registers.make("emergency.determination"), level="2", agricultural=True)
    _late_report()
    with clock.at(LAST_YEAR):
        _certificate(bases=[])
    renewed = registers.make("greenfood.certification")
    _set(renewed, valid_to=dt.date(2021, 6, 1))


def _late_report() -> None:
    from emergency.models import Incident
    from emergency.services import INCIDENT, add_report

    here, noticed = registers.HERE, clock.now() - dt.timedelta(days=1)
    lead, unreported = (Incident(title=title, noticed_at=noticed) for title in ("群众反映", "还没有初报"))
    with history.acting(system_post(), "测试"):
        INCIDENT.fill([lead, unreported], here.recorder)
        for incident in (lead, unreported):
            records.create(incident, by=here.recorder, submit=True)
    add_report(lead, kind="first", text="迟到的初报", by=here.reviewer)


def _certificate(**given: Any) -> models.Model:
    from certificates import services

    here = registers.HERE
    fields = {"product": registers.vegetable(), "quantity": Decimal(12), **given}
    return services.issue(by=here.recorder, subject=here.subject(), **fields)
