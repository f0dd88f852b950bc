from __future__ import annotations

from django.db.models import Q
from django.http import JsonResponse
from django.views import View

from supervision.ground.people import OfficialRequest, require
from supervision.ground.subjects import Subject

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
