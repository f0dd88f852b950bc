"""A to-do opens exactly the rows it counts, whatever year the header shows."""

import re

import pytest
from django.urls import reverse

from shangrao_nongan import offers
from tests import make

pytestmark = pytest.mark.doors

LINK = re.compile(r'<a href="(/todos/[^"]+/)"><strong>([\d,]+\+?)</strong>')
EVERYBODY = ["city", "reviewer", "guangxin", "guangxin_admin", "zone", "township", "assistant", "lab_tester",
             "lab_verifier", "producer", "market"]  # fmt: skip


def rows_behind(member, url):
    rows, turn = [], url
    while turn:
        answer = member.get(turn)
        assert answer.status_code == 200, turn
        rows += [row["id"] for row in answer.context["rows"]]
        turn = answer.context["next_url"] and url + answer.context["next_url"]
    return rows, answer.context["total"]


@pytest.mark.parametrize("header", [2021, 2020])
def test_every_todo_opens_exactly_its_rows(cast, year, header):
    met = set()
    for name in EVERYBODY:
        member = getattr(cast, name)
        member.post_to("/year", {"year": str(header)})
        for url, count in LINK.findall(member.get(reverse("home")).content.decode()):
            rows, total = rows_behind(member, url)
            assert (len(rows), total) == (int(count), count), (name, url)
            assert len(set(rows)) == len(rows)
            met.add(url)
    assert len(met) >= 12, met


def test_the_unvisited_can_be_visited_from_their_list(cast):
    one = make.subject()
    said = cast.township.get(reverse("todo", args=["unvisited"])).content.decode()
    form = f"{reverse('supervision:patrols-new')}?subject={one.pk}"
    assert one.name in said and f'href="{form}"' in said and "记一次巡查" in said
    assert cast.township.get(form).status_code == 200


def test_who_has_no_file_is_listed_with_the_button_to_open_one(cast):
    one = make.subject()
    said = cast.guangxin.get(reverse("todo", args=["credit.unfiled"])).content.decode()
    form = f"{reverse('credit:creditfiles-new')}?subject={one.pk}"
    assert one.name in said and f'href="{form}"' in said
    assert f'value="{one.pk}"' in cast.guangxin.get(form).content.decode()


def test_a_todo_is_for_those_who_may_do_it_and_for_their_own_place(cast):
    one = make.subject()
    url = reverse("todo", args=["unvisited"])
    assert one.name not in cast.xinzhou.get(url).content.decode()
    assert cast.auditor.get(url).status_code == 403
    assert cast.guangxin.get(reverse("todo", args=["nothing"])).status_code == 404


def test_every_todo_has_its_page(cast):
    for one in offers.todos():
        member = next(m for m in map(lambda n: getattr(cast, n), EVERYBODY) if m.post.has_perm(one.perm))
        assert member.get(reverse("todo", args=[one.code])).status_code == 200, one.code


def test_a_page_turns(cast, monkeypatch):
    monkeypatch.setattr("shangrao_nongan.home.rows.PER_PAGE", 2)
    for _ in range(5):
        make.subject()
    rows, total = rows_behind(cast.township, reverse("todo", args=["unvisited"]))
    assert len(rows) == int(total) >= 5
    assert cast.township.get(reverse("todo", args=["unvisited"]) + "?after=x").status_code == 200
