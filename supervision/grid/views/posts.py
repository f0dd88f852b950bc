from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from supervision.ground import sent, signins
from supervision.ground.desk import DeskView, FormView
from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest

from ..services.account import engage, renew, why_not_renew
from ..tables.post import POSTS


@method_decorator(never_cache, name="dispatch")
class AppointView(FormView):
    """Appointing. The answer shows the first password of a new account, stored nowhere and never shown again."""

    register = POSTS
    perm = "add"

    def get(self, request: OfficialRequest) -> HttpResponse:
        return self.page(POSTS.form_class(post=request.post))

    def post(self, request: OfficialRequest) -> HttpResponse:
        form, post, password = POSTS.form_class(request.POST, post=request.post), None, ""
        try:
            with sent.once(self.sending(form, "new"), by=request.post, again=self.again) as doing:
                if form.is_valid():
                    post, password = engage(by=request.post, **form.values)
                    doing.came_to(post)
        except sent.SentBefore as before:
            return self._appointed_before(form, before)
        except RuleViolation as refused:
            form.refuse(str(refused), refused.field)
            return self.page(form)
        if post is None:
            return self.page(form)
        told = {"register": POSTS, "appointed": post, "password": password, "back_url": self.back_url()}
        return render(request, "supervision/appointed.html", told)

    def _appointed_before(self, form: Any, before: sent.SentBefore) -> HttpResponse:
        """A second click: the first answer was the only one with the password, and may not have been seen. It is said
        that the appointment stands, and how to come by a new first password.
        """
        if before.how is not sent.How.SAME:
            return self.asked_again(form, before)
        post = POSTS.rows(self.request.post).filter(pk=getattr(before.row, "pk", None)).first()
        if post is None:
            messages.warning(self.request, f"{before.row} 刚刚已任命，没有重复办理。")
            return redirect(self.back_url())
        told = {
            "register": POSTS, "appointed": post, "twice": True, "back_url": self.back_url(),
            "lost": signins.must_change(post.user) and not why_not_renew(post, self.request.post),
        }  # fmt: skip
        return render(self.request, "supervision/appointed.html", told)


@method_decorator(never_cache, name="dispatch")
class RenewView(DeskView):
    """A new first password, by who may appoint there: asked first, shown once. Pressed twice, the later one is good."""

    register = POSTS
    perm = "change"

    def get(self, request: OfficialRequest, pk: int) -> HttpResponse:
        post = self.find(pk)
        if refused := why_not_renew(post, request.post):
            messages.error(request, refused)
            return redirect(POSTS.url("detail", pk))
        return render(request, "supervision/renew.html", {"register": POSTS, "appointed": post})

    def post(self, request: OfficialRequest, pk: int) -> HttpResponse:
        post = self.find(pk)
        try:
            password = renew(post, by=request.post)
        except RuleViolation as refused:
            messages.error(request, str(refused))
            return redirect(POSTS.url("detail", pk))
        told = {"register": POSTS, "appointed": post, "password": password, "again": True, "back_url": self.back_url()}
        return render(request, "supervision/appointed.html", told)
