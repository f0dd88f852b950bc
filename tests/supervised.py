"""A failed 监督抽查 whose result was served: what a retest begins with, at a place of `tests.registers`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from monitoring.services import serve_result
from monitoring.services.samples import set_verdict
from supervision.grid.services.laboratory import register_certificates, register_laboratories
from supervision.ground import clock, history
from supervision.ground.people import Organisation, system_post
from tests.registers import Place, running, sample


def failed_supervision(at: Place) -> Any:
    """A 监督抽查 that failed and whose result was served today."""
    certified(at.laboratory())
    officers = {"sampler_1": "张一", "card_1": "赣1", "sampler_2": "李二", "card_2": "赣2"}
    given = officers | {"kind": "supervision", "seal": "封1", "price": 20, "sampled_on": dt.date(2021, 12, 16)}
    failed = sample(at, **given)
    with history.acting(system_post(), "测试"):
        told = {"verb": "测试", "verdict": "fail", "banned": False, "failed_items": "腐霉利 6.1 mg/kg"}
        set_verdict(failed, by=system_post(), **told)
    return serve_result(failed, by=at.reviewer, told_on=clock.today(), told_how="hand")


def certified(home: Organisation) -> None:
    """The laboratory is registered and holds both certificates; once, however often it is asked for."""
    if home.laboratories.exists():
        return
    row = {"organisation": home, "level": "county", "entered_on": dt.date(2020, 1, 1)}
    [made] = register_laboratories([row], by=system_post())
    span = {"laboratory": made, "first_day": dt.date(2019, 1, 1), "last_day": dt.date(2027, 1, 1)}
    held = [span | {"kind": kind, "certificate": f"{kind.upper()}{next(running)}"} for kind in ("cma", "catl")]
    register_certificates(held, by=system_post())
