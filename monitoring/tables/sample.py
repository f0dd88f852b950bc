"""The registers of monitoring."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Coalesce

from supervision.ground import clock, desk, terms
from supervision.ground.desk import COUNTY, FILED, NUMBER, PLACES, STANDING
from supervision.ground.kinds import spelling
from supervision.ground.regions import Level as PlaceLevel
from supervision.models import Post

from .. import services
from ..figures import counts_as_batch
from ..filters import TestOrderFilterSet
from ..forms import AskVoidForm, HandlingForm, RemeasureForm, SampleForm, ServeForm, TaskForm
from ..models import Analyte, Handling, Result, Retest, Sample, Task, TestOrder
from ..rules.orderers import levels_of
from ..services import handlings, retests, samples
from ..services.accreditation import warnings
from ..services.versions import corrected
from ..vocabulary import Method, OrderState, Rapid, SecondTest, Taking, Verdict
from . import counted

# Nothing at all where no rapid test was made.
RAPID = Case(
    *(When(rapid=value, then=Value(label)) for value, label in Rapid.choices if value),
    default=Value(""),
    output_field=CharField(),
)
# What the laboratory has handed in and nobody has confirmed yet is no longer waiting for the test.
VERDICT = Case(
    When(verdict=Verdict.PENDING, order__state=OrderState.ENTERED, then=Value("待审核")),
    *(When(verdict=value, then=Value(label)) for value, label in Verdict.choices),
    default=Value(""),
    output_field=CharField(),
)
JUDGEMENT: dict[str, Any] = {"perm": "accept", "needs_reason": True}


def _report(sample: Sample, post: Post) -> dict[str, Any]:
    """The results behind the verdict, the handling, and what was taken at the same visit."""
    order = TestOrder.objects.filter(sample=sample).select_related("laboratory").first()
    shown = order if order is not None and order.state == OrderState.VERIFIED else None
    told = corrected(shown, post) if shown else {"versions": [], "first": (), "steps": []}
    return {
        "order": order,
        "results": shown.results.in_force().select_related("analyte", "sure_by__user") if shown else [],
        "versions": told["versions"],
        "first": told["first"],
        "asked": bool(told["steps"]),
        "warnings": warnings(order, clock.today()) if order is not None else (),
        "retests": second_tests(sample, post),
        "no_retest": retests.why_not_second(SecondTest.RETEST, sample) if sample.verdict == Verdict.FAIL else "",
        "may_retest": post.has_perm("monitoring.add_retest") and not retests.why_not_second(SecondTest.RETEST, sample),
        "handlings": Handling.objects.visible_to(post).live().filter(sample=sample),
        "followed_by": Sample.objects.visible_to(post).live().filter(follows=sample),
        "may_follow": sample.rapid == Rapid.POSITIVE and post.has_perm("monitoring.add_sample"),
        "may_supervise": sample in Sample.objects.unfollowed() and post.has_perm("monitoring.add_sample"),
        "may_handle": sample in Sample.objects.unhandled() and post.has_perm("monitoring.add_handling"),
    }


def second_tests(sample: Sample, post: Post) -> list[tuple[Retest, TestOrder | None, list[Any]]]:
    """Each second test with its order and, once verified, its lines: they stand beside the first ones."""
    found = []
    rows = Retest.objects.visible_to(post).live().filter(sample=sample)
    for row in rows.select_related("laboratory", "order__laboratory"):
        order = getattr(row, "order", None)
        lines = []
        if order is not None and order.state == OrderState.VERIFIED:
            lines = list(order.results.in_force().select_related("analyte", "sure_by__user"))
        found.append((row, order, lines))
    return found


OF_SAMPLE = desk.Search(subject="sample__subject")
SHOWN_VERDICTS = [(v.value, v.label) for v in (Verdict.PENDING, Verdict.PASS, Verdict.FAIL, Verdict.UNDETERMINED)]
SHOWN = desk.Condition("verdict", "判定", SHOWN_VERDICTS)


def _items() -> Any:
    known = Analyte.objects.order_by("code").values_list("pk", "name", "kind", "cas")
    return [(pk, name, f"{spelling.words(name)} {kind} {cas}") for pk, name, kind, cas in known]


def _tested_for(rows: Any, value: str) -> Any:
    """Of verified reports only: before that nobody but the laboratory knows what was looked for, and what was found."""
    lines = Result.objects.in_force().filter(analyte=value, order__state=OrderState.VERIFIED)
    return rows.filter(pk__in=lines.values("order__sample"))


TESTED = desk.Condition("item", "检测项目", rows=_tested_for, offers=_items)


def _awaited(rows: Any, value: str) -> Any:
    if value.startswith("void_"):
        return rows.asked_to_void().filter(level__in=levels_of(value.removeprefix("void_")))
    return getattr(rows, value)()


AWAITED = desk.Condition(
    "todo",
    "待办",
    [
        ("to_handle", "不合格待处置"),
        ("unhandled", "不合格未办结"),
        ("unjudged", "检出禁限用农药待人工判定"),
        ("unconfirmed", "快检阳性待确证"),
        ("to_serve", "监督抽查不合格待送达"),
        ("void_city", "作废申请待市级办理"),
        ("void_county", "作废申请待县级办理"),
    ],
    _awaited,
)


def _care(record: Sample) -> str:
    """What may follow from it is read by itself: a positive or failed test, a refusal, something that was suspected."""
    if record.rapid == Rapid.POSITIVE:
        return "快检阳性"
    if record.verdict == Verdict.FAIL or record.banned:
        return "检测不合格"
    if record.taking == Taking.REFUSED:
        return "拒绝抽样"
    return "有待判定的禁限用农药" if record.suspected_items else ""


def _awaits(record: Sample) -> str:
    """What the laboratory finds may bind somebody: before it is known a person says that the sampling is in order."""
    waits = record.method == Method.QUANTITATIVE and record.verdict == Verdict.PENDING
    return "尚无检测结论" if waits else ""


SAMPLES = desk.Register(
    key="samples",
    links=("certificates", "productionrecords", "patrols"),
    model=Sample,
    label="抽样单",
    fields=(
        NUMBER,
        "subject",
        "product",
        COUNTY,
        "township",
        *desk.hidden("region"),
        "sampled_on",
        *desk.hidden("task"),
        "level",
        "kind",
        "method",
        *desk.hidden("place"),
        desk.Column("taking", kind="badge", list=False),
        *desk.hidden("smallholder"),
        desk.Column("batch", kind="code", list=False),
        desk.Column("certificate", kind="code", list=False),
        desk.Column("record_check", kind="badge", list=False),
        *desk.hidden("record_remark"),
        desk.Column("rapid", expr=RAPID, kind="badge"),
        *desk.hidden("rapid_item", "rapid_method"),
        desk.Column("verdict", expr=VERDICT, kind="badge"),
        *desk.hidden(
            "failed_items",
            "banned",
            "suspected_items",
            "judged_on",
            "judged_why",
            "verdict_on",
            "told_on",
            "told_how",
            "told_at",
            "told_by",
            "void_asked_by",
            "void_asked_at",
            "void_asked_why",
            "void_document",
            "laboratory",
            "base_amount",
            "amount",
            "spare_amount",
            "amount_unit",
        ),
        desk.Column("price", kind="money", list=False),
        desk.Column("seal", kind="code", list=False),
        *desk.hidden("sampler_1"),
        desk.Column("card_1", kind="code", list=False),
        *desk.hidden("sampler_2"),
        desk.Column("card_2", kind="code", list=False),
        *desk.hidden("refusal_why", "witness", "remark"),
        *STANDING,
    ),
    sorts=("sampled_on",),
    default_sort="-sampled_on",
    asked=("level", "kind", "method", SHOWN, TESTED, "rapid", "taking", "record_check", AWAITED),
    form=SampleForm,
    life=samples.LIFE,
    verbs=(
        *desk.verbs_of(samples.LIFE),
        desk.Verb("judge-failed", "判定该项不合格", services.judge_failed, **JUDGEMENT),
        desk.Verb("judge-passed", "判定该项合格", services.judge_passed, **JUDGEMENT),
        desk.Verb("refuse-void", "不同意作废", services.refuse_void, perm="accept", needs_reason=True, done="不予作废"),
    ),
    steps=(
        desk.Step("serve", "登记结果送达", ServeForm, services.serve_result, perm="submit", style="primary"),
        desk.Step("ask-void", "申请作废", AskVoidForm, services.ask_void, perm="submit"),
        desk.Step("remeasure", "复测备样", RemeasureForm, services.remeasure, perm="accept"),
    ),
    judged_by=("void_asked_by",),
    care=_care,
    awaits=_awaits,
    common=("task", "level", "kind", "method", "product", "place", "laboratory"),
    detail=(
        ("抽样任务", ("task", "level", "kind", "method")),
        ("样品", ("subject", "product", "batch", "certificate", "sampled_on", "place", "taking", "smallholder")),
        ("地区", ("county", "township", "region")),
        ("生产记录检查", ("record_check", "record_remark")),
        (
            "结果",
            ("verdict", "verdict_on", "failed_items", "banned", "rapid", "rapid_item", "rapid_method", "laboratory"),
        ),
        ("人工判定（检出禁限用农药而没有适用限量时）", ("suspected_items", "judged_on", "judged_why")),
        ("结果送达", ("told_on", "told_how", "told_at", "told_by")),
        ("作废申请", ("void_asked_by", "void_asked_at", "void_asked_why", "void_document")),
        ("数量与购样", ("base_amount", "amount", "spare_amount", "amount_unit", "price", "seal")),
        ("抽样人员", ("sampler_1", "card_1", "sampler_2", "card_2")),
        ("拒检与备注", ("refusal_why", "witness", "remark")),
        FILED,
    ),
    panels=(desk.Panel("monitoring/panels/report.html", _report),),
    dated=True,
    counting=desk.Counting("定量监测批次", "quantitative", counts_as_batch),
    dimensions=counted.DIMENSIONS,
    parts=(counted.FAILED, counted.POSITIVE),
    rates=(counted.PASS_RATE,),
)

TESTORDERS = desk.Register(
    key="testorders",
    model=TestOrder,
    label="检测单",
    # What a laboratory may know, and nothing that leads back to the subject or the place.
    fields=(
        desk.Column("code", kind="code"),
        "product",
        "amount",
        desk.Column("amount_unit", label="单位"),
        "ordered_on",
        "received_on",
        "tested_on",
        "tested_by",
        "verified_on",
        *desk.hidden("verified_by"),
        desk.Column("report", kind="code", list=False),
        desk.Column("state", kind="badge"),
    ),
    sorts=("ordered_on",),
    default_sort="-ordered_on",
    asked=TestOrderFilterSet,
    dated=True,
)


def _due(handling: Handling, post: Post) -> dict[str, Any]:
    """The terms that run, by the version in force when the report came in."""
    codes = ("sample.notify_subject", "handling.verify", "handling.close")
    days = [
        (term.name, term.basis, terms.due(handling.opened_on, code) if term.unit != "hour" else None, term)
        for code in codes
        for term in [terms.in_force(code, handling.opened_on)]
    ]
    return {"deadlines": days, "sample": handling.sample}


CLOSING = desk.Condition(
    "todo",
    "待办",
    [(PlaceLevel.CITY, "待市级确认办结"), (PlaceLevel.COUNTY, "待县级确认办结")],
    lambda rows, value: rows.waiting().filter(sample__level__in=levels_of(value)),
)
HANDLINGS = desk.Register(
    key="handlings",
    links=("cases", "rectifications", "retests"),
    model=Handling,
    label="核查处置单",
    fields=(
        NUMBER,
        desk.Column("sample", label="抽样单", list=False),
        desk.Column("subject", "受检单位（人）", "sample__subject__name", width=28),
        desk.Column("product", "产品", "sample__product__name"),
        *PLACES,
        desk.Column("failed_items", "不合格项目", "sample__failed_items", width=30),
        desk.Column("opened_on", label="收到报告日期"),
        desk.Column("notified_on", label="通知日期", list=False),
        *desk.hidden("controlled_amount", "controlled_unit"),
        desk.Column("disposal", label="产品去向", list=False),
        *desk.hidden("cause"),
        "action",
        desk.Column("case_number", kind="code", list=False),
        *desk.hidden("no_case_why", "resampled"),
        "closed_on",
        *STANDING,
    ),
    sorts=("opened_on",),
    default_sort="-opened_on",
    asked=("action", CLOSING),
    search=OF_SAMPLE,
    form=HandlingForm,
    life=handlings.LIFE,
    judged_by=("sample",),
    care=desk.by_itself,
    verbs=(
        desk.Verb("submit", "提请办结", handlings.LIFE.submit, perm="close", style="primary"),
        desk.Verb("accept", "确认办结", handlings.LIFE.accept, style="primary", done="已确认办结"),
        *desk.verbs_of(handlings.LIFE)[2:],
    ),
    detail=(
        ("不合格样品", ("sample", "subject", "product", "failed_items", "county", "township")),
        ("通知与控制", ("opened_on", "notified_on", "controlled_amount", "controlled_unit", "disposal")),
        ("原因与处置", ("cause", "action", "case_number", "no_case_why", "resampled", "closed_on")),
        FILED,
    ),
    panels=(desk.Panel("monitoring/panels/deadlines.html", _due),),
    dated=True,
)


TASKS = desk.Register(
    key="tasks",
    model=Task,
    label="监测任务",
    fields=(
        desk.Column("name", width=32),
        desk.Column("year", kind="code"),
        "level",
        "kind",
        "method",
        desk.Column("county", label="面向", expr=Coalesce("county__name", Value("全市")), list=False),
        "batches",
        "laboratory",
        desk.Column("document", kind="code", list=False),
        "first_day",
        desk.Column("deadline", label="抽样截止"),
    ),
    sorts=("first_day",),
    default_sort="-first_day",
    asked=("level", "kind", "method"),
    search=desk.Search("任务名称", ("name",)),
    without=("state", "region"),
    form=TaskForm,
    create=services.issue_task,
    direct=desk.Direct("下达任务", "已下达", title="下达监测任务"),
)
