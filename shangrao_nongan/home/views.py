from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from supervision.ground import audit, clock, desk, facts, jobs
from supervision.ground.people import OfficialRequest, Post, Role, require
from supervision.ground.records import SUBJECT_ROLES
from supervision.ground.subjects import Subject, line_of, lines_of
from supervision.ground.year import year_of

from .. import offers
from . import board, kept, own

FACTS = 20  # of a subject's course on one page
VOLUME = 30  # dossiers in one volume
OVERVIEW = (
    Role.CITY_ADMIN, Role.CITY_REVIEWER, Role.COUNTY_ADMIN, Role.COUNTY_OFFICER, Role.TOWNSHIP_SUPERVISOR, Role.AUDITOR,
    Role.REVIEW_ONLY,
)  # fmt: skip


@require_safe
def home(request: OfficialRequest) -> HttpResponse:
    """What waits first, then the year's numbers: targets against actuals, each number opening its rows."""
    post = request.post
    if not post:
        return render(request, "home/nobody.html")
    context = {"waiting": board.waiting(post), "jobs": list(jobs.current(post)[:3]), "quick": _quick(post)}
    context["other_year"] = year_of(request) != clock.year()
    if post.role in OVERVIEW and board.places_of(post):  # a zone's townships count for their counties
        found, as_of = kept.board_of(post, year=year_of(request))
        chosen = request.GET.get("map", "")
        codes = [card.code for card in found.cards]
        if codes:
            chosen = chosen if chosen in codes else board.first_to_show(found)
            context |= {
                "board": found,
                "numbers_at": as_of,
                "chosen": chosen,
                "chart": board.chart(found, chosen) if post.is_citywide else None,
                "chosen_card": next(card for card in found.cards if card.code == chosen),
            }
    if post.role in SUBJECT_ROLES:
        context["own"] = own.cards(post, year=year_of(request))
    return render(request, "home/home.html", context)


def _quick(post: Post) -> list[dict[str, str]]:
    """The forms a post fills in most, one tap away."""
    wanted = (
        ("记一次巡查", "supervision:patrols-new", "supervision.add_patrol"),
        ("填抽样单", "monitoring:samples-new", "monitoring.add_sample"),
        ("开合格证", "certificates:certificates-new", "certificates.add_certificate"),
        ("登记监管对象", "supervision:subjects-new", "supervision.add_subject"),
        ("报告突发情况", "emergency:incidents-new", "emergency.add_incident"),
    )
    found = [{"label": label, "url": board.address(name)} for label, name, perm in wanted if post.has_perm(perm)]
    return [one for one in found if one["url"]]


@require_safe
def todos(request: OfficialRequest) -> HttpResponse:
    return render(request, "home/todos.html", {"waiting": board.waiting(request.post) if request.post else []})


@require_safe
def me(request: OfficialRequest) -> HttpResponse:
    """Who I am here, in which post, and the lists that I keep for every month."""
    post = request.post
    told = {"mine": request.posts, "routine": desk.routine(post)} if post else {"mine": [], "routine": []}
    return render(request, "home/me.html", told)


@require_safe
def dossier(request: OfficialRequest, pk: int) -> HttpResponse:
    """一户一档: everything that happened to a subject, in order, and what every room keeps of it.

    A room's part and the course of facts are for those who may view them: a producer sees its own subject, and not
    what is being investigated about it.
    """
    require(request.post, "supervision.view_subject")
    subject = Subject.objects.select_related("county", "township", "region").visible_or_404(request.post, pk=pk)
    panels = _panels(subject, request.post)
    first = next((panel for panel in panels if panel["rows"]), None)
    told = [panel | {"opened": panel is first} for panel in panels]
    call = desk.call_url(subject.phone_sealed and subject.pk, request.post)
    context = {
        "subject": subject,
        "call_url": call,
        "panels": told,
        "course": request.post.has_perm("supervision.view_fact"),
    }
    if context["course"]:
        context["page"] = Paginator(facts.timeline(subject, line_of(subject)), FACTS).get_page(request.GET.get("page"))
    return render(request, "home/dossier.html", context)


def _panels(subject: Subject, post: Post) -> list[dict[str, Any]]:
    return [
        {"label": panel.label, "template": panel.template, "rows": panel.rows(subject, post)}
        for panel in offers.panels()
        if post.has_perm(panel.perm)
    ]


@require_safe
def dossiers(request: OfficialRequest, pk: int) -> HttpResponse:
    """一键调档: the dossiers of a selection behind one another with their contents, to be printed for an inspection.

    Of a long list a volume at a time. What goes out is noted like any export.
    """
    post = request.post
    require(post, "supervision.export_subject")
    selection = desk.listed_selection(desk.named("subjects"), str(pk), post)
    if selection is None:
        raise Http404("没有找到这份选定的名单。")
    found = Subject.objects.visible_to(post).filter(pk__in=selection.ids).select_related("county", "township", "region")
    page = Paginator(found.order_by("pinyin", "id"), VOLUME).get_page(request.GET.get("page"))
    course = post.has_perm("supervision.view_fact")
    lines = lines_of(subject.pk for subject in page) if course else {}
    told = [
        {
            "subject": subject,
            "panels": [panel for panel in _panels(subject, post) if panel["rows"]],
            "facts": list(facts.timeline(subject, lines[subject.pk])[:FACTS]) if course else [],
        }
        for subject in page
    ]
    said = f"一键调档（{selection}），第 {page.number} 册" if page.has_other_pages() else f"一键调档（{selection}）"
    if told:
        audit.exported(by=post, register="subjects", said=said, columns=["一户一档"], rows=len(told))
    context = {
        "selection": selection,
        "page": page,
        "dossiers": told,
        "course": course,
        "today": clock.today(),
        "back_url": f"{reverse('supervision:subjects')}?picked={selection.pk}",
    }
    return render(request, "home/dossiers.html", context)
