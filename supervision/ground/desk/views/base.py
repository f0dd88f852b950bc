from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views import View

from supervision.ground.people import OfficialRequest, require
from supervision.ground.year import year_of

from ..registry import Register


class DeskView(View):
    """A view of one register. `perm` is the verb that must be allowed before anything is looked up."""

    request: OfficialRequest
    register: Register = cast(Register, None)  # given by `paths`
    perm = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.demand(self.perm)
        return super().dispatch(request, *args, **kwargs)

    def may(self, verb: str) -> bool:
        return self.request.post.has_perm(self.register.perm(verb))

    def demand(self, verb: str) -> None:
        require(self.request.post, self.register.perm(verb))

    def find(self, pk: int) -> Any:
        """The record, through the post's scope: a neighbour's does not exist."""
        try:
            return self.register.to_judge(self.request.post).get(pk=pk)
        except ObjectDoesNotExist:
            raise Http404("没有找到这条记录，或它不在您的范围内。") from None

    def year(self) -> int:
        """The year of the header's switch."""
        return year_of(self.request)

    def back_url(self) -> str:
        return self.register.url()
