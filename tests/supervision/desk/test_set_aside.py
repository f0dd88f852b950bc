"""A list shows what counts and what is under way; drafts and voids stand beside it, counted, a click away."""

import pytest

from supervision.ground.records import State
from supervision.ground.subjects.models import Subject
from tests import make

from .conftest import URL, opened


@pytest.fixture
def rows(cast):
    """Three of other people's and one draft of the township's own, one void, one accepted."""
    made = {state: make.subject(f"{state}合作社", state=state) for state in (State.DRAFT, State.ACCEPTED)}
    made["own"] = make.subject("自己的草稿合作社", state=State.DRAFT)
    made[State.VOID] = make.subject("作废的合作社")
    Subject.objects.filter(pk=made["own"].pk).update(made_by=cast.township.post)
    Subject.objects.filter(pk=made[State.VOID].pk).update(state=State.VOID, voided_why="重复")
    return made


def names(answer):
    return {row["name"] for row in answer.context["rows"]}


def test_they_are_left_out_and_told(cast, rows):
    answer = cast.township.get(URL)
    assert rows[State.ACCEPTED].name in names(answer)
    assert not names(answer) & {rows[State.DRAFT].name, rows["own"].name, rows[State.VOID].name}
    told = {one["label"]: (one["count"], one["url"]) for one in answer.context["aside"]}
    assert told["草稿"][0] == 2
    assert told["我的草稿"] == (1, "?state=mine")
    assert told["作废"] == (1, "?state=void")
    assert 'href="?state=mine">我的草稿 1</a>' in answer.content.decode()


@pytest.mark.parametrize(
    ("state", "expected"),
    [("mine", ["own"]), ("draft", [State.DRAFT, "own"]), ("void", [State.VOID])],
)
def test_each_is_a_click_away(cast, rows, state, expected):
    answer = cast.township.get(URL, {"state": state})
    assert names(answer) == {rows[key].name for key in expected}
    assert answer.context["aside"] == []


def test_all_together(cast, rows):
    assert names(cast.township.get(URL, {"state": "all"})) >= {row.name for row in rows.values()}


def test_a_record_asked_for_by_its_number_is_found_whatever_it_is(cast, rows):
    for key in (State.DRAFT, State.VOID):
        assert names(cast.township.get(URL, {"q": rows[key].number})) == {rows[key].name}


def test_a_neighbour_is_told_of_none(cast, rows):
    assert cast.xinzhou.get(URL).context["aside"] == []
    assert names(cast.xinzhou.get(URL, {"state": "draft"})) == set()


def test_the_workbook_says_what_it_leaves_out(cast, rows):
    book = opened(cast.guangxin.get(URL + "export/"))
    notes = {row[0]: row[1] for row in book.worksheets[1].iter_rows(values_only=True)}
    assert "状态：不含草稿和作废" in notes["筛选条件"]
    said = [cell.value for cell in book.worksheets[0]["B"]]
    assert rows[State.VOID].name not in said


def test_the_first_click_sorts_names_from_the_first_and_days_from_the_newest(cast, rows):
    sorts = {one["name"]: one["url"] for one in cast.guangxin.get(URL).context["sorts"]}
    assert sorts["name"] == "?sort=name"
    day = next(name for name in ("registered_on", "made_at") if name in sorts)
    assert sorts[day] in (f"?sort=-{day}", f"?sort={day}")
    again = {one["name"]: one["url"] for one in cast.guangxin.get(URL, {"sort": "name"}).context["sorts"]}
    assert again["name"] == "?sort=-name"
    assert again[day] == f"?sort=-{day}"
