from __future__ import annotations

from django.db.models import Q
from django.db.models.functions import Length
from django.http import JsonResponse
from django.views import View

from supervision.ground.people import OfficialRequest, require
from supervision.ground.regions import Level
from supervision.ground.subjects import Subject

from .. import places

MOST = 50


class SubjectSearch(View):
    """What the search box of a form offers: active subjects of the scope by name, pinyin or number."""

    def get(self, request: OfficialRequest) -> JsonResponse:
        require(request.post, "supervision.view_subject")
        rows = Subject.objects.visible_to(request.post).active()
        asked = request.GET.get("q", "").replace("\0", "").strip()[:60]
        if asked:
            spelled = Q(pinyin__contains=asked.lower()) if asked.isascii() else Q()
            numbered = Q(number__startswith=asked.upper()) if asked.isascii() else Q()
            rows = rows.filter(Q(name__contains=asked) | spelled | numbered)
        found = rows.order_by("pinyin", "id").values_list("pk", "name", "region__name")[:MOST]
        return JsonResponse({"results": [{"id": pk, "text": f"{name}（{place}）"} for pk, name, place in found]})


class RegionSearch(View):
    """Townships and villages of the scope by name: “董团” finds the township and its villages, “董团 联合” one of them."""

    def get(self, request: OfficialRequest) -> JsonResponse:
        require(request.post, "supervision.view_subject")
        levels = [one for one in request.GET.get("levels", "").split(",") if one in Level.values]
        rows = places.within(request.post).filter(level__in=levels or (Level.TOWNSHIP, Level.VILLAGE))
        for word in request.GET.get("q", "")[:60].split():
            rows = rows.filter(Q(name__contains=word) | Q(township__name__contains=word) | Q(county__name__contains=word))
        found = rows.select_related("county", "township").order_by(Length("code"), "code")[:MOST]
        return JsonResponse({"results": [{"id": region.pk, "text": region.full_name} for region in found]})
