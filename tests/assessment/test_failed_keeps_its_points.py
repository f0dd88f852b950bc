"""An indicator that failed keeps its points, unearned: only what does not apply to a county is shared out."""

from decimal import Decimal as D

from supervision.ground.measures import Measure


def lines_of(run):
    return {line.item.indicator: line for line in run.sheets.get(county="361104").lines.select_related("item")}


def test_the_points_of_a_failed_indicator_go_to_nobody(scored, known):
    known["five_one"] = ZeroDivisionError("分母为零")
    lines = lines_of(scored())
    base = [line for line in lines.values() if line.item.is_base]
    assert {line.item.indicator: line.full for line in base} == {line.item.indicator: line.item.points for line in base}
    assert lines["five_one"].points == 0
    assert sum(line.full for line in base) == 100


def test_beside_one_that_does_not_apply_it_takes_its_share_of_that_and_no_more(scored, known):
    known["five_one"] = ZeroDivisionError("分母为零")
    known["rectification"] = {"361104": Measure(None, not_applicable="没有整改任务")}
    lines = lines_of(scored())
    left = 100 - lines["rectification"].item.points
    for line in (lines["five_one"], lines["patrols"]):
        assert abs(line.full - line.item.points * 100 / left) < D("0.02")
    assert sum(line.full for line in lines.values() if line.item.is_base) == 100
