"""Samples for tests, through the services, by the people who would make them."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from monitoring import services
from monitoring.models import Analyte, Correction, Sample, TestOrder
from monitoring.vocabulary import Found, Kind, Level, Method, Place, Rapid, RecordCheck
from supervision.grid.services.laboratory import register_certificates, register_laboratories
from supervision.ground import clock, history
from supervision.ground.people import OrganisationKind, Role, User, system_post
from supervision.ground.records import State
from supervision.models import Laboratory, Organisation, Post, Product
from tests import make

DAY = dt.date(2021, 10, 12)
LEEK = "VEG018"
_running = itertools.count(1)


def code(name: str) -> str:
    return Analyte.objects.get(name=name).pk


def laboratory() -> Organisation:
    return make.post("lab_tester").organisation


def certified(*, until: dt.date = dt.date(2024, 12, 31)) -> Laboratory:
    """The cast's laboratory with both certificates until that day."""
    row = {"organisation": laboratory(), "level": "county", "entered_on": dt.date(2020, 1, 1)}
    [made] = register_laboratories([row], by=system_post(), state=State.ACCEPTED)
    span = {"laboratory": made, "first_day": dt.date(2019, 1, 1), "last_day": until}
    register_certificates(
        [span | {"kind": kind, "certificate": f"{kind.upper()}-1"} for kind in ("cma", "catl")],
        by=system_post(),
        state=State.ACCEPTED,
    )
    return made


def answers(**changes: Any) -> dict[str, Any]:
    """A complete quantitative form of the county's routine monitoring."""
    given = {
        "level": Level.COUNTY,
        "kind": Kind.ROUTINE,
        "method": Method.QUANTITATIVE,
        "product": Product.objects.get(pk=changes.pop("product", LEEK)),
        "sampled_on": DAY,
        "place": Place.BASE,
        "record_check": RecordCheck.COMPLETE,
        "amount": Decimal(3),
    }
    if changes.get("method") != Method.RAPID:
        given |= {"laboratory": laboratory(), "analytes": [code("腐霉利"), code("毒死蜱")]}
    return given | changes


def sample(*, by: Post | None = None, subject: Any = None, submit: bool = True, **changes: Any) -> Sample:
    return services.record_sample(
        by=by or make.post("guangxin"), subject=subject or make.subject(), submit=submit, **answers(**changes)
    )


def rapid(*, by: Post | None = None, result: str = Rapid.NEGATIVE, **changes: Any) -> Sample:
    given = {"method": Method.RAPID, "level": Level.TOWNSHIP, "rapid": result, "rapid_item": "有机磷和氨基甲酸酯类"}
    return sample(by=by or make.post("township"), **(given | changes))


def accepted(row: Sample) -> Sample:
    return services.accept_sample(Sample.objects.get(pk=row.pk), by=make.post("reviewer"))


def tested(row: Sample, **found: Any) -> Sample:
    """Through the laboratory: `腐霉利="6.1"` is an amount in mg/kg, None not detected; the rest not detected."""
    order = TestOrder.objects.get(sample=row)
    tester, verifier = make.post("lab_tester"), make.post("lab_verifier")
    services.receive_order(order, by=tester, version=order.version)
    lines = {
        result.analyte_id: line(found.get(result.analyte.name)) for result in order.results.select_related("analyte")
    }
    services.enter_results(order, by=tester, version=order.version, lines=lines, finish=True)
    services.confirm_result(TestOrder.objects.get(pk=order.pk), by=verifier, version=order.version)
    return Sample.objects.get(pk=row.pk)


def line(amount: str | None) -> dict[str, Any]:
    if amount is None:
        return {"found": Found.NOT_DETECTED, "value": None, "lod": Decimal("0.001"), "unit": "mg/kg"}
    return {"found": Found.VALUE, "value": Decimal(amount), "lod": Decimal("0.001"), "unit": "mg/kg"}


def judged(order: TestOrder, *, tester: Post, verifier: Post, **found: Any) -> TestOrder:
    """Through a laboratory: received, entered, confirmed by its second person."""
    services.receive_order(order, by=tester, version=order.version)
    lines = {
        result.analyte_id: line(found.get(result.analyte.name)) | {"method": "GB 23200.113-2018"}
        for result in order.results.select_related("analyte")
    }
    services.enter_results(order, by=tester, version=order.version, lines=lines, finish=True)
    fresh = TestOrder.objects.get(pk=order.pk)
    return services.confirm_result(fresh, by=verifier, version=fresh.version)


