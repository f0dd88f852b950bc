"""Every number of the home page opens exactly the rows that make it, for the city and for a county."""

import json
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from shangrao_nongan.home import board
from tests import registers

pytestmark = pytest.mark.doors

LINK = re.compile(r'<a href="(/figures/[^"]+)"[^>]*>([\d,.\-]+)</a>')


def opened(member, url):
    answer = member.get(url)
    assert answer.status_code == 200, url
    return answer


def rows_of(member, url):
    """All rows of the page opened, over all its pages, and the page itself."""
    answer = opened(member, url)
    found, pages = [], answer.context["shown"].page.paginator.num_pages
    for number in range(1, pages + 1):
        found += opened(member, f"{url}{'&' if '?' in url else '?'}page={number}").context["shown"].rows
    return found, answer.context["found"]


def check(member, url, text):
    rows, found = rows_of(member, url)
    assert len(rows) == len(found.counted), url
    assert found.cell.text == text, url
    if found.card.percent:
        whole, _ = rows_of(member, f"{url}{'&' if '?' in url else '?'}part=whole")
        assert (len(rows), len(whole)) == (found.ratio.numerator, found.ratio.denominator), url
    else:
        assert len(rows) - found.taken_off == int(text.replace(",", "")), url
    return len(rows)


@pytest.mark.parametrize("name", ["city", "guangxin"])
def test_every_number_opens_exactly_its_rows(cast, year, name):
    member = getattr(cast, name)
    answer = member.get(reverse("home"))
    numbers = LINK.findall(answer.content.decode())
    shown = answer.context["board"]
    columns = shown.cards if name == "city" else []  # what has no column of its own stands once, for the city
    cells = [cell for card in columns for cell in shown.cells[card.code].values()]
    known = [cell for cell in [*shown.totals.values(), *cells] if cell.value is not None]
    assert len(numbers) == len(known)
    behind = {url: check(member, url.replace("&amp;", "&"), text) for url, text in numbers}
    assert sum(1 for n in behind.values() if n) >= (20 if name == "city" else 12), behind


def test_the_map_opens_the_same_rows(cast, year):
    for code in board.board(cast.city.post, year=2021).totals:
        answer = cast.city.get(reverse("home") + f"?map={code}")
        data = re.search(r'data-chart="map".*?<script[^>]*>(.*?)</script>', answer.content.decode(), re.S)[1]
        for item in json.loads(data)["items"]:
            found = opened(cast.city, item["url"]).context["found"]
            assert item["text"].startswith(found.cell.text), item


@pytest.mark.parametrize("part", ["left_out", "whole"])
def test_what_was_left_out_says_why(cast, year, part):
    for code in board.board(cast.guangxin.post, year=2021).totals:
        rows, found = rows_of(cast.guangxin, reverse("figure", args=[code]) + f"?part={part}")
        if part == "left_out":
            assert len(rows) == len(found.left_out) and all(row["why"] for row in rows), code
            for reason in found.reasons:
                asked = reverse("figure", args=[code]) + f"?part=left_out&why={reason.why}"
                assert len(rows_of(cast.guangxin, asked)[0]) == reason.count, reason


def test_a_row_says_what_its_register_says_of_it(cast, year):
    left_out = cast.guangxin.get(reverse("figure", args=["pass_rate"]) + "?part=left_out").content.decode()
    for label in ("抽样日期", "受检单位（人）", "产品", "判定", "未计入原因"):
        assert f'data-label="{label}"' in left_out
    said = cast.guangxin.get(reverse("figure", args=["pass_rate"])).content.decode()
    assert 'data-label="未计入原因"' not in said
    assert "我的" in said.split('aria-label="底部导航"')[1]


def test_the_year_is_the_one_of_the_header(cast, year):
    now = cast.guangxin.get("/figures/certificates/").context["found"].ratio.numerator
    cast.guangxin.post_to("/year", {"year": "2020"})
    home = cast.guangxin.get("/").context["board"].totals["certificates"].text
    before = cast.guangxin.get("/figures/certificates/").context["found"].ratio.numerator
    assert now > before == int(home) == 1


def test_a_county_opens_no_other_county(cast):
    for code in ("patrols", "cases", "incidents"):
        url = reverse("figure", args=[code])
        assert cast.guangxin.get(f"{url}?county=361104").status_code == 200
        assert cast.guangxin.get(f"{url}?county=361102").status_code == 404
        assert cast.xinzhou.get(f"{url}?county=361104").status_code == 404
        assert cast.city.get(f"{url}?county=361104").status_code == 200
        assert cast.city.get(f"{url}?county=999999").status_code == 404


@pytest.mark.parametrize("name", ["township", "zone", "producer", "market", "lab_tester", "assistant"])
def test_who_does_not_see_a_whole_county_opens_no_county_number(cast, name):
    assert getattr(cast, name).get("/figures/patrols/").status_code == 403


def test_nonsense_in_the_address(cast):
    assert cast.city.get("/figures/nothing/").status_code == 404
    for query in ("part=x", "page=x", f"page={'9' * 50}", "part=left_out&why=%00", "county=%00"):
        assert cast.city.get(f"/figures/patrols/?{query}").status_code in (200, 404), query


def test_a_page_costs_the_same_for_many_rows(cast, queries_of):
    urls = [f"/figures/{code}/" for code in board.board(cast.city.post, year=2021).totals]
    for label in registers.MAKERS:
        registers.make(label)
    before = [queries_of(cast.city, url) for url in urls]
    for label in registers.MAKERS:
        registers.make(label)
        registers.make(label)
    assert [queries_of(cast.city, url) for url in urls] == before
    assert max(before) <= 25


def test_refusals_are_said_under_the_rate(cast, year):
    cell = cast.guangxin.get("/").context["board"].totals["pass_rate"]
    refused = sum(
        why.startswith("拒绝抽样") for _, why in cast.guangxin.get("/figures/pass_rate/").context["found"].left_out
    )
    assert refused and cell.note.endswith(f"，含拒检 {refused}")
    assert Decimal(cell.text.replace(",", "")) < 100
