"""The numbers in the tables of 任务量, 净增, 信用 and 五个一 open their rows too, and sums say what they add up."""

import re

import pytest
from django.urls import reverse

from supervision.grid.vocabulary.fiveone import One
from tests import registers

pytestmark = pytest.mark.doors

FIGURE = re.compile(r'<a href="(/figures/[^"]+)"><?(?:strong>)?([\d,.%\-]+)<')


def shown(member, url):
    """How many rows the page of a number lists in all."""
    return member.get(url.replace("&amp;", "&")).context["shown"].page.paginator.count


@pytest.mark.parametrize("page", ["monitoring:quotas", "greenfood:growth", "credit:overview"])
@pytest.mark.parametrize("name", ["city", "guangxin"])
def test_numbers_open_as_many_rows(cast, year, name, page):
    member = getattr(cast, name)
    found = FIGURE.findall(member.get(reverse(page)).content.decode())
    assert len(found) >= 2
    for url, text in found:
        if "%" in text:
            continue
        opened = member.get(url.replace("&amp;", "&")).context["found"]
        off = opened.taken_off if "part=" not in url and "净增" in opened.card.label else 0
        assert int(text.replace(",", "")) in (shown(member, url), shown(member, url) - off), url


def test_the_sum_of_the_gaps_says_so(cast):
    registers.make("monitoring.plan")
    city, county = (getattr(cast, n).get(reverse("monitoring:quotas")).content.decode() for n in ("city", "guangxin"))
    assert "各县缺口合计" in city and "超额完成的县不抵扣" in city
    assert "各县缺口合计" not in county


def test_the_credit_table_has_a_total(cast, year):
    context = cast.city.get(reverse("credit:overview")).context
    assert context["sums"]["total"] == sum(row["total"] for row in context["rows"]) > 0
    said = cast.city.get(reverse("credit:overview")).content.decode()
    assert '<tfoot><tr><th scope="row">合计</th>' in said
    assert reverse("todo", args=["credit.unfiled"]) in said


def test_who_sees_no_whole_county_gets_no_link_to_a_refusal(cast, year):
    for page in ("monitoring:quotas", "greenfood:growth", "credit:overview", "supervision:fiveone"):
        for name in ("township", "zone", "producer"):
            answer = getattr(cast, name).get(reverse(page))
            assert answer.status_code == 403 or "/figures/" not in answer.content.decode(), (page, name)
    assert "/greenfood/opening/" not in cast.producer.get(reverse("greenfood:growth")).content.decode()


def test_the_opening_list_of_one_county(cast):
    registers.make("greenfood.openinglist")
    url = reverse("greenfood:opening", args=[2020])
    for query in ("", "?county=361104", "?county=361100", "?county=%00"):
        assert cast.city.get(url + query).status_code == 200


def test_a_cell_of_five_one_opens_its_rows(cast, year):
    for row in cast.guangxin.get(reverse("supervision:fiveone")).context["rows"]:
        for cell in row["cells"]:
            if cell["evidence"].count:
                answer = cast.guangxin.get(cell["url"])
                assert answer.context["page"].paginator.count == cell["evidence"].count
                assert len(answer.context["rows"]) == min(50, cell["evidence"].count)
    first = reverse("supervision:fiveone-rows", args=["361104290", One.SAMPLING])
    assert re.search(r'href="/monitoring/samples/\d+/"', cast.guangxin.get(first).content.decode())
    assert cast.xinzhou.get(first).status_code == 404
    assert cast.guangxin.get(reverse("supervision:fiveone-rows", args=["361104290", "x"])).status_code == 404


def test_a_county_number_of_five_one_lists_as_many_townships(cast, year):
    url = reverse("supervision:fiveone")
    for county in cast.city.get(url).context["counties"]:
        for one, _, n in county["cells"]:
            assert len(cast.city.get(f"{url}?region={county['code']}&show={one}").context["rows"]) == n
        complete = cast.city.get(f"{url}?region={county['code']}&show=complete").context["rows"]
        assert len(complete) == county["complete"]
    summary = cast.city.get(url).context["summary"]
    assert len(cast.city.get(f"{url}?show=all&region=").context["rows"]) == summary["townships"]
    missing = cast.city.get("/figures/five_one/?part=left_out").context["shown"].page.paginator.count
    assert missing == summary["missing"]
