from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from django.db import IntegrityError, connection, transaction

from supervision.ground import clock, history, jobs
from supervision.ground.errors import RuleViolation
from supervision.ground.measures import Measure, Period
from supervision.ground.people import Post, require
from supervision.ground.records import insert_many
from supervision.ground.regions import counties

from .. import offers
from . import scoring
from .models import Item, Run, Scheme, ScoreLine, ScoreSheet
from .vocabulary import SCORE_YEAR, UNDER_WAY, RunState

log = structlog.get_logger(__name__)
Tell = Callable[[int, int, str], None]


def lock_scheme(scheme: Scheme, *, by: Post) -> Scheme:
    """Close a scheme to changes; only a locked one is scored."""
    require(by, "assessment.lock_scheme")
    if scheme.locked_at:
        return scheme
    base = sum(item.points for item in scheme.items.all() if item.is_base)
    if base != 100:
        raise RuleViolation(f"基础分合计为 {base}，应为 100，不能锁定。")
    with history.acting(by, "锁定考核方案"):
        scheme.locked_at, scheme.locked_by = clock.now(), by
        scheme.save(update_fields=["locked_at", "locked_by"])
    return scheme


def start_scoring(scheme: Scheme, *, by: Post) -> Run:
    """Queue the scoring of a year; while one is under way a second start gives that same run."""
    require(by, "assessment.score_run")
    if not scheme.locked_at:
        raise RuleViolation("方案尚未锁定，请先锁定再计分。")
    until = Period.of_year(scheme.year).until(clock.today()).last
    with history.acting(by, "发起计分"):
        try:
            with transaction.atomic():
                run = Run.objects.create(scheme=scheme, until=until, started_by=by, started_at=clock.now())
        except IntegrityError:
            under_way = Run.objects.select_related("job").filter(scheme=scheme, state__in=UNDER_WAY).first()
            if under_way and (under_way.job is None or under_way.job.is_active):
                return under_way
            if under_way:
                give_up(under_way, by=by)
            return start_scoring(scheme, by=by)
        run.job = jobs.start(SCORE_YEAR, by=by, params={"run": run.pk}, key=f"run-{run.pk}")
        run.save(update_fields=["job"])
    return run


def score(run: Run, *, by: Post, tell: Tell = lambda done, total, text: None) -> Run:
    """Compute every indicator for all counties and write the sheets: all of them or none.

    Safe to run again: a finished run is left alone, an interrupted one left nothing behind. The numbers come
    from one snapshot of the database, so a record accepted meanwhile is in all indicators or in none.
    """
    if run.state not in UNDER_WAY:
        return run
    _mark(run, RunState.COMPUTING, by=by)
    try:
        measured, failed = measure(run, tell=tell)
        _write(run, measured, failed, by=by)
    except Exception:
        _mark(run, RunState.WAITING, by=by)
        raise
    return run


def give_up(run: Run, *, by: Post) -> None:
    """A run whose job was cancelled or failed for good does not block the next one."""
    if run.state in UNDER_WAY:
        _mark(run, RunState.FAILED, by=by)


def _mark(run: Run, state: str, *, by: Post) -> None:
    with history.acting(by, "计分"):
        run.state = state
        run.save(update_fields=["state"])


def measure(run: Run, *, tell: Tell) -> tuple[dict[int, dict[str, Measure]], dict[int, str]]:
    """{item: {county: measure}} and {item: reason} for the indicators that failed, from one snapshot."""
    items = list(run.scheme.items.exclude(indicator=""))
    period = Period(Period.of_year(run.scheme.year).first, run.until)
    measured: dict[int, dict[str, Measure]] = {}
    failed: dict[int, str] = {}
    with transaction.atomic():
        if not connection.savepoint_ids:  # not inside somebody else's transaction, as in tests
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for done, item in enumerate(items):
            tell(done, len(items) + 1, f"正在计算：{item.name}")
            try:
                with transaction.atomic():
                    measured[item.pk] = _compute(item, period)
            except Exception as wrong:
                log.exception("indicator_failed", indicator=item.indicator)
                failed[item.pk] = f"指标“{item.name}”没有算出：{_in_words(wrong)}"[:300]
    tell(len(items), len(items) + 1, "正在汇总得分")
    return measured, failed


def _in_words(wrong: Exception) -> str:
    """The sentence, where the office's own code said one; of a fault of the program only its name."""
    if isinstance(wrong, (RuleViolation, LookupError)) and wrong.args:
        return str(wrong.args[0])
    return f"程序出错（{type(wrong).__name__}），详情已记入日志"


def _compute(item: Item, period: Period) -> dict[str, Measure]:
    indicator = offers.indicators().get(item.indicator)
    if indicator is None:
        raise LookupError(f"没有名为 {item.indicator} 的取数指标")
    return indicator.compute(period, item.params)


def _write(run: Run, measured: Mapping[int, dict[str, Measure]], failed: Mapping[int, str], *, by: Post) -> None:
    items = list(run.scheme.items.all())
    results = scoring.results(items, measured, failed, [county.pk for county in counties()])
    with history.acting(by, "写入得分"):
        sheets = insert_many([ScoreSheet(run=run, **sheet) for sheet in results.sheets])
        by_county = {sheet.county_id: sheet for sheet in sheets}
        insert_many([ScoreLine(sheet=by_county[county], **_line(line)) for county, line in results.lines])
        run.state = RunState.INCOMPLETE if failed else RunState.COMPUTED
        run.computed_at, run.input_hash = clock.now(), results.input_hash
        run.save(update_fields=["state", "computed_at", "input_hash"])


def _line(line: dict[str, Any]) -> dict[str, Any]:
    indicator = offers.indicators().get(line["item"].indicator)
    if indicator is None:
        return line
    return line | {
        "caliber": indicator.caliber[:600],
        "caliber_version": indicator.version,
        "unit": indicator.unit,
        "rows_model": indicator.model,
    }


def publish(run: Run, *, by: Post) -> Run:
    """Publish a complete result; from then on the database refuses to change it."""
    require(by, "assessment.score_run")
    if run.state != RunState.COMPUTED:
        raise RuleViolation(f"“{run.get_state_display()}”的计分不能公布。")
    with history.acting(by, "公布考核结果"):
        run.state, run.published_at, run.published_by = RunState.PUBLISHED, clock.now(), by
        try:
            with transaction.atomic():
                run.save(update_fields=["state", "published_at", "published_by"])
        except IntegrityError:
            raise RuleViolation("这个方案的考核结果已经公布，不能公布第二次。") from None
    return run
