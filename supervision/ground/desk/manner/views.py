"""审核方式: what holds, the papers behind it, and what may be done with them. 抽读 is beside it (`drawn`)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supervision.ground import clock, editions
from supervision.ground.editions import EditionState
from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.people import OfficialRequest, Post, require
from supervision.ground.regions import CITY, Region

from ..texts import typed
from . import services
from .forms import PaperForm, lines_of
from .models import ReviewPaper
from .rules import DAYS, PERCENT

STALE = "刚刚已被他人办理，请核对最新内容后再办。"
VERBS = {"publish": "发布", "withdraw": "停用", "verify": "核对原文"}


@require_safe
def papers(request: OfficialRequest) -> HttpResponse:
    """What holds today for each register, in the city and in the post's county; and every paper of them."""
    post = request.post
    require(post, "supervision.view_reviewpaper")
    own = "" if post.is_citywide else post.region.county_id
    applying = services.Applying(clock.today(), [CITY, own] if own else [CITY])
    found = ReviewPaper.objects.visible_to(post).select_related("made_by__user", "published_by__user")
    places = dict(Region.objects.filter(pk__in={paper.key for paper in found}).values_list("pk", "name"))
    told = {
        "rules": [
            {
                "label": register.label,
                "city": applying.rule(register, None),
                "own": applying.rule(register, own) if own else None,
            }
            for register in services.reviewable()
        ],
        "county": post.region.county if own else None,
        "papers": [
            {"paper": paper, "place": places.get(paper.key, paper.key)} for paper in found.order_by("key", "-pk")
        ],
        "may_draft": post.has_perm("supervision.add_reviewpaper") and bool(services.home_of(post)),
        "parameters": [(one.label, one.shown(one.default)) for one in (DAYS, PERCENT)],
        "today": clock.today(),
        "waiting": services.to_read(post).count(),
    }
    return render(request, "desk/manner.html", told)


@require_safe
def paper(request: OfficialRequest, pk: int) -> HttpResponse:
    return _page(request, _paper(request.post, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OfficialRequest) -> HttpResponse:
    """A draft; it begins with the words of the paper in force."""
    post = request.post
    require(post, "supervision.add_reviewpaper")
    home = services.home_of(post)
    if not home:
        raise Http404("审核方式由市级或县级规定。")
    begun = services.Applying(clock.today(), [home]).paper(home)
    form = PaperForm(request.POST or None, paper=begun)
    if not form.is_bound:
        form.initial = {**form.initial, "valid_from": clock.today(), "valid_to": None, "version": None}
    if form.is_valid():
        try:
            made = services.draft(by=post, **form.said)
        except RuleViolation as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, f"“{made}”已存为草稿，请由另一人核对后发布。")
            return redirect("supervision:review-paper", made.pk)
    return _form(request, form, "起草审核方式", reverse("supervision:review-manner"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OfficialRequest, pk: int) -> HttpResponse:
    found = _paper(request.post, pk)
    require(request.post, "supervision.change_reviewpaper")
    if why := _why_not("edit", found, request.post):
        messages.error(request, why)
        return redirect("supervision:review-paper", pk)
    form = PaperForm(request.POST or None, paper=found)
    if form.is_valid():
        try:
            services.edit(found, by=request.post, version=form.cleaned_data["version"] or 0, **form.said)
        except StaleEdit:
            form.seen_again(_paper(request.post, pk).version)
            form.add_error(None, STALE)
        except RuleViolation as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, f"“{found}”已保存。")
            return redirect("supervision:review-paper", pk)
    return _form(request, form, f"修改“{found}”", reverse("supervision:review-paper", args=[pk]))


@require_POST
def act(request: OfficialRequest, pk: int, verb: str) -> HttpResponse:
    found, version = _paper(request.post, pk), request.POST.get("version", "")
    require(request.post, f"supervision.{'change' if verb == 'verify' else verb}_reviewpaper")
    why = ""
    try:
        why = typed(request.POST, "why", lines=True)
        seen = int(version) if version.isdecimal() and len(version) < 10 else 0
        if verb == "verify":
            services.refuse_foreign(found, request.post)
            editions.verify(found, by=request.post, version=seen)
        elif verb == "publish":
            services.publish(found, by=request.post, version=seen)
        else:
            services.withdraw(found, by=request.post, version=seen, why=why)
    except StaleEdit:
        return _page(request, _paper(request.post, pk), verb=verb, error=STALE, why=why)
    except RuleViolation as refused:
        return _page(request, _paper(request.post, pk), verb=verb, error=str(refused), why=why)
    messages.success(request, f"“{found}”已{VERBS[verb]}。")
    return redirect("supervision:review-paper", pk)


def _paper(post: Post, pk: int) -> ReviewPaper:
    require(post, "supervision.view_reviewpaper")
    rows = ReviewPaper.objects.visible_to(post).whole()
    found: ReviewPaper | None = (
        rows.select_related("made_by__user", "edited_by__user", "published_by__user", "withdrawn_by__user")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404("没有找到这份审核方式，或它不在您的范围内。")
    return found


def _why_not(verb: str, found: ReviewPaper, post: Post) -> str:
    """What the page does not offer; the service has the last word."""
    if not post.has_perm(f"supervision.{ {'edit': 'change', 'verify': 'change'}.get(verb, verb) }_reviewpaper"):
        return "您的岗位没有这项权限。"
    if found.key != services.home_of(post):
        return "只能办理本级的审核方式。"
    if verb == "verify":
        return "已核对。" if found.verified or found.state == EditionState.WITHDRAWN else ""
    if verb == "withdraw":
        return "已停用。" if found.state == EditionState.WITHDRAWN else ""
    return (
        ""
        if found.state == EditionState.DRAFT
        else f"{found.get_state_display()}的版本不能{'修改' if verb == 'edit' else '发布'}。"
    )


def _page(
    request: OfficialRequest, found: ReviewPaper, *, verb: str = "", error: str = "", why: str = ""
) -> HttpResponse:
    post = request.post
    place = Region.objects.filter(pk=found.key).first()
    told = {
        "paper": found,
        "place": place,
        "lines": lines_of(found),
        "may": {name: not _why_not(name, found, post) for name in ("edit", *VERBS)},
        "own": post.user_id in {found.made_by.user_id, getattr(found.edited_by, "user_id", None)},
        "verb": verb,
        "error": error,
        "why": why,
    }
    return render(request, "desk/manner_paper.html", told, status=422 if error else 200)


def _form(request: OfficialRequest, form: Any, title: str, back: str) -> HttpResponse:
    told = {"form": form, "title": title, "back_url": back, "city": services.home_of(request.post) == CITY}
    return render(request, "desk/manner_form.html", told, status=422 if form.errors else 200)
