"""Who is told of a correction. The laboratory hears of its blind code only, never of a subject or a place."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from supervision.ground import notices
from supervision.ground.people import Post, Role, system_post
from supervision.ground.records import LABORATORY_ROLES
from supervision.ground.regions import CITY

from ..models import Correction, Handling
from ..vocabulary import Verdict
from .awaiting import CITY_ROLES, COUNTY, consenting_posts


def tell_consent_asked(correction: Correction, *, by: Post) -> None:
    """Those whose turn it is. Nobody else hears of it yet."""
    notices.say(
        to=consenting_posts(correction),
        title="检测结果更正待同意",
        body=f"{correction.order} 的检测机构更正了结果，更正后将解除原来的不合格。同意之前，原结论继续有效。\n"
        f"更正原因：{correction.why}",
        link=_link(correction),
        key=f"correction:{correction.pk}",
        by=by,
    )


def tell_refused(correction: Correction, *, by: Post) -> None:
    notices.say(
        to=_laboratory(correction),
        title=f"更正未通过：{correction.order}",
        body=f"原结论继续有效。原因：{correction.refused_why}",
        link=_link(correction),
        by=_unnamed(by),
    )


def tell_done(correction: Correction, *, by: Post) -> None:
    """The laboratory, and everybody who acted upon the first verdict: what they began goes on until they look."""
    sample = correction.order.form
    told = {"title": f"更正已生效：{correction.order}", "link": _link(correction)}
    notices.say(to=_laboratory(correction), by=_unnamed(by), **told)
    followed = [handling.number for handling in Handling.objects.live().filter(sample=sample)]
    body = f"{sample.number} {sample.product}：原结论 {correction.before}；更正后 {correction.after}。\n"
    body += f"更正原因：{correction.why}\n"
    if followed:
        body += f"已有核查处置单 {'、'.join(followed)}，不会自动撤销，请核对后办理。\n"
    if sample.verdict != Verdict.FAIL:
        body += "据原结论启动的应急、信用和处罚事项请逐项核对。"
    link = reverse("monitoring:samples-detail", args=[sample.pk])
    notices.say(to=_concerned(correction), title="检测结论已更正", body=body[:2000], link=link, by=by)


def _concerned(correction: Correction) -> Iterable[Post]:
    """Who sampled, the bureaus of the place, and the zone that runs it."""
    sample = correction.order.form
    here = Q(role__in=COUNTY, organisation__region__in=[sample.county_id, sample.managing_zone_id])
    city = Q(role__in=CITY_ROLES, organisation__region=CITY)
    return Post.objects.in_force().filter(here | city | Q(pk=sample.made_by_id)).exclude(role=Role.SYSTEM)


def _unnamed(by: Post) -> Post:
    """Which bureau decided would say where the sample comes from."""
    return by if by.role in LABORATORY_ROLES else system_post()


def _laboratory(correction: Correction) -> Iterable[Post]:
    return Post.objects.in_force().filter(organisation=correction.order.laboratory_id, role__in=LABORATORY_ROLES)


def _link(correction: Correction) -> str:
    return reverse("monitoring:testorders-detail", args=[correction.order_id])
