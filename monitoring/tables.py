"""The registers of monitoring."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Coalesce

from supervision.ground import desk, terms
from supervision.ground.desk import COUNTY, FILED, NUMBER, PLACES, STANDING, TOWNSHIP, life
from supervision.ground.records import COUNTED, State
from supervision.models import Post

from . import services
from .filters import HandlingFilterSet, RetestFilterSet, SampleFilterSet, TaskFilterSet, TestOrderFilterSet
from .forms import HandlingForm, RetestForm, SampleForm, TaskForm
from .models import Handling, Retest, Sample, Task, TestOrder
from .vocabulary import Action, Kind, Level, Method, OrderState, Place, Rapid, RecordCheck, Taking, Verdict

SUBJECT = desk.Column("subject", "受检单位（人）", "subject__name", width=28)
PRODUCT = desk.Column("product", "产品", "product__name")
LEVEL = desk.Column("level", "任务层级", desk.label_of("level", Level), width=10)
KIND = desk.Column("kind", "监测种类", desk.label_of("kind", Kind), width=12)
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
FINAL = "复检结论为最终结论，将替换初检结论。确定吗？"
JUDGEMENT = {"perm": "accept", "needs_reason": True, "fits": lambda sample: sample.awaits_judgement}
METHOD = desk.Column("method", "检测方法", desk.label_of("method", Method), width=10)


def _report(sample: Sample, post: Post) -> dict[str, Any]:
    """The results behind the verdict, the handling, and what was taken at the same visit."""
    order = TestOrder.objects.filter(sample=sample).select_related("laboratory").first()
    shown = order is not None and order.state == OrderState.VERIFIED
    return {
        "order": order,
        "results": order.results.select_related("analyte") if shown else [],
        "retests": Retest.objects.visible_to(post).live().filter(sample=sample),
        "may_retest": sample.verdict == Verdict.FAIL and post.has_perm("monitoring.add_retest"),
        "handlings": Handling.objects.visible_to(post).live().filter(sample=sample),
        "followed_by": Sample.objects.visible_to(post).live().filter(follows=sample),
        "may_follow": sample.rapid == Rapid.POSITIVE and post.has_perm("monitoring.add_sample"),
        "may_handle": sample in Sample.objects.unhandled() and post.has_perm("monitoring.add_handling"),
    }


SAMPLES = desk.Register(
    key="samples",
    model=Sample,
    label="抽样单",
    columns=(
        NUMBER,
        SUBJECT,
        PRODUCT,
        COUNTY,
        TOWNSHIP,
        desk.Column("region", "所在地区", "region__name", kind="region", width=18, list=False),
        desk.Column("sampled_on", "抽样日期", kind="date", width=12),
        desk.Column("task", "监测任务", "task__name", width=24, list=False),
        LEVEL,
        KIND,
        METHOD,
        desk.Column("place", "抽样场所", desk.label_of("place", Place), list=False),
        desk.Column("taking", "抽样结果", desk.label_of("taking", Taking), kind="badge", list=False),
        desk.Column("smallholder", "农户", kind="flag", list=False, width=8),
        desk.Column("batch", "生产批号", kind="code", list=False),
        desk.Column("certificate", "合格证编号", kind="code", list=False),
        desk.Column(
            "record_check", "生产记录检查", desk.label_of("record_check", RecordCheck), kind="badge", list=False
        ),
        desk.Column("record_remark", "生产记录情况", list=False, width=30),
        desk.Column("rapid", "快检结果", RAPID, kind="badge", width=10),
        desk.Column("rapid_item", "快检项目", list=False),
        desk.Column("rapid_method", "快检方法", list=False),
        desk.Column("verdict", "判定", VERDICT, kind="badge", width=10),
        desk.Column("failed_items", "不合格项目", list=False, width=30),
        desk.Column("banned", "检出禁用物质", kind="flag", list=False),
        desk.Column("suspected_items", "待人工判定的禁限用农药", list=False, width=30),
        desk.Column("judged_on", "人工判定日期", kind="date", list=False, width=12),
        desk.Column("judged_why", "人工判定依据", list=False, width=30),
        desk.Column("verdict_on", "判定日期", kind="date", list=False, width=12),
        desk.Column("laboratory", "承检机构", "laboratory__name", list=False, width=24),
        desk.Column("base_amount", "抽样基数", kind="number", list=False),
        desk.Column("amount", "抽样数量", kind="number", list=False),
        desk.Column("spare_amount", "备样数量", kind="number", list=False),
        desk.Column("amount_unit", "数量单位", list=False, width=8),
        desk.Column("price", "购样金额（元）", kind="money", list=False),
        desk.Column("seal", "封条编号", kind="code", list=False),
        desk.Column("sampler_1", "抽样人员一", list=False),
        desk.Column("card_1", "证件号一", kind="code", list=False),
        desk.Column("sampler_2", "抽样人员二", list=False),
        desk.Column("card_2", "证件号二", kind="code", list=False),
        desk.Column("refusal_why", "拒检经过", list=False, width=30),
        desk.Column("witness", "见证人", list=False),
        desk.Column("remark", "备注", list=False, width=30),
        *STANDING,
    ),
    sorts=("sampled_on",),
    default_sort="-sampled_on",
    filters=SampleFilterSet,
    form=SampleForm,
    create=services.record_sample,
    edit=services.correct_sample,
    verbs=(
        *life(
            submit=services.submit_sample,
            accept=services.accept_sample,
            return_=services.return_sample,
            void=services.void_sample,
        ),
        desk.Verb("judge-failed", "判定该项不合格", services.judge_failed, COUNTED, **JUDGEMENT),
        desk.Verb("judge-passed", "判定该项合格", services.judge_passed, COUNTED, **JUDGEMENT),
    ),
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
        ("数量与购样", ("base_amount", "amount", "spare_amount", "amount_unit", "price", "seal")),
        ("抽样人员", ("sampler_1", "card_1", "sampler_2", "card_2")),
        ("拒检与备注", ("refusal_why", "witness", "remark")),
        FILED,
    ),
    panels=(desk.Panel("monitoring/panels/report.html", _report),),
    dated=True,
)

TESTORDERS = desk.Register(
    key="testorders",
    model=TestOrder,
    label="检测单",
    # What a laboratory may know, and nothing that leads back to the subject or the place.
    columns=(
        desk.Column("code", "盲样编号", kind="code", width=16),
        desk.Column("product", "产品", "product__name"),
        desk.Column("amount", "样品数量", kind="number", width=10),
        desk.Column("amount_unit", "单位", width=8),
        desk.Column("ordered_on", "委托日期", kind="date", width=12),
        desk.Column("received_on", "收样日期", kind="date", width=12),
        desk.Column("tested_on", "检测日期", kind="date", width=12),
        desk.Column("tested_by", "检测人", "tested_by__user__name"),
        desk.Column("verified_on", "审核日期", kind="date", width=12),
        desk.Column("verified_by", "审核人", "verified_by__user__name", list=False),
        desk.Column("report", "报告编号", kind="code", list=False, width=20),
        desk.Column("state", "状态", desk.label_of("state", OrderState), kind="badge", width=10),
    ),
    sorts=("ordered_on",),
    default_sort="-ordered_on",
    filters=TestOrderFilterSet,
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


HANDLINGS = desk.Register(
    key="handlings",
    model=Handling,
    label="核查处置单",
    columns=(
        NUMBER,
        desk.Column("sample", "抽样单", "sample__number", kind="code", width=24, list=False),
        desk.Column("subject", "受检单位（人）", "sample__subject__name", width=28),
        desk.Column("product", "产品", "sample__product__name"),
        *PLACES,
        desk.Column("failed_items", "不合格项目", "sample__failed_items", width=30),
        desk.Column("opened_on", "收到报告日期", kind="date", width=12),
        desk.Column("notified_on", "通知日期", kind="date", list=False, width=12),
        desk.Column("controlled_amount", "控制数量", kind="number", list=False),
        desk.Column("controlled_unit", "数量单位", list=False, width=8),
        desk.Column("disposal", "产品去向", list=False, width=30),
        desk.Column("cause", "原因排查", list=False, width=30),
        desk.Column("action", "处置方式", desk.label_of("action", Action)),
        desk.Column("case_number", "立案号", kind="code", list=False, width=20),
        desk.Column("no_case_why", "不立案理由", list=False, width=30),
        desk.Column("resampled", "复抽样品", "resampled__number", kind="code", list=False, width=24),
        desk.Column("closed_on", "办结日期", kind="date", width=12),
        *STANDING,
    ),
    sorts=("opened_on",),
    default_sort="-opened_on",
    filters=HandlingFilterSet,
    form=HandlingForm,
    create=services.open_handling,
    edit=services.correct_handling,
    verbs=(
        desk.Verb(
            "submit", "办结", services.close_handling, (State.DRAFT, State.RETURNED), perm="close", style="primary"
        ),
        *life(accept=services.accept_handling, return_=services.return_handling, void=services.void_handling)[1:],
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


def _undecided(retest: Retest) -> bool:
    return retest.concluded_on is None


RETESTS = desk.Register(
    key="retests",
    model=Retest,
    label="复检",
    columns=(
        NUMBER,
        desk.Column("sample", "抽样单", "sample__number", kind="code", width=24),
        desk.Column("subject", "受检单位（人）", "sample__subject__name", width=28),
        desk.Column("product", "产品", "sample__product__name"),
        *PLACES,
        desk.Column("failed_items", "不合格项目", "sample__failed_items", width=30, list=False),
        desk.Column("notified_on", "收到结果日期", kind="date", list=False, width=12),
        desk.Column("applied_on", "申请日期", kind="date", width=12),
        desk.Column("due_on", "申请期限", kind="date", width=12),
        desk.Column("remark", "期限说明", list=False, width=30),
        desk.Column("laboratory", "复检机构", "laboratory__name", width=24),
        desk.Column("report", "复检报告编号", kind="code", list=False, width=20),
        desk.Column("verdict", "复检结论", desk.label_of("verdict", Verdict), kind="badge"),
        desk.Column("concluded_on", "结论日期", kind="date", width=12),
        *STANDING,
    ),
    sorts=("applied_on",),
    default_sort="-applied_on",
    filters=RetestFilterSet,
    form=RetestForm,
    create=services.apply_retest,
    edit=services.correct_retest,
    verbs=(
        *life(submit=services.submit_retest, void=services.void_retest),
        desk.Verb(
            "pass",
            "复检合格",
            services.pass_retest,
            COUNTED,
            perm="accept",
            confirm=FINAL,
            fits=_undecided,
            asked="结论为合格",
            done="复检结论：合格",
        ),
        desk.Verb(
            "fail",
            "复检不合格",
            services.fail_retest,
            COUNTED,
            perm="accept",
            confirm=FINAL,
            fits=_undecided,
            asked="结论为不合格",
            done="复检结论：不合格",
        ),
    ),
    dated=True,
)

TASKS = desk.Register(
    key="tasks",
    model=Task,
    label="监测任务",
    columns=(
        desk.Column("name", "任务名称", width=32),
        desk.Column("year", "年度", kind="code", width=8),
        LEVEL,
        KIND,
        METHOD,
        desk.Column("county", "面向", Coalesce("county__name", Value("全市")), kind="region", list=False),
        desk.Column("batches", "批次", kind="number", width=10),
        desk.Column("laboratory", "承检机构", "laboratory__name", width=24),
        desk.Column("document", "文号", kind="code", list=False, width=20),
        desk.Column("first_day", "开始日期", kind="date", width=12),
        desk.Column("deadline", "抽样截止", kind="date", width=12),
    ),
    sorts=("first_day",),
    default_sort="-first_day",
    filters=TaskFilterSet,
    form=TaskForm,
    create=services.issue_task,
    direct=desk.Direct("下达任务", "已下达", title="下达监测任务"),
)
REGISTERS = (SAMPLES, TESTORDERS, HANDLINGS, RETESTS, TASKS)
