from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

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
        form = POSTS.form_class(request.POST, post=request.post)
        if not form.is_valid():
            return self.page(form)
        try:
            post, password = engage(by=request.post, **form.values)
        except RuleViolation as refused:
            form.refuse(str(refused), refused.field)
            return self.page(form)
        told = {"register": POSTS, "appointed": post, "password": password, "back_url": self.back_url()}
        return render(request, "supervision/appointed.html", told)
