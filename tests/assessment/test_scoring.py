"""From indicators to sheets: totals, vetoes, items that do not apply, failures, and the same answer twice."""

from decimal import Decimal as D

import pytest

from shangrao_nongan.assessment import services
from shangrao_nongan.assessment.models import Run, ScoreLine
from shangrao_nongan.assessment.vocabulary import RunState
from supervision.ground.errors import RuleViolation
from supervision.ground.measures import Measure


def sheet(run, county="361104"):
    return run.sheets.get(county=county)


def test_every_county_gets_a_sheet_and_ties_share_the_first_rank(scored):
    run = scored()
    assert run.state == RunState.COMPUTED
    assert set(run.sheets.values_list("rank", flat=True)) == {1}
    assert run.sheets.count() == 12


def test_total_is_the_sum_of_its_lines(scored):
    one = sheet(scored())
    base = sum(line.points for line in one.lines.all() if line.item.is_base)
    bonus = sum(line.points for line in one.lines.all() if line.item.bonus)
    assert (one.base, one.bonus, one.total) == (base, bonus, base + bonus)


def test_points_of_an_item_that_does_not_apply_go_to_the_others(scored, known):
    known["rectification"] = {"361104": Measure(None, not_applicable="没有整改任务")}
    run = scored()
    lines = {line.item.indicator: line for line in sheet(run).lines.select_related("item")}
    assert lines["rectification"].full == 0
    assert sum(line.full for line in lines.values() if line.item.is_base) == 100
    assert lines["five_one"].full > D(13)
    assert lines["five_one"].points == (lines["five_one"].full * D("0.9")).quantize(D("0.01"))


def test_a_failing_indicator_is_marked_and_the_rest_goes_on(scored, known):
    known["five_one"] = ZeroDivisionError("分母为零")
    run = scored()
    assert run.state == RunState.INCOMPLETE
    lines = {line.item.indicator: line for line in sheet(run).lines.select_related("item")}
    assert "程序出错（ZeroDivisionError）" in lines["five_one"].error
    assert lines["five_one"].points == 0
    assert lines["patrols"].points > 0


def test_a_vetoed_county_stands_last(scored, known):
    known["no_major_incident"] = {"361104": Measure(D(1), 1, 0, counted=[7])}
    run = scored()
    assert sheet(run).vetoed and sheet(run).rank == 12
    assert sheet(run, "361102").rank == 1


def test_the_same_data_gives_the_same_hash_and_scores(scored, known):
    first, second = scored(), scored()
    assert first.input_hash == second.input_hash
    totals = [list(r.sheets.order_by("county").values_list("total", "rank")) for r in (first, second)]
    assert totals[0] == totals[1]
    known["patrols"] = {"361104": Measure(D("0.5"), 1, 2)}
    assert scored().input_hash != first.input_hash


def test_a_finished_run_is_not_scored_again(scored, cast):
    run = scored()
    before = ScoreLine.objects.count()
    services.score(Run.objects.get(pk=run.pk), by=cast.reviewer.post)
    assert ScoreLine.objects.count() == before


def test_a_second_start_gives_the_run_under_way(cast, scheme, known):
    first = services.start_scoring(scheme, by=cast.reviewer.post)
    assert services.start_scoring(scheme, by=cast.city.post) == first
    assert Run.objects.count() == 1


def test_an_interrupted_run_leaves_nothing_and_can_go_on(cast, scheme, known, monkeypatch):
    run = services.start_scoring(scheme, by=cast.reviewer.post)
    monkeypatch.setattr(services, "_write", lambda *a, **k: (_ for _ in ()).throw(RuntimeError("断电")))
    with pytest.raises(RuntimeError):
        services.score(run, by=cast.reviewer.post)
    assert not run.sheets.exists()
    monkeypatch.undo()


def test_a_reason_of_the_office_is_said_in_its_words(scored, known):
    known["five_one"] = RuleViolation("方案没有写明乡镇名单。")
    errors = {line.error for line in ScoreLine.objects.filter(sheet__run=scored()).exclude(error="")}
    assert len(errors) == 1 and errors.pop().endswith("计算出错：方案没有写明乡镇名单。")


def test_only_a_complete_result_is_published(scored_late, published, known):
    known["five_one"] = ZeroDivisionError("x")
    run = scored_late()
    with pytest.raises(RuleViolation, match="有指标未算出"):
        published(run)


def test_an_unlocked_scheme_is_not_scored(cast, scheme, known):
    scheme.locked_at = None
    with pytest.raises(RuleViolation, match="锁定"):
        services.start_scoring(scheme, by=cast.reviewer.post)
