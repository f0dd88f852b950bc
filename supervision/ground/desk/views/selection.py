"""What a reviewer has picked: taken over or returned together, exported, handed on, or read one by one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest

from .. import listing, many, picking
from ..export import export_rows
from ..looks import PARAMETERS
from ..models import Selection
from ..texts import typed
from .base import DeskView
from .export import sent_whole

SIZE = 50


def picked(view: DeskView, pk: int) -> Selection:
    """One's own selection of this register."""
    mine = Selection.objects.visible_to(view.request.post).filter(register=view.register.key)
    found: Selection | None = mine.select_related("handed_by__user").filter(pk=pk).first()
    if found is None:
        raise Http404("没有找到这次选定的记录。")
    return found


class SelectView(DeskView):
    """Ticked rows, or all that the list shows, become a selection."""

    perm = "accept"
    http_method_names = ["post"]

    def post(self, request: OfficialRequest) -> HttpResponse:
        try:
            if request.POST.get("what") == "all":
                made = picking.pick_all(self.register, by=request.post, data=request.GET, year=self.year())
            else:
                ticked = ticked_in(request.POST.getlist("row"))
                made = picking.pick(self.register, ticked, by=request.post, whole=bool(request.POST.get("whole")))
        except RuleViolation as refused:
            messages.error(request, str(refused))
            return redirect(f"{self.register.url()}?{request.GET.urlencode()}")
        return redirect(self.register.url("selection", made.pk))


def ticked_in(values: Iterable[str]) -> dict[int, int]:
    """`key.version` of each ticked row; what is no such thing was not sent by our page."""
    found = {}
    for value in values:
        key, _, version = value.partition(".")
        if key.isdecimal() and version.isdecimal() and len(key) < 19 and len(version) < 10:
            found[int(key)] = int(version)
    return found


class SelectionView(DeskView):
    """The selection with everything that may be done with it, and after that what was left and why."""

    perm = "accept"

    def get(self, request: OfficialRequest, pk: int) -> HttpResponse:
        return self.page(picked(self, pk))

    def post(self, request: OfficialRequest, pk: int) -> HttpResponse:
        selection, verb = picked(self, pk), request.POST.get("verb", "")
        try:
            why = typed(request.POST, "why", lines=True)
            if verb == "hand":
                return self._hand_on(selection)
            before = len(selection.done_ids)
            job = many.start(selection, verb, by=request.post, why=why)
        except RuleViolation as refused:
            messages.error(request, str(refused))
            return self.page(picked(self, pk), status=422, why=request.POST.get("why", "").replace("\0", ""))
        if job is not None:
            return redirect(reverse("supervision:job", args=[job.pk]))
        selection = picked(self, pk)
        done = len(selection.done_ids) - before
        label = next(deed.label for deed in self.register.verbs if deed.name == verb)
        messages.success(request, f"“{label}”已办理 {done:,} 条。") if done else None
        return redirect(self.register.url("selection", pk))

    def _hand_on(self, selection: Selection) -> HttpResponse:
        wanted = self.request.POST.get("to", "")
        others = picking.colleagues(self.register, self.request.post)
        to = next((other for other in others if str(other.pk) == wanted), None)
        if to is None:
            raise RuleViolation("请选择转交给谁。")
        made = picking.hand_on(selection, to=to, by=self.request.post)
        messages.success(self.request, f"已转交{to.user.name} {len(made.ids):,} 条，对方会收到通知。")
        return redirect(self.register.url("selection", selection.pk))

    def page(self, selection: Selection, *, status: int = 200, why: str = "") -> HttpResponse:
        register, post = self.register, self.request.post
        shown = Paginator(selection.ids, SIZE).get_page(self.request.GET.get("page"))
        told = {
            "register": register,
            "selection": selection,
            "title": f"{register.label}：{selection}",
            "list_url": register.url(),
            "columns": listing.columns_for(register, post),
            "rows": self._rows(selection, shown.object_list),
            "page": shown,
            "outlooks": list(many.outlooks(selection, register, post)),
            "due": len(many.due(selection)),
            "job": many.under_way(selection),
            "to_read": len(selection.to_read.keys() - set(selection.done_ids)),
            "left": self._left(selection),
            "pick_url": register.url("select"),
            "read_url": register.url("selection-read", selection.pk),
            "export_url": register.url("selection-export", selection.pk) if self.may("export") else "",
            "others": picking.colleagues(register, post),
            "why": why,
            "parameters": [(one.label, one.shown(one.default)) for one in (*PARAMETERS, picking.KEPT)],
        }
        return render(self.request, "desk/selection.html", told, status=status)

    def _rows(self, selection: Selection, keys: Iterable[int]) -> list[dict[str, Any]]:
        """A page of it in the order of reading, each leading to where it is read."""
        register, post = self.register, self.request.post
        found = {row["id"]: row for row in listing.told(register, register.rows(post).filter(pk__in=keys), post=post)}
        read = register.url("selection-read", selection.pk)
        return [found[key] | {"url": f"{read}?row={key}"} for key in keys if key in found]

    def _left(self, selection: Selection) -> list[dict[str, Any]]:
        """What was refused, still ticked, in the version of now: looked at again it can be picked again."""
        whys = dict(zip(selection.left_ids, selection.left_whys, strict=False))
        rows = self.register.rows(self.request.post).filter(pk__in=list(whys)[:SIZE]).in_bulk()
        return [
            {
                "label": str(rows[key]) if key in rows else "（不在您的范围内的记录）",
                "url": self.register.url("detail", key) if key in rows else "",
                "tick": f"{key}.{rows[key].version}" if key in rows else "",
                "why": why,
            }
            for key, why in list(whys.items())[:SIZE]
        ]


class PickedExportView(DeskView):
    """The rows that were picked, as a workbook."""

    perm = "accept"

    def get(self, request: OfficialRequest, pk: int) -> HttpResponseBase:
        self.demand("export")
        selection = picked(self, pk)
        rows = self.register.rows(request.post).filter(pk__in=selection.ids)
        pieces = partial(export_rows, self.register, rows, by=request.post, said=str(selection))
        return sent_whole(request, self.register, pieces)
