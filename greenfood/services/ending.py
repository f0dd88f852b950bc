"""How a certificate ends: taken away, given up, or run out."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef

from supervision.ground import clock, facts, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.people import Post
from supervision.ground.records import deciding
from supervision.ground.texts import read

from ..models import Certification
from ..vocabulary import LAPSED, Ending
from .certifying import LIFE


def withdraw(
    certification: Certification, *, by: Post, why: str, how: str = Ending.WITHDRAWN, on: dt.date | None = None
) -> Certification:
    """撤销 or 注销, from a day on which the certificate still held."""
    LIFE.demand("end", certification, by)
    on, why = on or clock.today(), read(why or "", "why", lines=True)
    if not why:
        raise RuleViolation("请写明退出原因。", field="why")
    if on > clock.today():
        raise RuleViolation("退出日期不能晚于今天。", field="on")
    if on < certification.valid_from or (certification.valid_to and on > certification.valid_to):
        raise RuleViolation("退出日期应在证书有效期内；已到期的证书不需要再登记退出。", field="on")
    if on < clock.today() and (refused := deciding.why_not_city(by, "登记早于今天的退出日期")):
        raise RuleViolation(refused, field="on")  # by an earlier day the loss would be another year's
    said = Ending(how).label
    ended = {"ended_on": on, "ended_how": Ending(how).value, "ended_why": why[:500]}
    with history.acting(by, said, why):
        records.touch(certification, by=by, verb=said, why=why, **ended)
        LIFE.keep(certification, by=by, why=why)
    return certification


def note_lapses(*, by: Post, day: dt.date | None = None) -> int:
    """Tell the ledger what has run out by `day` without a certificate of the same product that holds.

    Standing and figures do not wait for this: they go by the dates. Each certificate is told once, however often
    this runs.
    """
    day = day or clock.today()
    same = Certification.objects.in_force(day).filter(product_key=OuterRef("product_key"))
    told = Fact.objects.filter(kind=LAPSED, source_label=Certification._meta.label_lower, source_id=OuterRef("pk"))
    rows = Certification.objects.run_out(day).filter(~Exists(same), ~Exists(told)).select_related("subject")
    with history.acting(by, "登记到期未续"):
        made = facts.record_many(
            [
                {
                    "kind": LAPSED,
                    "on": (c.valid_to or day) + dt.timedelta(days=1),
                    "source": c,
                    "subject": c.subject,
                    "summary": f"{c} {c.certificate_number} 到期未续",
                }
                for c in rows
            ],
            by=by,
        )
    return len(made)
