from __future__ import annotations

from django.db.models import Q
from django.http import JsonResponse
from django.views import View

from supervision.ground import kinds
from supervision.ground.people import OfficialRequest, require
from supervision.ground.subjects import Subject

from ..finding import called_all
from ..texts import asked

MOST = 50


class SubjectSearch(View):
    """What the search box of a form offers: active subjects of the scope by name, pinyin or number."""

    def get(self, request: OfficialRequest) -> JsonResponse:
        require(request.post, "supervision.view_subject")
        rows = Subject.objects.visible_to(request.post).active()
        if word := asked(request.GET):
            rows = rows.filter(called_all(word) | Q(number__startswith=kinds.codes.read(word)))
        found = rows.order_by("pinyin", "id").values_list("pk", "name", "region__name")[:MOST]
        return JsonResponse({"results": [{"id": pk, "text": f"{name}（{place}）"} for pk, name, place in found]})
