"""Every open order has exactly one turn, in any order of moves; the home page reads the same declaration."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision import offers
from supervision.ground import clock, turns
from supervision.ground.errors import RuleViolation
from supervision.ground.records import COUNTED, State
from supervision.models import Patrol, Rectification
from supervision.patrols.tables.patrol import PATROLS
from supervision.patrols.tables.rectification import RECTIFICATIONS
from supervision.patrols.vocabulary.rectification import Stage
from tests.supervision.patrol.maker import rectify
from tests.supervision.turns.maker import in_force, order, put

TODAY = dt.date(2021, 12, 20)
FIXED = {"fixed_on": dt.date(2021, 11, 9), "report": "已补记"}
PASSED = {"closed_on": dt.date(2021, 11, 12), "recheck": "属实"}


def _verb(name: str, who: str, **given: str) -> Callable[[Patrol, Any], None]:
    def move(patrol: Patrol, cast: Any) -> None:
        fresh = Patrol.objects.select_related("made_by__user").get(pk=patrol.pk)
        PATROLS.verb_named(name).call(fresh, by=getattr(cast, who).post, **given)

    return move


def _step(name: str, who: str, **given: Any) -> Callable[[Patrol, Any], None]:
    def move(patrol: Patrol, cast: Any) -> None:
        row = Rectification.objects.filter(patrol=patrol).order_by("-pk")[0]
        RECTIFICATIONS.step_named(name).call(row, by=getattr(cast, who).post, **given)

    return move


MOVES = {
    "accept": _verb("accept", "guangxin"),
    "return": _verb("return", "guangxin", why="照片不清"),
    "submit": _verb("submit", "township"),
    "void": _verb("void", "guangxin", why="重复"),
    "fix": _step("fix", "township", **FIXED),
    "pass": _step("pass", "guangxin", **PASSED),
    "fail": _step("fail", "guangxin", recheck="仍缺"),
}
often = st.sampled_from([name for name in MOVES if name != "void"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(often | st.sampled_from(list(MOVES)), min_size=3, max_size=12))
def test_exactly_one_turn_in_any_order_of_moves(cast, moves):
    patrol = rectify()
    for name in ["", *moves]:
        if name:
            try:
                MOVES[name](patrol, cast)
            except (RuleViolation, PermissionDenied):
                continue
        for row in Rectification.objects.filter(patrol=patrol):
            over = row.state == State.VOID or (row.state in COUNTED and row.stage == Stage.CLOSED)
            found = turns.on(row)
            assert len(found) == (0 if over else 1), (moves, row.state, row.stage)
            assert all(turn.holders for turn in found)


@pytest.mark.parametrize("name", list(MOVES))
def test_every_move_is_made_at_least_once(cast, name):
    """So that the moves above are not all refused."""
    before = {"pass": ["fix"], "fail": ["fix"], "submit": ["return"]}
    patrol = rectify()
    for one in [*before.get(name, []), name]:
        MOVES[one](patrol, cast)


@pytest.mark.parametrize("stage", Stage.values)
@pytest.mark.parametrize("state", State.values)
def test_no_state_without_a_turn_but_the_final_ones(cast, state, stage):
    row = order()
    closed = dt.date(2021, 11, 12) if stage == Stage.CLOSED else None
    put(row, state=state, stage=stage, closed_on=closed, voided_why="重复" if state == State.VOID else "")
    over = state == State.VOID or (state in COUNTED and stage == Stage.CLOSED)
    assert len(turns.on(row)) == (0 if over else 1)


def _todo(code: str) -> Any:
    return next(todo for todo in offers.TODOS if todo.code == code)


@pytest.mark.parametrize("township_there", [True, False])
def test_the_home_page_reads_the_duties(cast, township_there):
    """整改待复查 and 整改已逾期 count, for everybody who may recheck, every row in that stage, and every late one."""
    rows = [order(accepted=True) for _ in range(6)]
    for row, due in zip(rows, (10, 19, 20, 21, 30, 10), strict=True):
        put(row, due_on=TODAY.replace(day=due))
    for row in rows[:3]:
        MOVES["fix"](row.patrol, cast)
    MOVES["pass"](rows[2].patrol, cast)
    in_force("township", yes=township_there)
    for member in (cast.township, cast.guangxin, cast.guangxin_admin, cast.zone, cast.xinzhou, cast.neighbour_township):
        seen = Rectification.objects.visible_to(member.post)
        reported, late = _todo("rectifications_reported"), _todo("rectifications_overdue")
        assert (reported.perm, late.perm) == ("supervision.recheck_rectification",) * 2
        assert (reported.label, late.label) == ("整改待复查", "整改已逾期")
        assert set(reported.rows(member.post)) == set(seen.counted().filter(stage=Stage.REPORTED))
        assert set(late.rows(member.post)) == set(seen.overdue(clock.today()))
    assert _todo("rectifications_overdue").rows(cast.guangxin.post).count() == 3
