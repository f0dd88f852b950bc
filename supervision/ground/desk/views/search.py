from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Length
from django.http import JsonResponse
from django.views import View

from supervision.ground import kinds, regions
from supervision.ground.people import OfficialRequest, Post, require
from supervision.ground.regions import Level, Region
from supervision.ground.subjects import Subject

from .. import places
from ..finding import called_all, in_one_of
from ..texts import asked

MOST = 50


class SubjectSearch(View):
    """What the search box of a form offers: active subjects of the scope by name, pinyin, number or code.

    What was merged into another entry answers as that one.
    """

    def get(self, request: OfficialRequest) -> JsonResponse:
        require(request.post, "supervision.view_subject")
        rows = Subject.objects.visible_to(request.post).active()
        if word := asked(request.GET):
            rows = rows.filter(pk__in=_roots_named(request.post, word))
        found = rows.order_by("pinyin", "id").values_list("pk", "name", "region__name")[:MOST]
        return JsonResponse({"results": [{"id": pk, "text": f"{name}（{place}）"} for pk, name, place in found]})


def _roots_named(post: Post, word: str) -> QuerySet[Any]:
    code = kinds.codes.read(word)
    named = called_all(word) | Q(number__startswith=code) | (Q(credit_code=code) if code else Q(pk__in=()))
    found = Subject.objects.visible_to(post).filter(named)
    return found.values_list(Coalesce("merged_into", "pk"))


class RegionSearch(View):
    """Townships and villages of the scope: “董团” finds the township and its villages, “董团 联合” one of them.

    Without a word, and `below` a place: what lies in it, so that one goes from the county down to the village. `all`
    the places of the city are asked for where something moves to: what a place is called is no secret.
    """

    def get(self, request: OfficialRequest) -> JsonResponse:
        require(request.post, "supervision.view_subject")
        levels = [one for one in request.GET.get("levels", "").split(",") if one in Level.values]
        scope = Region.objects.filter(closed=None) if "all" in request.GET else places.within(request.post)
        rows = scope.filter(level__in=levels or (Level.TOWNSHIP, Level.VILLAGE))
        named = rows
        for word in asked(request.GET).split():
            named = named.filter(in_one_of(("name", "township__name", "county__name"), word))
        inside = asked(request.GET, "below")
        if inside and not asked(request.GET):
            children = scope.filter(parent=inside).exclude(level=Level.CITY)
            # Below a village lies nothing: then those beside it.
            named = children if children.exists() else scope.filter(parent__children=inside)
        found = named.select_related("county", "township").order_by(Length("code"), "code")[:MOST]
        if not found:  # a whole address, a former name: read as the workbooks read it
            found = rows.filter(pk__in=_read(asked(request.GET), scope)).select_related("county", "township")
        return JsonResponse({"results": [{"id": region.pk, "text": region.full_name} for region in found]})


def _read(written: str, scope: QuerySet[Region]) -> list[str]:
    try:
        atlas = regions.atlas(frozenset(scope.values_list("pk", flat=True)))
        return [atlas.read(written, (Level.TOWNSHIP, Level.VILLAGE)).place.code]
    except kinds.Unreadable:
        return []
