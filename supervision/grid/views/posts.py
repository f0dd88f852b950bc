from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from supervision.ground import sent
from supervision.ground.desk import FormView
from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest

from ..services.account import engage
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
        """A second click: the first answer was the only one with the password."""
        if before.how is not sent.How.SAME:
            return self.asked_again(form, before)
        messages.warning(self.request, f"{before.row} 刚刚已任命，没有重复办理。初始密码只在第一次的回答里显示。")
        return redirect(self.back_url())
