from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from supervision.ground import audit, masking
from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest, require
from supervision.ground.records import is_citizen

from .. import persons
from .base import DeskView


class RevealView(DeskView):
    """显示: one number of a person, whole, for a purpose. It stands in the answer to this one post and nowhere else:
    no address, no log and no history holds it, and what is asked again is noted again.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require(self.request.post, persons.MAY)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: OfficialRequest, pk: int, field: str) -> HttpResponse:
        return self.page(self.find(pk), self.number(field))

    def post(self, request: OfficialRequest, pk: int, field: str) -> HttpResponse:
        record, number = self.find(pk), self.number(field)
        whole = number.whole(record)
        if not whole:
            return self.page(record, number)
        try:
            noted = audit.reveal(
                by=request.post,
                register=self.register.key,
                record=record.pk,
                said=str(record),
                field=number.name,
                label=number.label,
                purpose=request.POST.get("purpose", ""),
            )
        except RuleViolation as refused:
            return self.page(record, number, status=422, error=str(refused))
        answer = self.page(record, number, whole=whole, noted=noted)
        answer["Cache-Control"] = "no-store"
        return masking.openly(answer, [whole])

    def number(self, field: str) -> persons.Number:
        post = self.request.post
        columns = [] if is_citizen(post) else self.register.columns_of(post)
        known = {one.name: one for one in persons.numbers(self.register.model, columns)}
        if field not in known:
            raise Http404("这里没有可以显示的号码。")
        return known[field]

    def page(
        self, record: Any, number: persons.Number, *, status: int = 200, error: str = "", whole: str = "", **more: Any
    ) -> HttpResponse:
        told = {
            "register": self.register,
            "record": record,
            "title": str(record),
            "number": number,
            "there": number.there(record),
            "whole": whole,
            "dial": _dial(whole) if number.is_phone else "",
            "purposes": audit.Purpose.choices,
            "most": audit.PER_HOUR.shown(audit.PER_HOUR.value({})),
            "error": error,
            "back_url": self.register.url("detail", record.pk),
        }
        return render(self.request, "desk/reveal.html", told | more, status=status)


def _dial(number: str) -> str:
    """For the phone's dialler: digits, and an extension after a pause."""
    main, _, extension = number.partition("转")
    digits = "".join(sign for sign in main if sign.isdecimal() or sign == "+")
    return f"{digits},{extension}" if digits and extension else digits
