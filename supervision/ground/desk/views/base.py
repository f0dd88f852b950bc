from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.views import View

from supervision.ground.people import require
from supervision.ground.year import year_of

from ..registry import Register


class DeskView(View):
    """A view of one register. `perm` is the verb that must be allowed before anything is looked up."""

    register: Register = None  # given by `paths`
    perm = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.demand(self.perm)
        return super().dispatch(request, *args, **kwargs)

    def may(self, verb: str) -> bool:
        return self.request.post.has_perm(self.register.perm(verb))

    def demand(self, verb: str) -> None:
        require(self.request.post, self.register.perm(verb))

    def find(self, pk: int) -> models.Model:
        """The record, through the post's scope: a neighbour's does not exist."""
        rows = self.register.rows(self.request.post).select_related(*_kept(self.register.model))
        try:
            return rows.get(pk=pk)
        except self.register.model.DoesNotExist:
            raise Http404("没有找到这条记录，或它不在您的范围内。") from None

    def year(self) -> int:
        """The year of the header's switch."""
        return year_of(self.request)

    def back_url(self) -> str:
        return self.register.url()


def _kept(model: type[models.Model]) -> list[str]:
    """The places a service asks a record for, fetched with it."""
    names = {field.name for field in model._meta.concrete_fields if field.is_relation}
    return [
        path
        for path in ("region__county", "region__township", "made_by__user", "subject")
        if path.split("__")[0] in names
    ]
