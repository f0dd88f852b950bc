from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from supervision.ground.people import OfficialRequest
from supervision.ground.subjects import Subject

from .. import kept, listing
from ..export import described
from ..fields import key_in
from ..listing import Listing, address
from .base import DeskView

WAYS = (("first", "first"), ("prev", "before"), ("next", "after"), ("last", "last"))


class ListView(DeskView):
    """The rows the post may see, filtered, sorted, a page at a time: always the same number of queries."""

    def get(self, request: OfficialRequest) -> HttpResponse:
        post, own = request.post, kept.layout(self.register, request.post)
        shown = listing.show(
            self.register,
            post=post,
            data=request.GET,
            year=self.year(),
            size=listing.size_of(request.GET, own.size),
            columns=kept.shown(self.register, post, own),
        )
        if shown.notice:
            messages.warning(request, shown.notice)
        detail = self.register.url("detail", 0)
        for row in shown.rows:
            row["url"] = detail.replace("/0/", f"/{row['id']}/")
        if self.picks and shown.rows:
            versions = dict(self.register.rows(request.post).filter(pk__in=keys_of(shown)).values_list("pk", "version"))
            for row in shown.rows:
                row["tick"] = f"{row['id']}.{versions.get(row['id'], 0)}"
        return render(request, "desk/list.html", self.context(shown))

    @property
    def picks(self) -> bool:
        """Whether this post decides on rows of this register, so that it may pick many of them."""
        return self.register.reviewed and self.may("accept")

    def context(self, shown: Listing) -> dict[str, Any]:
        data, turn = self.request.GET, shown.turn
        return {
            "register": self.register,
            "filter": shown.filter,
            "columns": shown.columns,
            "rows": shown.rows,
            "sort": shown.sort,
            "sorts": self._sorts(shown),
            "aside": [
                {"label": one.label, "count": one.count, "url": address(data, state=one.state)} for one in shown.aside
            ],
            **{f"{way}_url": address(data, **turn[said]) if said in turn else "" for way, said in WAYS},
            "sizes": [
                {"size": size, "url": address(data, size=str(size)), "active": size == shown.size}
                for size in listing.SIZES
            ],
            "total": shown.total_text,
            "within": shown.within,
            "note": "" if shown.filter.period_shown else f"共 {shown.total_text} 条",
            "active_filters": self._chips(shown),
            "clear_url": self.register.url(),
            "pick_url": self.register.url("select") + address(self.request.GET) if self.picks and shown.rows else "",
            **self._kept(shown),
            **self._on_paper(shown),
            **self._doors(),
        }

    def _kept(self, shown: Listing) -> dict[str, Any]:
        """What this person keeps of the list, and can keep now."""
        return {
            "saved": kept.saved(self.register, self.request.post),
            "layout": kept.choices(self.register, self.request.post, shown.columns),
            "query": kept.query_of(self.request.GET.urlencode()) if shown.filter.is_valid() else "",
            "size": shown.size,
        }

    def _on_paper(self, shown: Listing) -> dict[str, str]:
        """A printed sheet holds a page of the rows, and has to say of which."""
        chosen = described(shown.filter) if shown.filter.is_valid() else []
        conditions = "；".join(f"{label}：{value}" for _name, label, value in chosen) or "全部"
        held = f"本页 {len(shown.rows)} 条，共 {shown.total_text} 条"
        return {"filters_said": f"范围：{conditions}", "printed": held}

    def _doors(self) -> dict[str, str]:
        """What else the post may do here."""
        doors, register = {}, self.register
        if register.create and self.may("add"):
            doors["new_url"] = register.url("new")
        if self.may("export"):
            doors["export_url"] = register.url("export") + address(self.request.GET)
            doors |= self._dossiers() if register.model is Subject else {}
        if register.model is Subject:
            doors["paste_url"] = register.url("paste")
        if register.sheet and self.may("import"):
            doors["import_url"] = register.url("import")
        return doors

    def _dossiers(self) -> dict[str, str]:
        """一键调档 of the list that was pasted or picked: a page of the roof, known by its name only."""
        picked = key_in(self.request.GET.get("picked"))
        try:
            return {"dossiers_url": reverse("dossiers", args=[picked])} if picked else {}
        except NoReverseMatch:
            return {}

    def _sorts(self, shown: Listing) -> list[dict[str, Any]]:
        free = shown.total <= listing.MOST
        names = [c.name for c in shown.columns if free or c.name in self.register.sort_fields]
        current, down = shown.sort.lstrip("-"), shown.sort.startswith("-")
        return [
            {
                "name": name,
                "label": self.register.by_name[name].label,
                "url": address(self.request.GET, sort=self._turned(name, current, down)),
                "active": name == current,
                "descending": down,
            }
            for name in names
        ]

    def _turned(self, name: str, current: str, down: bool) -> str:
        """What a click on a heading sorts by: names from the first, days from the newest, and then the other way."""
        if name == current:
            return name if down else f"-{name}"
        return f"-{name}" if self.register.by_name[name].kind in ("date", "moment") else name

    def _chips(self, shown: Listing) -> list[dict[str, str]]:
        if not shown.filter.is_valid():
            return []
        return [
            {"label": f"{label}：{value}", "url": address(self.request.GET, **{name: ""})}
            for name, label, value in described(shown.filter)
            if name
        ]


def keys_of(shown: Listing) -> list[int]:
    return [row["id"] for row in shown.rows]
