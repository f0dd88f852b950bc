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
        try:
            return self.register.to_judge(self.request.post).get(pk=pk)
        except self.register.model.DoesNotExist:
            raise Http404("没有找到这条记录，或它不在您的范围内。") from None

    def year(self) -> int:
        """The year of the header's switch."""
        return year_of(self.request)

    def back_url(self) -> str:
        return self.register.url()
