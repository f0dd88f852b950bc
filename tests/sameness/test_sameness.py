"""The tool that compares two states of the code: blind to nothing it should see, and the same on the same state."""

from __future__ import annotations

import tempfile

import pytest

from . import states

OFFICER = "county_officer:guangxin:361104"
UNITS = ("figures", "scores", "anonymous", OFFICER)
ONLY = r"^/$|^/c/|^/supervision/patrols/|^/supervision/subjects/(export/)?$|^/api/(subjects|patrols)/$"

LESS = """
from supervision.ground.measures import Ratio
Ratio.value = property(lambda ratio: None)
"""
NO_PATROL = """
from shangrao_nongan import roles
from supervision.ground.people.vocabulary import Role
roles.SUPERVISION["patrol"][Role.COUNTY_OFFICER] -= {"add", "accept"}
roles.permissions_of.cache_clear()
"""
SCORED = """
ALTER TABLE assessment_scoreline DISABLE TRIGGER USER;
UPDATE assessment_scoreline SET points = points + 0.01 WHERE id = (SELECT min(id) FROM assessment_scoreline);
ALTER TABLE assessment_scoreline ENABLE TRIGGER USER
"""
RENAMED = """
SELECT set_config('pghistory.context_id', gen_random_uuid()::text, false),
    set_config('pghistory.context_metadata', '{"who": "测试", "verb": "改名"}', false);
UPDATE supervision_subject SET name = name || '甲'
WHERE id = (SELECT max(id) FROM supervision_subject WHERE county_id = '361104')
"""


@pytest.fixture(scope="module")
def told():
    """The stored release under this state of the code."""
    with tempfile.TemporaryDirectory() as media:
        state = states.State(states.ROOT, "sameness", media)
        try:
            yield state, state.prepare()
        finally:
            state.drop()


@pytest.fixture(scope="module")
def before(told):
    return told[0].lines(UNITS, only=ONLY)


def _changed(before, after):
    return {line.partition("|")[0] for line in set(before) ^ set(after)}


def test_the_same_state_shows_the_same(told, before):
    assert told[0].lines(UNITS, only=ONLY) == before
    assert set(states.kinds(before)) == {*states.LEAST, "menu"}


def test_a_changed_number_is_seen(told, before):
    assert "figure" in _changed(before, told[0].lines(["figures"], plant=LESS) + _without(before, "figure", "row"))


def test_a_vanished_button_and_a_refused_verb_are_seen(told, before):
    after = told[0].lines([OFFICER], only=ONLY, plant=NO_PATROL)
    lost = [line for line in set(_of(before, OFFICER)) - set(after) if line.startswith("page|")]
    assert any("/supervision/patrols/|<a href=/supervision/patrols/new/" in line for line in lost)
    assert "act" in _changed(_of(before, OFFICER), after)


def test_a_changed_row_is_seen_on_the_page_in_the_file_and_in_the_api(told, before):
    state, _ = told
    state.sql(RENAMED)
    assert {"page", "export", "api"} <= _changed(_of(before, OFFICER), state.lines([OFFICER], only=ONLY))


def test_a_changed_score_is_seen(told, before):
    state, _ = told
    state.sql(SCORED)
    after = state.lines(["scores"])
    assert len(set(_of(before, "run 1", part=1, starts=True)) ^ set(after)) == 2


def test_a_run_that_saw_little_is_refused(told, before):
    with pytest.raises(states.NotEnough) as refused:
        states.check(told[1], before)
    assert "个台账" in str(refused.value) and "没有这些角色的账号" in str(refused.value)


def test_every_role_has_somebody_who_looks(told):
    people = [unit for unit in told[1]["units"] if ":" in unit]
    assert len(people) >= states.ACCOUNTS and len(told[1]["registers"]) >= states.REGISTERS
    assert {who.partition(":")[0] for who in people} == set(told[1]["roles"])


def test_what_is_no_state_is_refused():
    with pytest.raises(states.NotEnough, match="既不是代码目录"), states.tree("no-such-state"):
        pass


def _of(lines, who, part=1, starts=False):
    found = [(line, line.split("|")[part]) for line in lines]
    return [line for line, one in found if one == who or (starts and one.startswith(who))]


def _without(lines, *kinds):
    return [line for line in lines if line.partition("|")[0] not in kinds]
