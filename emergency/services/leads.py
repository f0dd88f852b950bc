"""Leads taken up from serious facts: one for each fact, however often it is delivered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from supervision.ground import clock, records
from supervision.ground.facts import Fact
from supervision.ground.people import Post
from supervision.ground.records import State

from .. import rules
from ..models import Incident
from ..vocabulary import Source, Status
from .incidents import INCIDENT


def take_leads(facts: Iterable[Fact], *, by: Post) -> Sequence[Incident]:
    """Make a lead of every serious fact that is not one yet; a counter-fact drops a lead nobody has taken up."""
    rows = [fact for fact in facts if rules.is_lead(fact.kind, fact.severity)]
    known = set(Incident.objects.filter(fact__in=[fact.pk for fact in rows]).values_list("fact_id", flat=True))
    full = Fact.objects.select_related("subject", "region__township")
    new = full.filter(pk__in=[fact.pk for fact in rows if not fact.is_counter and fact.pk not in known])
    with transaction.atomic():  # each its own act: what is dropped was not taken up
        leads = INCIDENT.create_many([_lead(fact) for fact in new.order_by("id")], by=by, state=State.ACCEPTED)
        for fact in rows:
            if fact.is_counter:
                _drop(fact, by)
    return leads


def _lead(fact: Fact) -> Incident:
    who = f"{fact.subject}：" if fact.subject else ""
    return Incident(
        title=f"{who}{fact.kind_label}"[:120],
        text=fact.summary,
        region=fact.region,
        subject=fact.subject,
        fact=fact,
        source=Source.FACT,
        noticed_at=clock.now() if fact.on == clock.today() else clock.opening_of(fact.on),
    )


def _drop(counter: Fact, by: Post) -> None:
    lead = Incident.objects.leads().filter(fact=counter.retracts_id).first()
    if lead is not None:
        why = f"线索来源已撤回：{counter.summary}"[:500]
        records.touch(lead, by=by, verb="线索撤回", why=why, status=Status.ENDED, ended_at=clock.now(), ended_why=why)
