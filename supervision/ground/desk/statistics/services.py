"""Counting in the background, and keeping a question under a name."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models.functions import Now
from django.http import QueryDict

from supervision.ground import jobs
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, require

from .. import kept
from .. import services as lists
from ..models import SavedList
from ..picking import KEPT
from ..registry import Register, named
from . import counting
from .asking import Question, ask
from .counting import Group
from .models import Statistic

COUNT = jobs.kind("supervision.statistic", "自定义统计")
TOO_LONG = 2000
AT_ONCE = 3  # of one post
LONGEST = "300s"  # for one statement in the background
NUMBERS = "条件里含手机号、证件号，不能转到后台统计，请去掉后再统计。"
MANY = f"后台统计同时最多进行 {AT_ONCE} 个，请等前面的完成后再统计。"
LATE = "5 分钟内没有算完，已停止。请加上筛选条件，或减少行、列后再统计。"
WRONG = "统计条件有误，请改正后再统计。"


def start(register: Register, *, by: Post, query: str, year: int) -> jobs.Job:
    """The same question, without anybody waiting for the page; asked again while it is counted, it is that one."""
    if len(query) > TOO_LONG:
        raise RuleViolation("统计条件太长，请减少条件后再统计。")
    if lists.has_numbers(query):
        raise RuleViolation(NUMBERS)
    if not ask(register, post=by, data=QueryDict(query), year=year).valid:
        raise RuleViolation(WRONG)
    key = f"{by.pk}-{hashlib.sha256(f'{register.key} {year} {query}'.encode()).hexdigest()[:40]}"
    going = jobs.current(by).filter(kind=COUNT)
    if going.count() >= AT_ONCE and not going.filter(key=key).exists():
        raise RuleViolation(MANY)
    return jobs.start(COUNT, by=by, key=key, params={"register": register.key, "query": query, "year": year})


def forget() -> int:
    """Take away what was counted as long ago as selections are kept; the question may have been kept under a name."""
    old = Statistic.objects.filter(made_at__lt=Now() - dt.timedelta(days=KEPT.default))
    return old.delete()[0]


def run(params: dict[str, Any], *, by: Post, tell: Callable[..., None]) -> Statistic:
    """Count as the post that asked, with what it may view today."""
    register = named(params["register"])
    require(by, register.perm("view"))
    question = ask(register, post=by, data=QueryDict(params["query"]), year=params["year"])
    if not question.valid:
        raise RuleViolation(WRONG)
    tell(0, 2, "正在统计")
    try:
        with counting.patience(LONGEST):
            groups = counting.count(question)
    except counting.Late:
        raise RuleViolation(LATE) from None
    tell(1, 2, "正在保存结果")
    return Statistic.objects.create(
        register=register.key,
        query=params["query"],
        year=params["year"],
        post=by,
        groups=[[group.keys, group.values] for group in groups],
    )


def question_of(done: Statistic, post: Post) -> Question:
    """The question as it was asked; its days are said, so that no other year of the header opens other rows."""
    register, data = named(done.register), QueryDict(done.query).copy()
    question = ask(register, post=post, data=data, year=done.year)
    if question.valid and (period := question.period):
        data["since"], data["until"] = period.first.isoformat(), period.last.isoformat()
        question = ask(register, post=post, data=data, year=done.year)
    return question


def groups_of(done: Statistic) -> list[Group]:
    """As they were counted: what was no whole number came back from the database as a decimal."""
    return [
        Group(tuple(keys), tuple(Decimal(one) if isinstance(one, str) else one for one in values))
        for keys, values in done.groups
    ]


def keep(*, by: Post, name: str, query: str, shared: bool) -> SavedList:
    return lists.keep_query(kept.STATISTICS, by=by, name=name, query=query, shared=shared)
