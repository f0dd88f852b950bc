"""The length of a page, its first and its last: by the declared order and by any other column."""

import pytest

from supervision.ground.subjects.models import Subject
from tests import make

from .conftest import URL


@pytest.fixture
def many(cast):
    """More than one page of them, and the cooperative of the cast."""
    for number in range(22):
        make.subject(f"董团{number:02}号合作社")
    return list(Subject.objects.visible_to(cast.guangxin.post))


def page(member, address):
    answer = member.get(address)
    return [row["number"] for row in answer.context["rows"]], answer.context


@pytest.mark.parametrize("sort", ["name", "-registered_on", "kind"])
def test_the_last_page_ends_the_list_and_the_first_begins_it(cast, many, sort):
    first, told = page(cast.guangxin, f"{URL}?sort={sort}")
    assert len(first) == 20 and told["last_url"] and not told["first_url"] and not told["prev_url"]
    last, told = page(cast.guangxin, URL + told["last_url"])
    assert not told["next_url"] and not told["last_url"]
    assert {*first, *last} == {row.number for row in many}
    again, told = page(cast.guangxin, URL + told["first_url"])
    assert again == first and not told["prev_url"]


def test_all_on_one_page_have_no_other(cast, many):
    rows, told = page(cast.guangxin, f"{URL}?size=50")
    assert len(rows) == len(many) > 20
    assert not any(told[f"{way}_url"] for way in ("first", "prev", "next", "last"))
    rows, told = page(cast.guangxin, f"{URL}?size=50&sort=name&before=end")
    assert len(rows) == len(many) and not told["next_url"] and not told["prev_url"]


@pytest.mark.parametrize("size", ["7", "0", "abc", "1000", "９"])
def test_another_length_is_the_usual_one(cast, many, size):
    assert len(page(cast.guangxin, f"{URL}?size={size}")[0]) == 20


def test_the_length_goes_along_with_the_conditions(cast, many):
    _rows, told = page(cast.guangxin, f"{URL}?size=50&kind=cooperative")
    assert all("size=50" in one["url"] for one in (*told["sorts"], *told["active_filters"]))
