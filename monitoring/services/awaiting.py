"""Whose turn a report or a correction is, and that nobody holds the post: reads, never writes."""

from __future__ import annotations

from django.db.models import Q

from supervision.ground.people import PostQuerySet, Role
from supervision.ground.regions import CITY
from supervision.ground.regions import Level as PlaceLevel
from supervision.models import Post

from ..models import Correction, TestOrder
from ..vocabulary import CorrectionState, OrderState

COUNTY = (Role.COUNTY_ADMIN, Role.COUNTY_OFFICER)
CITY_ROLES = (Role.CITY_ADMIN, Role.CITY_REVIEWER)
NO_VERIFIER = "检测机构目前没有其他在岗的审核人，无人可以复核，请机构尽快安排。"
NO_ORDERER = "委托单位目前没有可以办理的在岗人员，请联系上级或系统管理员安排。"


def consenting_posts(correction: Correction) -> PostQuerySet:
    """Who may consent: the bureau of the level that is asked, but nobody who entered or checked it."""
    city = correction.asked_of == PlaceLevel.CITY
    place = CITY if city else correction.order.county_id
    roles = CITY_ROLES if city else COUNTY
    theirs = (correction.entered_by, correction.checked_by)
    users = [post.user_id for post in theirs if post is not None]
    return Post.objects.in_force().filter(role__in=roles, organisation__region=place).exclude(user__in=users)


def nobody(order: TestOrder, correction: Correction | None) -> str:
    """The sentence that nobody can take the next step, or nothing."""
    if correction is not None and correction.state == CorrectionState.CONSENT:
        return "" if consenting_posts(correction).exists() else NO_ORDERER
    entered = correction.entered_by if correction is not None else order.tested_by
    if entered is None or (correction is None and order.state != OrderState.ENTERED):
        return ""
    here = Q(organisation=order.laboratory_id, role=Role.LAB_VERIFIER)
    wrote = {entered.user_id, *(order.writers if correction is None else ())}
    return "" if Post.objects.in_force().filter(here).exclude(user__in=wrote).exists() else NO_VERIFIER
