from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from supervision.ground import clock
from supervision.ground.desk import NewView, asked, call_url, called_all
from supervision.ground.measures import Period
from supervision.ground.people import OfficialRequest, require
from supervision.ground.subjects import Subject, roots

from ..models.patrol import Patrol
from ..tables.patrol import PATROLS

SHOWN = 30


@require_http_methods(["GET", "POST"])
def patrol_new(request: OfficialRequest) -> HttpResponseBase:
    """Whom to visit first, then the desk's form with that industry's checklist, then perhaps the sample."""
    require(request.post, "supervision.add_patrol")
    if request.method == "GET" and not request.GET.get("subject"):
        return _choose(request)
    return PatrolView.as_view(register=PATROLS)(request)


class PatrolView(NewView):
    def onward(self, record: Any) -> str:
        """The form of the room above, known by the name of its address only, when a sample was taken as well."""
        if self.request.POST.get("sample_too"):
            try:
                address = reverse("monitoring:samples-new")
            except NoReverseMatch:
                return super().onward(record)
            return f"{address}?{urlencode({'subject': str(record.subject_id), 'visit': str(record.visit)})}"
        return super().onward(record)


def _choose(request: OfficialRequest) -> HttpResponse:
    """The subjects of the post, those not yet visited this year first."""
    word = asked(request.GET, most=40)
    year = Period.of_year(clock.year())
    seen = Patrol.objects.counted().conducted().held_in(year)
    rows = Subject.objects.visible_to(request.post).active().select_related("township")
    if word:
        rows = rows.filter(called_all(word))
    rows = rows.annotate(last_visit=roots.latest(seen, "held_on"))
    found: list[Any] = list(rows.order_by(F("last_visit").asc(nulls_first=True), "pinyin", "id")[:SHOWN])
    for subject in found:
        subject.call_url = call_url(subject.phone_sealed and subject.pk, request.post)
    same = [(name, request.GET[name]) for name in ("held_on", *PATROLS.common) if name in request.GET]
    told = {"subjects": found, "asked": word, "register": PATROLS, "same": same, "kept": urlencode(same)}
    return render(request, "supervision/patrol_choose.html", told)
