from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import structlog
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST

from supervision.ground import audit
from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest, Post, require
from supervision.ground.year import year_of

from .. import kept, workbook
from .. import services as lists
from ..export import described
from ..fields import key_in
from ..listing import address
from ..models import SavedList
from ..registry import REGISTERS, Register
from . import asking, charts, counting, notes, quick, services
from .asking import Question
from .book import build as book_of
from .book import file_name
from .counting import Group, Late
from .models import Statistic
from .table import Table, build

log = structlog.get_logger(__name__)
PERM = "supervision.view_statistic"
WRONG = "统计条件有误，请改正标出的条件后再统计。"


class Door(View):
    """Whoever may ask at all; which register, its own permission says."""

    request: OfficialRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require(self.request.post, PERM)
        return super().dispatch(request, *args, **kwargs)


def _register(post: Post, key: str) -> Register:
    register = REGISTERS.get(key)
    if register is None:
        raise Http404("没有这个台账。")
    require(post, register.perm("view"))
    return register


def _asked(request: OfficialRequest, data: Any) -> Question:
    register = _register(request.post, data.get("register", ""))
    return asking.ask(register, post=request.post, data=data, year=year_of(request))


def _asked_then(done: Statistic, post: Post) -> Question:
    """The question of a table that was counted; by now a choice of it may be gone, or the right to see its rows."""
    _register(post, done.register)
    question = services.question_of(done, post)
    if not question.valid:
        raise Http404("这张统计表的条件已不适用。")
    return question


class Statistics(Door):
    """The question above, the table below it; without a register what can be asked."""

    def get(self, request: OfficialRequest) -> HttpResponse:
        if not request.GET.get("register"):
            return render(request, "desk/statistics/start.html", quick.start(request.post) | _saved(request.post))
        question = _asked(request, request.GET)
        context, table = page_of(question, request.GET), None
        if question.valid:
            try:
                with counting.patience():
                    groups = counting.count(question)
                table = build(question, groups)
            except Late:
                context |= {"late": counting.LATE}
            except RuleViolation as refused:
                context |= {"refused": str(refused)}
        return render(request, "desk/statistics/page.html", context | shown(question, table))


class Done(Door):
    """What was counted in the background, as of when it was counted."""

    def get(self, request: OfficialRequest, pk: int) -> HttpResponse:
        done = Statistic.objects.visible_to(request.post).filter(pk=pk).first()
        if done is None:
            raise Http404("没有这张统计表。")
        question = _asked_then(done, request.post)
        context, table = page_of(question, question.asked) | {"chips": ()}, None
        try:
            table = build(question, services.groups_of(done), year_of(request))
        except RuleViolation as refused:
            context |= {"refused": str(refused)}
        context |= {"counted_at": done.made_at, "counted_year": done.year, "done": done}
        return render(request, "desk/statistics/page.html", context | shown(question, table, done.made_at))


class Export(Door):
    """The table as a workbook; `done` names one that was counted in the background."""

    def get(self, request: OfficialRequest) -> HttpResponseBase:
        moment, groups = None, None
        if "done" in request.GET:
            question, groups, moment = self._done(request)
        else:
            question = _asked(request, request.GET)
        require(request.post, question.register.perm("export"))
        try:
            table = build(question, self._groups(question) if groups is None else groups)
        except (Late, RuleViolation) as refused:
            sentence = counting.LATE if isinstance(refused, Late) else str(refused)
            back = f"{reverse('supervision:statistics')}?{request.GET.urlencode()}"
            return render(request, "400.html", {"sentence": sentence, "back": back}, status=400)
        log.info("statistic_exported", register=question.register.key, post=request.post.pk)
        made = book_of(table, moment)
        audit.exported(**notes.taken_out(table))
        return FileResponse(made, as_attachment=True, filename=file_name(table), content_type=workbook.CONTENT_TYPE)

    def _done(self, request: OfficialRequest) -> tuple[Question, Sequence[Group], Any]:
        rows = Statistic.objects.visible_to(request.post)
        done = rows.filter(pk=key_in(request.GET.get("done")) or 0).first()
        if done is None:
            raise Http404("没有这张统计表。")
        return _asked_then(done, request.post), services.groups_of(done), done.made_at

    def _groups(self, question: Question) -> Sequence[Group]:
        if not question.valid:
            raise RuleViolation(WRONG)
        with counting.patience():
            return counting.count(question)


