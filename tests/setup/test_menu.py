"""Every entry of everybody's menu opens; the choices in the header change only one's own session."""

import pytest
from django.urls import reverse

from shangrao_nongan import menu
from supervision.ground import year
from tests.cast import MEMBERS


@pytest.mark.parametrize("name", MEMBERS)
def test_no_dead_entry(cast, name):
    member = getattr(cast, name)
    groups = menu.menu_for(member.post, "/")
    links = {item["url"] for group in groups for item in group["children"] or [group]}
    links |= {tab["url"] for tab in menu.tabs_for(member.post, "/")}
    assert links
    answers = {url: member.client.get(url).status_code for url in sorted(links)}
    assert set(answers.values()) == {200}, answers


def test_a_laboratory_is_not_shown_what_it_must_not_see(cast):
    labels = {item["label"] for group in menu.menu_for(cast.lab_tester.post, "/") for item in group["children"]}
    assert "抽样单" not in labels


def test_a_county_reaches_its_retests(cast):
    labels = {item["label"] for group in menu.menu_for(cast.guangxin.post, "/") for item in group["children"]}
    assert "复检" in labels


def test_the_year_is_kept_and_a_wrong_one_refused(cast):
    client = cast.guangxin.client
    answer = client.post(reverse("year"), {"year": "2020", "next": "/me/?a=1"})
    assert answer["Location"] == "/me/?a=1"
    assert client.session[year.KEY] == 2020
    for wrong in ("1999", "x", "", "²"):
        client.post(reverse("year"), {"year": wrong})
        assert client.session[year.KEY] == 2020
    assert client.get(reverse("year")).status_code == 405


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_one_is_not_sent_to_another_site(cast, away):
    assert cast.guangxin.client.post(reverse("year"), {"year": "2021", "next": away})["Location"] == "/"


def test_nobody_takes_another_persons_post(cast):
    client = cast.guangxin.client
    for post in (cast.city.post.pk, "0", "x", "9" * 30):
        assert client.post(reverse("switch-post"), {"post": post}).status_code == 404
    own = cast.guangxin.post.pk
    assert client.post(reverse("switch-post"), {"post": own}).status_code == 302
