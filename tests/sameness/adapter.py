"""What the sameness tool must know of the project's modules: the one file to edit when they move.

A checkout that has this file is read through its own. Every name a line carries is made here from what a person
sees (codes, numbers of regions, addresses), never from a module or a class, so that moving code changes no line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

YEARS = (2021, 2020)
SAMPLED = 2  # records of each state that are opened, of all and of the post's own


@dataclass(frozen=True)
class Account:
    """A person in one post: what is signed in."""

    who: str
    user: int
    post: int


@dataclass(frozen=True)
class Register:
    """A register by its addresses, and what may be done with a record: by a page of its own, or at once."""

    key: str
    path: str
    steps: tuple[str, ...]
    verbs: tuple[str, ...]
    model: Any


def ground(name: str) -> Any:
    """A module of the ground, which in the first release lay one folder higher."""
    return import_module(f"supervision.ground.{name}" if find_spec("supervision.ground") else f"supervision.{name}")


def accounts() -> list[Account]:
    """The demonstration's people in each of their posts, and one person for every role that has none among them."""
    from shangrao_nongan.demo.accounts import ACCOUNTS

    known = {account.username for account in ACCOUNTS}
    posts = list(
        ground("people").Post.objects.exclude(role="system").select_related("user", "organisation").order_by("pk")
    )
    mine = [post for post in posts if post.user.username in known]
    roles = {post.role for post in mine}
    for post in posts:
        if post.role not in roles:
            roles.add(post.role)
            mine.append(post)
    return [
        Account(f"{post.role}:{post.user.username}:{post.organisation.region_id}", post.user_id, post.pk)
        for post in mine
    ]


def roles() -> set[str]:
    """Every role of the table, but for the system's own, which nobody signs in with, and the reviewer's, which the
    stored release did not know: nobody has it there.
    """
    return set(ground("people").Role.values) - {ground("people").Role.SYSTEM.value, "review_only"}


def sign_in(client: Any, account: Account) -> None:

    client.force_login(
        ground("people").User.objects.get(pk=account.user), backend="django.contrib.auth.backends.ModelBackend"
    )
    session = client.session
    session[ground("people.middleware").SESSION_KEY] = account.post
    session.save()


def look_at_year(client: Any, year: int) -> None:
    client.post("/year", {"year": year})


def registers() -> list[Register]:
    from django.conf import settings

    import_module(settings.ROOT_URLCONF)
    return [
        Register(key, found.url(), tuple(s.name for s in found.steps), tuple(v.name for v in found.verbs), found)
        for key, found in sorted(ground("desk.registry").REGISTERS.items())
    ]


def sample(register: Register, account: Account | None) -> list[int]:
    """The first records of every state: of all rows, or of those the account's post may see."""

    found = register.model
    rows = (
        found.model._base_manager.all()
        if account is None
        else found.rows(ground("people").Post.objects.get(pk=account.post))
    )
    named = {field.name for field in found.model._meta.concrete_fields}
    states = [name for name in ("state", "status", "stage", "grade") if name in named]
    seen: dict[Any, list[int]] = {}
    for pk, *values in rows.order_by("pk").values_list("pk", *states):
        for key in enumerate(values) if states else [""]:
            kept = seen.setdefault(key, [])
            if len(kept) < SAMPLED:
                kept.append(pk)
    return sorted({pk for kept in seen.values() for pk in kept})


def public() -> list[str]:
    """The pages behind the printed codes, of certificates of every state, and of one that does not exist."""
    certificates = next(register for register in registers() if register.key == "certificates")
    keys = sample(certificates, None)
    codes = certificates.model.model._base_manager.filter(pk__in=keys).order_by("pk").values_list("code", flat=True)
    return [f"/c/{code}/" for code in [*codes, "000000000000"]]


def periods() -> dict[str, Any]:

    return {
        "2021": ground("measures").Period.of_year(2021).until(dt.date(2021, 12, 20)),
        "2021-H1": ground("measures").Period(dt.date(2021, 1, 1), dt.date(2021, 6, 30)),
        "2021-11": ground("measures").Period(dt.date(2021, 11, 1), dt.date(2021, 11, 30)),
        "2020": ground("measures").Period.of_year(2020),
    }


def figures() -> Iterator[tuple[str, str, Any]]:
    """(name, period, {county: measure}) of every number of the assessment and of the home page."""
    from shangrao_nongan import offers
    from shangrao_nongan.assessment.models import Item

    given: dict[str, list[tuple[str, dict]]] = {code: [("", {})] for code in offers.indicators()}
    for item in Item.objects.exclude(indicator="").order_by("scheme__code", "order"):
        if item.params and item.indicator in given:
            given[item.indicator].append((f"({item.scheme.code}#{item.order})", item.params))
    for period, dates in periods().items():
        for code, indicator in sorted(offers.indicators().items()):
            for suffix, params in given[code]:
                yield f"assessed:{code}{suffix}", period, indicator.compute(dates, params)
        for card in offers.cards():
            yield f"shown:{card.code}", period, card.measured(dates)
            yield f"counted:{card.code}", period, card.figures(dates)
    for card in offers.cards():
        for year in YEARS:
            yield f"target:{card.code}", str(year), (card.target(year) if card.target else None) or {}


def shown_codes() -> list[str]:
    """The numbers of the home page that can be opened at /figures/<code>/."""
    from shangrao_nongan import offers

    return [card.code for card in offers.cards()]


def county_codes() -> list[str]:

    return [county.pk for county in ground("regions").counties()]


def score() -> None:
    """Score the stored run and publish it, as its job would have."""
    from shangrao_nongan.assessment import services
    from shangrao_nongan.assessment.models import Run

    by = ground("people").Post.objects.filter(role="city_admin").order_by("pk")[0]
    for run in Run.objects.order_by("pk"):
        run = services.score(run, by=by)
        if run.state == "computed" and not refused(run, by):
            services.publish(run, by=by)


def refused(run: Any, by: Any) -> str:
    """Why it may not be published today by this person; a release that did not ask has no answer."""
    try:
        from shangrao_nongan.assessment import publishing
        from supervision.ground import clock
    except ImportError:
        return ""
    return publishing.why_not(type(run).objects.ranked().get(pk=run.pk), by, today=clock.today())


def scores() -> Iterator[tuple[str, dict[str, Any]]]:
    """(name, facts) of every run, sheet and line of the assessment."""
    from shangrao_nongan.assessment.models import Run, ScoreLine, ScoreSheet

    for run in Run.objects.select_related("scheme").order_by("pk"):
        yield (
            f"run {run.pk}",
            {"scheme": run.scheme.code, "state": run.state, "until": run.until} | {"input_hash": run.input_hash},
        )
    for sheet in ScoreSheet.objects.order_by("run", "county"):
        told = ("base", "bonus", "total", "vetoed", "rank")
        yield f"run {sheet.run_id} {sheet.county_id}", {name: getattr(sheet, name) for name in told}
    told = ("value", "numerator", "denominator", "full", "points", "not_applicable", "error")
    told += ("caliber", "caliber_version", "unit", "rows_model", "counted", "left_out")
    for line in ScoreLine.objects.select_related("sheet", "item").order_by("pk"):
        name = f"run {line.sheet.run_id} {line.sheet.county_id} {line.item.order:02d} {line.item.name}"
        yield name, {one: getattr(line, one) for one in told}
