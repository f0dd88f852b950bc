"""The home page: what waits first, then targets against actuals; every number opens rows its reader may see."""

import re

import pytest
from django.urls import reverse

from shangrao_nongan import offers
from shangrao_nongan.home import board
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from tests import make


def test_the_city_sees_twelve_counties_and_a_map(cast):
    answer = cast.reviewer.get(reverse("home"))
    said = answer.content.decode()
    assert len(answer.context["board"].places) == 12
    assert "各县（市、区）目标与实绩" in said and 'data-chart="map"' in said
    assert "9,744" in said


def test_a_county_sees_its_own_numbers_only(cast):
    answer = cast.guangxin.get(reverse("home"))
    assert [place.pk for place in answer.context["board"].places] == ["361104"]
    assert "信州区" not in answer.content.decode()


def test_every_number_of_a_county_opens_its_list(cast):
    make.subject()
    said = cast.guangxin.get(reverse("home")).content.decode()
    links = set(re.findall(r'href="([^"]+)"', said.split("年度进展", 1)[1].split("<footer")[0]))
    assert links
    for link in links:
        assert cast.guangxin.get(link.replace("&amp;", "&")).status_code == 200, link


def test_naming_the_own_county_shows_its_rows(cast):
    one = make.subject()
    answer = cast.guangxin.get(reverse("supervision:subjects") + "?region=361104")
    assert one.name in answer.content.decode()


def test_the_neighbouring_county_is_no_choice(cast):
    make.subject()
    answer = cast.xinzhou.get(reverse("supervision:subjects") + "?region=361104")
    assert "没有" in answer.content.decode() and not answer.context["rows"]


def test_a_township_reads_the_countys_numbers_without_links(cast):
    found = cast.township.get(reverse("home")).context["board"]
    assert all(cell.url == "" for cell in found.totals.values())


@pytest.mark.parametrize("who", ["zone", "lab_tester", "producer", "market", "social", "assistant", "auditor"])
def test_everybody_has_a_home(cast, who):
    assert getattr(cast, who).get(reverse("home")).status_code == 200


def test_a_todo_ends_when_the_work_is_done(cast):
    one = make.subject(state=State.SUBMITTED)
    before = {w.label: w.count for w in board.waiting(cast.guangxin.post)}
    cast.guangxin.post_to(reverse("supervision:subjects-act", args=[one.pk, "accept"]), {"version": one.version})
    after = {w.label: w.count for w in board.waiting(cast.guangxin.post)}
    assert after.get("监管对象待审核", 0) == before["监管对象待审核"] - 1


def test_every_offer_names_an_address_that_exists(cast):
    for one in [*offers.todos(), *offers.cards()]:
        assert board.address(one.url) or _says_each_line(one), one.code


def _says_each_line(one):
    """Rows of several registers have no one list: each line names its own address, on the to-do's own page."""
    return getattr(one, "line", None) is not None and reverse("todo", args=[one.code])


def test_a_producer_does_not_read_what_is_being_looked_into(cast):
    url = reverse("dossier", args=[Subject.objects.get(organisation=cast.producer.post.organisation).pk])
    own, officer = cast.producer.get(url), cast.guangxin.get(url)
    assert {panel["label"] for panel in own.context["panels"]} < {panel["label"] for panel in officer.context["panels"]}
    assert "案件" not in {panel["label"] for panel in own.context["panels"]}
    assert ("facts-title" in own.content.decode(), "facts-title" in officer.content.decode()) == (False, True)
    assert cast.lab_tester.get(url).status_code == 403


def test_a_neighbours_dossier_does_not_exist(cast):
    url = reverse("dossier", args=[make.subject().pk])
    assert cast.guangxin.get(url).status_code == 200
    assert cast.xinzhou.get(url).status_code == 404
