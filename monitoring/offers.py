"""What monitoring offers the roof: indicators, to-dos, cards, a part of the subject's file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from supervision.ground import changes, terms
from supervision.ground.figures import EITHER, REVIEWED, Figure, Shown
from supervision.ground.measures import Measure, Panel, Period, Todo
from supervision.ground.parameters import PAPER, Parameter, chosen
from supervision.ground.regions import Level as PlaceLevel
from supervision.ground.regions import county_codes
from supervision.models import Post, Subject

from . import figures, parameters
from .models import Capability, Correction, Handling, Retest, Sample, TestOrder
from .models.order import TestOrderQuerySet
from .models.sample import SampleQuerySet
from .rules.orderers import levels_of
from .vocabulary import CorrectionState, OrderState

Params = Mapping[str, Any]
Compute = Callable[[Period, Params], dict[str, Measure]]
SAMPLE = "monitoring.Sample"
# The work paper asks each county for one or two problems found.
LEAST_PROBLEMS = Parameter("least_problems", "每县每年自行监测发现问题不少于", 1, least=1, unit="个")
CERTIFIED = dict.fromkeys(("supervision.Laboratory", "supervision.LaboratoryCertificate"), EITHER) | {
    "monitoring.Capability": REVIEWED
}


def _asked(figure: Callable[..., dict[str, Measure]], known: Collection[Parameter]) -> Compute:
    """The figure with the choices that were made of what its definition leaves open."""

    def compute(period: Period, params: Params) -> dict[str, Measure]:
        return figure(period, **chosen(known, params))

    return compute


def _all_counties(value: Any) -> Callable[[int], Mapping[str, Any]]:
    return lambda year: dict.fromkeys(county_codes(), value)


COMPLETION = Figure(
    "quantitative_completion",
    "定量监测完成率",
    "%",
    parameters.COMPLETION_CALIBER,
    _asked(figures.completion, parameters.COMPLETION),
    SAMPLE,
    parameters=parameters.COMPLETION,
    duty="当年有任务数的县",
    kept=("verdict", "taking"),
    counts={SAMPLE: REVIEWED, **CERTIFIED},
    shown=Shown("monitoring:samples", "定量监测批次", "批次", "quantitative", target=figures.targets, each=True),
)
PASS_RATE = Figure(
    "pass_rate",
    "监测合格率",
    "%",
    "按样品计：合格样品数÷（合格＋不合格）样品数，目标≥98%。任一项目不合格即为不合格样品；拒绝抽样按不合格计（待核对，参数可改）。"
    "取抽样日期在期内、已审核的定量样品；快检、委托自检不计，各项目均无有效限量而不作判定的不计，检出禁限用农药而无适用限量的待人工判定后计，承检机构没有同时有效的CMA和CATL证书、有项目不在其获证参数内的不计（参数可改）；抽样后超过规定天数仍无结论的按不合格计；12月抽样、次年出结果的计入出结果的年度（上年结转）；复检后以复检结论为准，不重复计数。",
    _asked(figures.pass_rate, parameters.PASS_RATE),
    SAMPLE,
    parameters=parameters.PASS_RATE,
    duty="当年有任务数的县；有任务而期内没有已判定样品的按0计",
    kept=("verdict", "taking"),
    counts={SAMPLE: REVIEWED, **CERTIFIED},
    shown=Shown(
        "monitoring:samples",
        percent=True,
        target=_all_counties(98),
        since=PAPER.default,
        within=("含拒检", figures.REFUSED),
    ),
)
PROBLEMS = Figure(
    "problems_found",
    "监测发现问题数",
    "个",
    "抽样日期在期内、已审核、县级和乡级任务（本县自行监测）定量检测不合格的样品数，起点1个、满分2个（可配）。"
    "部、省、市级任务发现的另行统计，不计入；快检阳性经定量确证后计入；委托自检不计入。",
    _asked(figures.problems_found, parameters.PROBLEMS),
    SAMPLE,
    parameters=parameters.PROBLEMS,
    settled=(LEAST_PROBLEMS,),
    duty="当年有任务数的县",
    kept=("verdict",),
    counts={SAMPLE: REVIEWED},
    shown=Shown(
        "monitoring:samples?verdict=fail",
        target=_all_counties(LEAST_PROBLEMS.default),
        since=PAPER.default,
        each=True,
        minor=True,
    ),
)
HANDLED = Figure(
    "handled",
    "不合格样品处置率",
    "%",
    "抽样日期在期内的不合格样品（含拒检，待核对）中，核查处置单已由第二人确认办结的样品数÷已办结和到期的不合格样品数，目标100%。"
    "办结期限自收到不合格报告起算（时限表；处置单确认前自出具结论之日起算），未到期限的不计，到期未办结的按未处置计。"
    "不分任务层级，样品取已提交和已审核的记录，处置单只取已确认办结的；委托自检不计；期内没有到期不合格样品的不适用。",
    _asked(figures.handled, parameters.HANDLED),
    SAMPLE,
    parameters=parameters.HANDLED,
    duty="期内有到期或已办结的不合格样品的县",
    kept=("verdict", "taking"),
    counts={SAMPLE: EITHER, "monitoring.Handling": REVIEWED},
    shown=Shown(
        "monitoring:samples?verdict=fail",
        percent=True,
        target=_all_counties(100),
        since=PAPER.default,
        each=True,
        minor=True,
    ),
)
SYNC = Figure(
    "sync_rate",
    "抽样与生产记录同步核查率",
    "%",
    "抽样日期在期内、已审核的省、市、县抽样队的抽样单（含快检）中，核查了生产记录（完整、不规范或无记录）的张数÷应核查张数。"
    "流通环节、农户填“不适用”的不计；在基地、屠宰场抽样填“不适用”的按未核查计。乡镇巡查中的生产记录检查另有指标。",
    _asked(figures.sync_rate, parameters.SYNC),
    SAMPLE,
    parameters=parameters.SYNC,
    duty="当年有任务数或期内有抽样队抽样的县",
    kept=("record_check",),
    counts={SAMPLE: REVIEWED},
    shown=Shown("monitoring:samples", percent=True, minor=True),
)
RAPID = Figure(
    "rapid",
    "快速检测",
    "批次",
    "抽样日期在期内、已提交和已审核的快检批次（结果无效的不计）；不计入定量任务，计入乡镇“五个一”第三项（委托自检除外）。",
    lambda period, params: figures.rapid_rows(period),
    SAMPLE,
    counts={SAMPLE: EITHER},
    scored=False,
    shown=Shown("monitoring:samples?method=rapid", light=figures.rapid_tests),
)
FIGURES = (COMPLETION, PASS_RATE, PROBLEMS, HANDLED, SYNC, RAPID)


def _samples(narrow: Callable[[SampleQuerySet], SampleQuerySet]) -> Callable[[Post], SampleQuerySet]:
    return lambda post: narrow(Sample.objects.visible_to(post))


def _deciding(place: str, model: Any, narrow: Callable[[Any, str], QuerySet[Any]]) -> Callable[[Post], QuerySet[Any]]:
    """What waits for that level, and for nobody else: a level below does not decide, one above need not."""

    def rows(post: Post) -> QuerySet[Any]:
        own = PlaceLevel.CITY if post.is_citywide else PlaceLevel.COUNTY
        return narrow(model.objects.visible_to(post), place) if own == place else model.objects.none()

    return rows


def _orders(*states: str) -> Callable[[Post], TestOrderQuerySet]:
    return lambda post: TestOrder.objects.visible_to(post).filter(state__in=states)


def _correcting(state: str) -> Callable[[Post], TestOrderQuerySet]:
    def rows(post: Post) -> TestOrderQuerySet:
        waiting = Correction.objects.visible_to(post).filter(state=state)
        return TestOrder.objects.visible_to(post).filter(pk__in=waiting.values("order"))

    return rows


def _returned(rows: SampleQuerySet) -> SampleQuerySet:
    return rows.filter(state="returned")


TODOS = (
    Todo(
        "samples_waiting",
        "抽样单待审核",
        "monitoring.accept_sample",
        _samples(lambda rows: rows.waiting()),
        "monitoring:samples?state=submitted",
    ),
    Todo(
        "samples_review_late",
        f"抽样单{terms.OVERDUE_LABEL}",
        "monitoring.accept_sample",
        _samples(lambda rows: rows.filter(terms.overdue(terms.late_before()))),
        "monitoring:samples?state=submitted",
    ),
    Todo(
        "samples_returned",
        "抽样单被退回",
        "monitoring.submit_sample",
        _samples(_returned),
        "monitoring:samples?state=returned",
    ),
    Todo(
        "samples_unhandled",
        "不合格样品待处置",
        "monitoring.close_handling",
        _samples(lambda rows: rows.to_handle()),
        "monitoring:samples?todo=to_handle",
    ),
    Todo(
        "samples_unjudged",
        "检出禁限用农药，待人工判定",
        "monitoring.accept_sample",
        _samples(lambda rows: rows.unjudged()),
        "monitoring:samples?todo=unjudged",
    ),
    Todo(
        "rapid_unconfirmed",
        "快检阳性待定量确证",
        "monitoring.add_sample",
        _samples(lambda rows: rows.unconfirmed()),
        "monitoring:samples?todo=unconfirmed",
    ),
    Todo(
        "results_to_serve",
        "监督抽查不合格结果待送达",
        "monitoring.submit_sample",
        _samples(lambda rows: rows.to_serve()),
        "monitoring:samples?todo=to_serve",
    ),
    *(
        todo
        for place, said in ((PlaceLevel.CITY, "市级"), (PlaceLevel.COUNTY, "县级"))
        for todo in (
            Todo(
                f"voids_{place}",
                f"有结论样品的作废申请（{said}任务）",
                "monitoring.void_sample",
                _deciding(place, Sample, lambda rows, place: rows.asked_to_void().filter(level__in=levels_of(place))),
                f"monitoring:samples?todo=void_{place}",
            ),
            Todo(
                f"handlings_{place}",
                f"核查处置待确认办结（{said}任务）",
                "monitoring.accept_handling",
                _deciding(
                    place, Handling, lambda rows, place: rows.waiting().filter(sample__level__in=levels_of(place))
                ),
                f"monitoring:handlings?todo={place}",
            ),
            Todo(
                f"retests_{place}",
                f"复检申请待受理（{said}任务）",
                "monitoring.accept_retest",
                _deciding(place, Retest, lambda rows, place: rows.waiting().asked_of_level(place)),
                f"monitoring:retests?todo=answer_{place}",
            ),
            Todo(
                f"retests_to_commission_{place}",
                f"复检待委托机构（{said}任务）",
                "monitoring.accept_retest",
                _deciding(place, Retest, lambda rows, place: rows.to_commission().asked_of_level(place)),
                f"monitoring:retests?todo=commission_{place}",
            ),
        )
    ),
    Todo(
        "capabilities_waiting",
        "检测机构获证参数待审核",
        "monitoring.accept_capability",
        lambda post: Capability.objects.visible_to(post).waiting(),
        "monitoring:capabilities?state=submitted",
    ),
    Todo(
        "orders_waiting",
        "样品待接收",
        "monitoring.receive_testorder",
        _orders(OrderState.WAITING),
        "monitoring:testorders?state=waiting",
    ),
    Todo(
        "results_to_enter",
        "检测结果待录入",
        "monitoring.result_testorder",
        _orders(OrderState.RECEIVED),
        "monitoring:testorders?state=received",
    ),
    Todo(
        "results_to_verify",
        "检测结果待审核",
        "monitoring.verify_testorder",
        _orders(OrderState.ENTERED),
        "monitoring:testorders?state=entered",
    ),
    Todo(
        "corrections_to_check",
        "检测结果更正待复核",
        "monitoring.verify_testorder",
        _correcting(CorrectionState.ENTERED),
        "monitoring:testorders?correction=entered",
    ),
    Todo(
        "corrections_to_consent",
        "检测结果更正待同意",
        "monitoring.consent_correction",
        _correcting(CorrectionState.CONSENT),
        "monitoring:testorders?correction=consent",
    ),
)


def _of_subject(subject: Subject, post: Post) -> list[Sample]:
    rows = changes.about(Sample.objects.counted(), subject, post)
    rows = rows.select_related("product", "region", "township", "county").order_by("-sampled_on", "-id")
    return changes.marked(list(rows[:20]), post)


PANELS = (Panel("samples", "监测抽样", _of_subject, "monitoring/panels/subject.html", "monitoring.view_sample"),)
