from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.measures import Ratio
from supervision.ground.parameters import told as defined
from supervision.ground.people import OfficialRequest, require
from supervision.ground.year import year_of

from .. import pace, parameters, services
from ..forms import QuotaForm
from ..models import Plan, Quota


@require_safe
def board(request: OfficialRequest) -> HttpResponse:
    """Target, actual, gap and pace of every county in the post's scope."""
    require(request.post, "monitoring.view_quota")
    year = year_of(request)

    def quotas() -> Iterable[Quota]:
        rows = Quota.objects.visible_to(request.post).of_year(year).with_target()
        return rows.select_related("county").order_by("county")

    rows = pace.quota_rows(year, today=clock.today(), quotas=quotas)
    owed, done = sum(row.target for row in rows), sum(row.actual for row in rows)
    told = {
        "plan": Plan.objects.filter(year=year).first(),
        "plan_year": year,
        "rows": rows,
        "total": {
            "population": sum(row.population for row in rows),
            "computed": sum(row.computed for row in rows),
            "target": owed,
            "actual": done,
            "gap": sum(row.gap for row in rows),
            "expected": sum(row.expected for row in rows),
            "behind": sum(row.behind for row in rows),
            "ratio": Ratio(done, owed),
        },
        "gap_note": "各县缺口合计" if len(rows) > 1 else "",
        "caliber": defined(parameters.COMPLETION_CALIBER, parameters.COMPLETION),
        "as_of": clock.today(),
        "samples_url": f"{reverse('monitoring:samples')}?method=quantitative&state=accepted",
        "may_adjust": request.post.has_perm("monitoring.adjust_quota"),
    }
    return render(request, "monitoring/quotas.html", told)


@require_http_methods(["GET", "POST"])
def adjust(request: OfficialRequest, pk: int) -> HttpResponse:
    require(request.post, "monitoring.adjust_quota")
    row = Quota.objects.visible_to(request.post).with_target().select_related("county", "plan").filter(pk=pk).first()
    if row is None:
        raise Http404("没有找到这条记录，或它不在您的范围内。")
    form = QuotaForm(request.POST or None, initial={"target": row.target, "why": row.why})
    if request.method == "POST" and form.is_valid():
        try:
            services.adjust_quota(row, by=request.post, **form.cleaned_data)
        except RuleViolation as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, f"{row.county}{row.plan.year}年的任务数已调整为 {row.adjusted:,} 批次。")
            return redirect("monitoring:quotas")
    return render(request, "monitoring/quota.html", {"form": form, "row": row}, status=422 if form.errors else 200)


@require_safe
def rapid_tests(request: OfficialRequest) -> HttpResponse:
    """The rapid tests of the sampling register, as an address of their own."""
    query = request.GET.copy()
    query["method"] = "rapid"
    return redirect(f"{reverse('monitoring:samples')}?{query.urlencode()}")
