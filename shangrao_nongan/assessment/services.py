from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import structlog
from django.db import IntegrityError, connection, transaction

from supervision.ground import clock, history, jobs
from supervision.ground.errors import RuleViolation, RuleViolations, refuse
from supervision.ground.measures import Measure, Period
from supervision.ground.people import Post, require
from supervision.ground.records import insert_many
from supervision.ground.regions import counties

from .. import offers
from . import checks, keeping, parameters, publishing, scoring
from .models import Item, Run, Scheme, ScoreLine, ScoreSheet
from .vocabulary import SCORE_YEAR, UNDER_WAY, RunState

log = structlog.get_logger(__name__)
Tell = Callable[[int, int, str], None]
Kept = dict[int, tuple[list[str], dict[str, list[Any]]]]
Chosen = tuple[dict[str, Any], list[str]]  # the values, and the names of those that are checked


def lock_scheme(scheme: Scheme, *, by: Post) -> Scheme:
    """Close a scheme to changes; only a locked one is scored."""
    require(by, "assessment.lock_scheme")
    if scheme.locked_at:
        return scheme
    faults = checks.faults_of(list(scheme.items.all()), offers.indicators())
    if faults:
        raise RuleViolations([(None, fault) for fault in faults])
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
                run = Run.objects.create(
                    scheme=scheme,
                    number=scheme.runs.count() + 1,  # runs are never deleted
                    until=until,
                    started_by=by,
                    started_at=clock.now(),
                )
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
        with one_snapshot():
            measured, failed = measure(run, tell=tell)
            kept = keep(run, measured)
        _write(run, measured, failed, kept, by=by)
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
    items = list(run.scheme.items.all())
    period = Period(Period.of_year(run.scheme.year).first, run.until)
    measured: dict[int, dict[str, Measure]] = {}
    failed: dict[int, str] = {}
    for done, item in enumerate(items):
        tell(done, len(items) + 1, f"正在计算：{item.name}")
        if not item.indicator:
            failed[item.pk] = f"指标“{item.name}”没有取数指标，也没有评分。"
            continue
        try:
            with transaction.atomic():
                measured[item.pk] = _compute(item, period)
        except Exception as wrong:
            log.exception("indicator_failed", indicator=item.indicator)
            failed[item.pk] = f"指标“{item.name}”计算出错：{_in_words(wrong)}"[:300]
    tell(len(items), len(items) + 1, "正在汇总得分")
    return measured, failed


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Everything that is read here is read of one moment."""
    with transaction.atomic():
        if not connection.savepoint_ids:  # not inside somebody else's transaction, as in tests
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _in_words(wrong: Exception) -> str:
    """The sentence, where the office's own code said one; of a fault of the program only its name."""
    if isinstance(wrong, (RuleViolation, LookupError)) and wrong.args:
        return str(wrong.args[0])
    return f"程序出错（{type(wrong).__name__}），详情已记入日志"


def _compute(item: Item, period: Period) -> dict[str, Measure]:
    indicator = offers.indicators().get(item.indicator)
    if indicator is None:
        raise LookupError(f"没有名为 {item.indicator} 的取数指标")
    return indicator.compute(period, parameters.values(item, indicator))


def keep(run: Run, measured: Mapping[int, Mapping[str, Measure]]) -> Kept:
    """Version, state and verdict of every row that was looked at, of the same moment as the numbers: one query an
    item. {item: (fields, {key: values})}."""
    found: Kept = {}
    for item in run.scheme.items.all():
        indicator, by_county = offers.indicators().get(item.indicator), measured.get(item.pk)
        if indicator is None or not by_county:
            continue
        names = keeping.fields_of(indicator.model, indicator.kept)
        keys = {key for one in by_county.values() for key in keeping.keys_of(one.counted, one.left_out)}
        found[item.pk] = names, keeping.rows_of(indicator.model, names, keys)
    return found


def _write(
    run: Run, measured: Mapping[int, dict[str, Measure]], failed: Mapping[int, str], kept: Kept, *, by: Post
) -> None:
    items = list(run.scheme.items.all())
    basis = parameters.Basis.of(run.scheme, items, run.until)
    results = scoring.results(items, measured, failed, [county.pk for county in counties()], basis)
    with history.acting(by, "写入得分"):
        sheets = insert_many([ScoreSheet(run=run, **sheet) for sheet in results.sheets])
        by_county = {sheet.county_id: sheet for sheet in sheets}
        lines = [ScoreLine(sheet=by_county[county], **_line(line, run, kept)) for county, line in results.lines]
        insert_many(lines)
        run.state = RunState.COMPUTED if results.is_complete else RunState.INCOMPLETE
        run.computed_at, run.input_hash = clock.now(), results.input_hash
        run.save(update_fields=["state", "computed_at", "input_hash"])


def _line(line: dict[str, Any], run: Run, kept: Kept) -> dict[str, Any]:
    item = line["item"]
    indicator = offers.indicators().get(item.indicator)
    if indicator is None:
        return line
    names, rows = kept.get(item.pk, ([], {}))
    own = {key: rows[key] for key in keeping.keys_of(line["counted"], line["left_out"]) if key in rows}
    return line | {
        "caliber": indicator.caliber[:600],
        "caliber_version": indicator.version,
        "unit": indicator.unit,
        "rows_model": indicator.model,
        "params": parameters.told(item, indicator),
        "kept": {"fields": names, "rows": own},
    }


def set_parameters(scheme: Scheme, *, by: Post, common: Chosen, items: Mapping[int, Chosen]) -> Scheme:
    """What a scheme chose of what its definitions leave open, and which of it somebody checked against a paper.

    Before locking alone: afterwards the choices are part of what was decided for the year.
    """
    require(by, "assessment.change_scheme")
    with history.acting(by, "修改口径参数"), transaction.atomic():
        scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
        refuse("方案已锁定，口径参数不能再改。" if scheme.locked_at else "")
        scheme.params, scheme.confirmed = common
        scheme.save(update_fields=["params", "confirmed"])
        for item in scheme.items.filter(pk__in=items):
            chosen, confirmed = items[item.pk]
            item.params, item.confirmed = {**item.params, **chosen}, confirmed
            item.save(update_fields=["params", "confirmed"])
    return scheme


def publish(run: Run, *, by: Post, why: str = "") -> Run:
    """Publish a complete result; from then on the database refuses to change it.

    The first is version 1. When one stands already this is its correction: the next version, with its reason.
    """
    require(by, "assessment.score_run")
    with history.acting(by, "公布考核结果", why), transaction.atomic():
        Scheme.objects.select_for_update().get(pk=run.scheme_id)  # one publication at a time
        run = Run.objects.ranked().get(pk=run.pk)
        standing = Run.objects.standing().filter(scheme=run.scheme_id).first()
        refuse(publishing.why_not(run, by, today=clock.today()))
        refuse(publishing.why_no_correction(run, standing, why), field="why")
        run.state, run.published_at, run.published_by = RunState.PUBLISHED, clock.now(), by
        run.edition, run.corrects = (standing.version + 1 if standing else 1), standing
        run.correction_why = why.strip() if standing else ""
        run.save(update_fields=["state", "published_at", "published_by", "edition", "corrects", "correction_why"])
    return run