def supervised(**changes: Any) -> Sample:
    """A 监督抽查 of the county: two officers with their cards, bought and sealed, in a laboratory with certificates."""
    if not Laboratory.objects.filter(organisation=laboratory()).exists():
        certified()
    given = {
        "kind": Kind.SUPERVISION, "sampler_1": "张一", "card_1": "赣执1", "sampler_2": "李二", "card_2": "赣执2",
        "seal": "封-1", "price": Decimal(20), "spare_amount": Decimal(1),
    }  # fmt: skip
    return sample(**(given | changes))


def failed_supervision(**changes: Any) -> Sample:
    """It failed on 20 October 2021 and nobody has served the result yet."""
    row = supervised(**changes)
    with clock.at(dt.date(2021, 10, 20)):
        return accepted(tested(row, 腐霉利="6.1"))


def served(row: Sample, on: dt.date, *, by: Post | None = None) -> Sample:
    """The result was handed over on that day, and recorded on it."""
    with clock.at(on):
        return services.serve_result(
            Sample.objects.get(pk=row.pk), by=by or make.post("guangxin"), told_on=on, told_how="hand"
        )


def second_laboratory(*, able: bool = True) -> tuple[Organisation, Post, Post]:
    """The city's laboratory with both certificates, and its two people; `able`: for the two items of the leek."""
    place = make.post("city").region
    home, _ = Organisation.objects.get_or_create(name="市检测中心", kind=OrganisationKind.LABORATORY, region=place)
    people = [_of_laboratory(home, role) for role in (Role.LAB_TESTER, Role.LAB_VERIFIER)]
    row = {"organisation": home, "level": "city", "entered_on": dt.date(2020, 1, 1)}
    [made] = register_laboratories([row], by=system_post())
    span = {"laboratory": made, "first_day": dt.date(2019, 1, 1), "last_day": dt.date(2024, 12, 31)}
    held = [span | {"kind": kind, "certificate": f"{kind.upper()}-2"} for kind in ("cma", "catl")]
    register_certificates(held, by=system_post())
    if able:
        able_for(made, "腐霉利", "毒死蜱")
    return home, people[0], people[1]


def another_post(of: Post, role: str) -> Post:
    """The same person with another post in the same house."""
    with history.acting(None, "测试人员"):
        made = Post.objects.create(
            user=of.user, organisation=of.organisation, role=role, since=dt.date(2020, 1, 1)
        )
    return Post.objects.with_place().get(pk=made.pk)


def _of_laboratory(home: Organisation, role: Role) -> Post:
    with history.acting(None, "测试人员"):
        user = User.objects.create_user(f"city-{role}", password="Lab-2021-pass", name=f"市 {role.label}")
        Post.objects.create(user=user, organisation=home, role=role, since=dt.date(2020, 1, 1))
    return Post.objects.with_place().get(user=user)


def able_for(row: Laboratory, *items: str, **changes: Any) -> None:
    """Accepted lines of the laboratory's table."""
    given = {"laboratory": row, "since": dt.date(2019, 1, 1)} | changes
    services.register_capabilities(
        [given | {"analyte_id": code(item)} for item in items], by=system_post(), state=State.ACCEPTED
    )


def failed(**changes: Any) -> Sample:
    """An accepted sample of leek with too much procymidone."""
    return accepted(tested(sample(**changes), 腐霉利="6.1"))


def row(subject: Any, **changes: Any) -> dict[str, Any]:
    """One row for the bulk verb."""
    return {"subject": subject, **answers(**changes)}


def report(**found: str | None) -> dict[str, Any]:
    lines = [{"analyte": code(name), **line(amount)} for name, amount in found.items()]
    return {"results": lines, "tested_by": make.post("lab_tester"), "verified_by": make.post("lab_verifier")}


def system() -> Post:
    return system_post()


def originals() -> list[Any]:
    """The laboratory's own record of the measurement, as a file."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "PNG")
    return [SimpleUploadedFile("谱图.png", out.getvalue(), "image/png")]


def corrected(row: Sample, *, papers: bool = True, by: str = "lab_tester", **found: str | None) -> Correction:
    """Entered, not yet checked; the items that are named change."""
    order = TestOrder.objects.get(sample=row)
    lines = {code(name): line(amount) for name, amount in found.items()}
    given = {"why": "称样量录入错误", "originals": originals() if papers else None}
    return services.correct_results(order, by=make.post(by), version=order.version, lines=lines, **given)


def checked(correction: Correction) -> Correction:
    row = Correction.objects.get(pk=correction.pk)
    return services.check_correction(row, by=make.post("lab_verifier"), version=row.version)
