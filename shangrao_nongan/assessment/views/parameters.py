"""口径参数: what the definitions of a scheme leave open, chosen and checked by the city before the scheme is locked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from supervision.ground.errors import RuleViolation
from supervision.ground.parameters import Parameter
from supervision.ground.people import OfficialRequest, require

from ... import offers
from .. import services
from ..models import Scheme
from ..parameters import COMMON, of_item

Row = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
def parameters(request: OfficialRequest, code: str) -> HttpResponse:
    """Read by whoever reads the scheme; changed by the city's administrator while it is open."""
    require(request.post, "assessment.view_scheme")
    found = get_object_or_404(Scheme, code=code)
    typed = request.POST if request.method == "POST" else None
    if typed is not None:
        require(request.post, "assessment.change_scheme")
    groups = _groups(found, typed)
    wrong = any(row["wrong"] for group in groups for row in group["rows"])
    if typed is not None and not wrong:
        try:
            services.set_parameters(found, by=request.post, common=_chosen(groups[0]), items=_of_items(groups[1:]))
            messages.success(request, "口径参数已保存。")
            return redirect("assessment:parameters", code=code)
        except RuleViolation as refused:
            messages.error(request, refused.message)
    can_change = not found.locked_at and request.post.has_perm("assessment.change_scheme")
    context = {"scheme": found, "groups": groups, "can_change": can_change, "wrong": wrong}
    return render(request, "assessment/parameters.html", context, status=422 if wrong else 200)


def _groups(scheme: Scheme, typed: QueryDict | None) -> list[Row]:
    """The common ones first, then those of each item that has any."""
    common = _rows("c", COMMON, scheme.params or {}, scheme.confirmed or [], typed)
    found: list[Row] = [{"key": None, "title": "通用", "caliber": "", "rows": common}]
    for item in scheme.items.all():
        figure = offers.indicators().get(item.indicator)
        rows = _rows(f"i{item.pk}", of_item(item, figure), item.params, item.confirmed or [], typed)
        if rows:
            caliber = figure.caliber if figure else ""
            found.append({"key": item.pk, "title": f"{item.order}. {item.name}", "caliber": caliber, "rows": rows})
    return found


def _rows(
    prefix: str,
    known: tuple[Parameter, ...],
    given: Mapping[str, Any],
    confirmed: list[str],
    typed: QueryDict | None,
) -> list[Row]:
    return [_row(f"{prefix}-{one.name}", one, given, confirmed, typed) for one in known]


def _row(box: str, one: Parameter, given: Mapping[str, Any], confirmed: list[str], typed: QueryDict | None) -> Row:
    value, wrong, checked = one.value(given), "", one.verified or one.name in confirmed
    said = "" if value is None else str(value)
    if typed is not None:
        checked = one.verified or f"{box}-checked" in typed
        said = typed.get(box, "")
        try:
            value = one.read(typed.getlist(box))
        except RuleViolation as refused:
            wrong = refused.message
    picked = {str(each) for each in (value if one.several else [value])}
    return {
        "box": box,
        "one": one,
        "value": value,
        "typed": said,
        "shown": one.shown(value),
        "default": one.shown(one.default),
        "checked": checked,
        "choices": [(str(each), label, str(each) in picked) for each, label in one.choices],
        "wrong": wrong,
    }


def _chosen(group: Row) -> services.Chosen:
    values = {row["one"].name: row["value"] for row in group["rows"]}
    return values, [row["one"].name for row in group["rows"] if row["checked"] and not row["one"].verified]


def _of_items(groups: list[Row]) -> dict[int, services.Chosen]:
    return {group["key"]: _chosen(group) for group in groups}
