"""The two choices in the header, kept in the session: which year is looked at, and in which post one acts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from supervision.ground import year
from supervision.ground.people import SESSION_KEY, OfficialRequest, Post


@require_POST
def switch_year(request: HttpRequest) -> HttpResponseRedirect:
    asked = request.POST.get("year", "")
    if asked.isdecimal() and len(asked) == 4 and int(asked) in year.years():
        request.session[year.KEY] = int(asked)
    else:
        messages.error(request, "没有这个年度。")
    return _back(request)


@require_POST
def switch_post(request: OfficialRequest) -> HttpResponseRedirect:
    """Only to one's own post in force; the page that was open may belong to the other post, so one lands at home."""
    asked = request.POST.get("post", "")
    own = Post.objects.in_force().filter(user=request.user)
    post = get_object_or_404(own, pk=int(asked) if asked.isdecimal() and len(asked) < 19 else 0)
    request.session[SESSION_KEY] = post.pk
    return HttpResponseRedirect("/")


def _back(request: HttpRequest) -> HttpResponseRedirect:
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return HttpResponseRedirect(asked if safe else "/")
