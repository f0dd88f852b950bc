"""What the supervision work offers the roof: indicators, to-dos, cards, panels of the dossier."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from supervision.enforcement.figures import case as cases
from supervision.enforcement.figures.indicators import CASES
from supervision.grid.figures.indicators import DUAL_LAB, FIVE_ONE
from supervision.ground import clock
from supervision.ground.measures import Card, Indicator, Panel, Period, Ratio, Todo
from supervision.ground.people import Post
from supervision.ground.records import State
from supervision.ground.regions import county_codes
from supervision.ground.spread import ratios
from supervision.patrols.figures import patrol as patrols
from supervision.patrols.figures.indicators import PATROLS, RECORDS_CHECKED, RECTIFICATION
from supervision.patrols.vocabulary.rectification import Stage

from .models import Case, Patrol, ProductionRecord, Rectification, Subject, WorkReport

__all__ = ["CARDS", "INDICATORS", "PANELS", "TODOS"]
INDICATORS = (FIVE_ONE, PATROLS, RECTIFICATION, CASES, DUAL_LAB, RECORDS_CHECKED)
LATEST = 20
CASES_A_YEAR = 2


def _this_year() -> Period:
    return Period.of_year(clock.year())


def _waiting(model: type) -> Any:
    return lambda post: model.objects.visible_to(post).waiting()


def _returned(model: type) -> Any:
    return lambda post: model.objects.visible_to(post).filter(state=State.RETURNED)


def _overdue(post: Post) -> QuerySet:
    return Rectification.objects.visible_to(post).overdue(clock.today())


def _to_recheck(post: Post) -> QuerySet:
    return Rectification.objects.visible_to(post).counted().filter(stage=Stage.REPORTED)


def _unvisited(post: Post) -> QuerySet:
    return patrols.unvisited(patrols.due_subjects(_this_year()).visible_to(post), _this_year())


def _leads(post: Post) -> QuerySet:
    return Case.objects.visible_to(post).filter(state=State.DRAFT, patrol__isnull=False)


TODOS = (
    Todo(
        "patrols_waiting",
        "巡查记录待审核",
        "supervision.accept_patrol",
        _waiting(Patrol),
        "supervision:patrols?state=submitted",
    ),
    Todo(
        "patrols_returned",
        "巡查记录被退回",
        "supervision.submit_patrol",
        _returned(Patrol),
        "supervision:patrols?state=returned",
    ),
    Todo(
        "subjects_waiting",
        "监管对象待审核",
        "supervision.accept_subject",
        _waiting(Subject),
        "supervision:subjects?state=submitted",
    ),
    Todo(
        "production_waiting",
        "生产记录待审核",
        "supervision.accept_productionrecord",
        _waiting(ProductionRecord),
        "supervision:productionrecords?state=submitted",
    ),
    Todo(
        "reports_waiting",
        "工作总结待审核",
        "supervision.accept_workreport",
        _waiting(WorkReport),
        "supervision:workreports?state=submitted",
    ),
    Todo(
        "rectifications_overdue",
        "整改已逾期",
        "supervision.recheck_rectification",
        _overdue,
        "supervision:rectifications?overdue=1",
    ),
    Todo(
        "rectifications_reported",
        "整改待复查",
        "supervision.recheck_rectification",
        _to_recheck,
        "supervision:rectifications?stage=reported",
    ),
    Todo("leads", "巡查移交的线索", "supervision.file_case", _leads, "supervision:cases?state=draft"),
    Todo(
        "unvisited",
        "本年应巡查未巡查",
        "supervision.add_patrol",
        _unvisited,
        "supervision:subjects",
        act=("记一次巡查", "supervision:patrols-new?subject="),
    ),
)


def _of(indicator: Indicator) -> Any:
    return lambda period: ratios(indicator.compute(period, {}))


def _with_rows(indicator: Indicator) -> Any:
    """The same with the rows behind them: what the home page's number opens."""
    return {"measured": lambda period: indicator.compute(period, {}), "model": indicator.model}


def _case_ratios(period: Period) -> dict[str, Ratio]:
    """A count, so its denominator is one."""
    return {code: Ratio(measure.numerator, 1) for code, measure in cases.handled(period).items()}


def _cases_target(year: int) -> dict[str, int]:
    return dict.fromkeys(county_codes(), CASES_A_YEAR)


CARDS = (
    Card(
        "patrols",
        "应巡查对象巡查率",
        "%",
        PATROLS.caliber,
        _of(PATROLS),
        "supervision:patrols",
        percent=True,
        **_with_rows(PATROLS),
    ),
    Card(
        "five_one",
        "乡镇“五个一”齐全率",
        "%",
        FIVE_ONE.caliber,
        _of(FIVE_ONE),
        "supervision:fiveone",
        percent=True,
        **_with_rows(FIVE_ONE),
    ),
    Card(
        "rectification",
        "整改按期销号率",
        "%",
        RECTIFICATION.caliber,
        _of(RECTIFICATION),
        "supervision:rectifications",
        percent=True,
        **_with_rows(RECTIFICATION),
    ),
    Card(
        "cases",
        "查办农产品质量安全案件",
        "件",
        CASES.caliber,
        _case_ratios,
        "supervision:cases",
        target=_cases_target,
        **_with_rows(CASES),
    ),
)


def _of_subject(model: type) -> Any:
    """The subject's newest rows, as far as the post may see them."""
    return lambda subject, post: list(model.objects.visible_to(post).live().filter(subject=subject)[:LATEST])


PANELS = (
    Panel("patrols", "巡查", _of_subject(Patrol), "supervision/dossier/patrols.html", "supervision.view_patrol"),
    Panel(
        "rectifications",
        "整改",
        _of_subject(Rectification),
        "supervision/dossier/rectifications.html",
        "supervision.view_rectification",
    ),
    Panel(
        "production",
        "生产记录",
        _of_subject(ProductionRecord),
        "supervision/dossier/production.html",
        "supervision.view_productionrecord",
    ),
    Panel("cases", "案件", _of_subject(Case), "supervision/dossier/cases.html", "supervision.view_case"),
)
