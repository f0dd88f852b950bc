"""The reading pane: the stored selection at the left, one record at the right, on to the next with one key."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.parameters import in_words
from supervision.ground.people import OfficialRequest
from supervision.ground.records import State

from .. import many
from ..differing import before, differences, since_returned
from ..looks import PARAMETERS
from ..manner import services
from ..models import Selection
from ..registered import against_registered
from ..telling import called, what_changed
from ..texts import typed
from .act import ActView
from .selection import picked

READ = "read"  # the verb of 抽读
AROUND = 40  # rows of the list on either side of the one that is read


class ReadView(ActView):
    """One record of a selection after the other. Every way on is a plain link or a plain form."""

    perm = "accept"
    http_method_names = ["get", "post"]

    def get(self, request: OfficialRequest, pk: int) -> HttpResponse:
        selection = picked(self, pk)
        row = request.GET.get("row", "")
        return self.shown(selection, _key(row) if row else _first(selection))

    def post(self, request: OfficialRequest, pk: int) -> HttpResponse:  # type: ignore[override]
        selection, row = picked(self, pk), request.POST.get("row", "")
        name = request.POST.get("verb", "")
        key = _key(row)
        if name == READ and key in selection.ids:
            return self._read_through(selection, key)
        asked = self.register.verb_named(name) if name in many.VERBS else None
        if asked is None or key not in selection.ids:
            raise Http404("没有这项操作。")
        record = self.find(key)
        self.demand(asked.right)
        why = request.POST.get("why", "").replace("\0", "")
        try:
            why = typed(request.POST, "why", lines=True)
            self._call(asked, record, why)
        except StaleEdit:
            if not self._just_done(key, asked, why):
                changed = what_changed(request, self.find(key), request.POST.get("version"))
                return self.shown(
                    selection, key, error=f"“{asked.label}”没有办理：{changed}，请核对最新内容。", why=why
                )
        except RuleViolation as refused:
            return self.shown(selection, key, error=str(refused), why=why)
        else:
            messages.success(request, asked.said(record))
        return self._on(selection, key)

    def _read_through(self, selection: Selection, key: int) -> HttpResponse:
        """抽读: nothing to say against what 系统 took over."""
        record = self.find(key)
        self.demand("accept")
        try:
            services.read_through(self.register, record, by=self.request.post)
        except RuleViolation as refused:
            return self.shown(selection, key, error=str(refused))
        messages.success(self.request, f"{record} 已抽读，无异议。")
        return self._on(selection, key)

    def _on(self, selection: Selection, key: int) -> HttpResponse:
        """To the next one that nobody has decided on, or back to the list of all."""
        many.noted(selection, key)
        page = self.register.url("selection-read", selection.pk)
        following = _next_open(selection, key)
        return redirect(f"{page}?row={following}" if following else self.register.url("selection", selection.pk))

    def shown(self, selection: Selection, key: int, *, error: str = "", why: str = "") -> HttpResponse:
        if key not in selection.ids:
            raise Http404("这条记录不在选定的记录中。")
        record, post, register = self.find(key), self.request.post, self.register
        told = self.context(record)
        at, page = selection.ids.index(key), register.url("selection-read", selection.pk)
        earlier = before(register, record, post)
        pictures = [file for file in told["files"] if file["is_image"]]
        drawn = services.drawn_of(register, record)
        told |= {
            "drawn": drawn,
            "may_read": drawn is not None and not services.why_not_read(register, record, post),
            "selection": selection,
            "selection_url": register.url("selection", selection.pk),
            "page_url": page,
            "detail_url": register.url("detail", key),
            "entries": self._entries(selection, at, page),
            "at": at + 1,
            "prev_url": f"{page}?row={selection.ids[at - 1]}" if at else "",
            "next_url": f"{page}?row={selection.ids[at + 1]}" if at + 1 < len(selection.ids) else "",
            "sign": selection.signs[at],
            "parameters": in_words(PARAMETERS),
            "care": selection.cares[at],
            "pictures": pictures,
            "files": [file for file in told["files"] if not file["is_image"]],
            "registered": against_registered(register, record),
            "earlier": earlier,
            "earlier_url": register.url("detail", earlier.pk) if earlier else "",
            "earlier_on": getattr(earlier, earlier.DATE_FIELD) if earlier else None,
            "differences": differences(register, record, earlier, post) if earlier else [],
            "changed": since_returned(record, told["timeline"]),
            "verbs": [one for one in told["actions"] if one["name"] in many.VERBS],
            "waits": record.state == State.SUBMITTED,
            "error": error,
            "why": why,
        }
        return render(self.request, "desk/read.html", told, status=422 if error else 200)

    def _entries(self, selection: Selection, at: int, page: str) -> list[dict[str, Any]]:
        """The list around the one that is read; the whole of it is a page of its own."""
        first = max(0, at - AROUND)
        keys = selection.ids[first : at + AROUND + 1]
        rows = {row.pk: row for row in self.register.to_judge(self.request.post).filter(pk__in=keys)}
        done, left = set(selection.done_ids), set(selection.left_ids)
        return [
            {
                "label": called(rows[key]) if key in rows else "（不在您的范围内的记录）",
                "day": getattr(rows[key], rows[key].DATE_FIELD, None) if key in rows else None,
                "url": f"{page}?row={key}" if key in rows else "",
                "number": number,
                "here": number == at + 1,
                "done": key in done,
                "left": key in left,
                "sign": bool(selection.signs[number - 1]),
                "care": bool(selection.cares[number - 1]),
            }
            for number, key in enumerate(keys, first + 1)
        ]


def _key(row: str) -> int:
    return int(row) if row.isdecimal() and len(row) < 19 else 0


def _first(selection: Selection) -> int:
    """Where reading goes on: the first that nobody has decided on."""
    done = set(selection.done_ids)
    found = next((key for key in selection.ids if key not in done), None)
    if found is None and not selection.ids:
        raise Http404("没有选定的记录。")
    return selection.ids[0] if found is None else found


def _next_open(selection: Selection, key: int) -> int | None:
    done, at = {*selection.done_ids, key}, selection.ids.index(key)
    return next((other for other in [*selection.ids[at + 1 :], *selection.ids[:at]] if other not in done), None)