@require_POST
def background(request: OfficialRequest) -> HttpResponse:
    """Counted without anybody waiting for the page."""
    require(request.post, PERM)
    query = request.POST.get("query", "")
    data = kept.data_of(query)
    register = _register(request.post, data.get("register", ""))
    try:
        job = services.start(register, by=request.post, query=query, year=year_of(request))
    except RuleViolation as refused:
        messages.error(request, str(refused))
        return redirect(_address(query))
    return redirect("supervision:job", job.pk)


@require_POST
def keep(request: OfficialRequest) -> HttpResponse:
    """A question under a name, or one of them taken away."""
    require(request.post, PERM)
    query = kept.query_of(request.POST.get("query", ""))
    try:
        if dropped := key_in(request.POST.get("drop")):
            saved = SavedList.objects.visible_to(request.post).filter(pk=dropped, register=kept.STATISTICS).first()
            if saved is None:
                raise Http404("没有这个常用统计。")
            lists.drop_list(saved, by=request.post)
            messages.success(request, f"已删除常用统计“{saved.name}”。")
        else:
            _register(request.post, kept.data_of(query).get("register", ""))
            name, shared = request.POST.get("name", ""), bool(request.POST.get("shared"))
            saved = services.keep(by=request.post, name=name, query=query, shared=shared)
            messages.success(request, f"已保存常用统计“{saved.name}”。")
    except RuleViolation as refused:
        messages.error(request, str(refused))
    return redirect(_address(query))


def _address(query: str) -> str:
    return f"{reverse('supervision:statistics')}?{query}" if query else reverse("supervision:statistics")


def _saved(post: Post) -> dict[str, Any]:
    """What this person keeps and what the office shares, of the registers that this post reads."""
    readable = {one.key for one in asking.offered(post)}
    rows = SavedList.objects.visible_to(post).filter(register=kept.STATISTICS)
    return {
        "saved": [
            {"pk": one.pk, "name": one.name, "url": _address(one.query), "shared": one.shared,
             "own": one.user_id == post.user_id}
            for one in rows
            if kept.data_of(one.query).get("register") in readable
        ]
    }  # fmt: skip


def page_of(question: Question, data: Any) -> dict[str, Any]:
    """The question as the page shows it."""
    register, post = question.register, question.post
    chips = []
    if question.filters.is_valid():
        chips = [
            {"label": f"{label}：{value}", "url": address(data, **{name: ""})}
            for name, label, value in described(question.filters)
            if name and name in data
        ]
    return {
        "register": register,
        "registers": asking.offered(post),
        "quick": quick.of_register(register, post),
        "shape": question.shape,
        "filter": question.filters,
        "chips": chips,
        "query": kept.query_of(_said(question).urlencode()),
        "clear_url": f"{reverse('supervision:statistics')}?register={register.key}",
        **_saved(post),
    }


def _said(question: Question) -> QueryDict:
    """The question as an address says it."""
    said = question.asked.copy()
    for name in question.shaped:
        said.setlist(name, question.shaped.getlist(name))
    said["register"] = question.register.key
    return said


def shown(question: Question, table: Table | None, counted_at: Any = None) -> dict[str, Any]:
    """The table, its picture and what is told of it."""
    if table is None or table.total is None:
        return {"table": None, "wrong": not question.valid}
    may = question.post.has_perm(question.register.perm("export"))
    return {
        "table": table,
        "title": question.title,
        "chart": charts.chart(table),
        "definitions": notes.definitions(table),
        "conditions": notes.conditions(question),
        "told": notes.said(table, counted_at),
        "may_export": may,
    }
