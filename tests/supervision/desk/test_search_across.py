"""The header's box: one word in all registers, each by its own right and scope, a query for each."""

import pytest

from supervision.ground.records import State
from supervision.ground.subjects.models import Subject
from tests import make
from tests.cast import SHAXI
from tests.supervision.patrol.maker import patrol

FIND = "/supervision/find/"


@pytest.fixture
def visited(cast):
    subject = make.subject("董团晨光种植合作社", phone="13907931234")
    return subject, patrol(subject=subject)


def hits(member, word):
    found = member.get(FIND, {"q": word}).context["found"]
    return {one.register.key: [row["number"] for row in one.rows] for one in found}


@pytest.mark.parametrize("word", ["晨光", "dtcg", "董团 晨光", "13907931234"])
def test_a_name_its_sound_and_a_whole_phone_are_found_in_each_register(cast, visited, word):
    subject, visit = visited
    found = hits(cast.guangxin, word)
    assert found["subjects"] == [subject.number]
    assert found["patrols"] == [visit.number]


@pytest.mark.parametrize("word", ["晨光", "13907931234"])
def test_a_neighbour_finds_nothing(cast, visited, word):
    assert hits(cast.xinzhou, word) == {}


@pytest.mark.parametrize("word", ["1390793", "31234"])
def test_a_part_of_a_phone_is_no_key(cast, visited, word):
    assert hits(cast.guangxin, word) == {}


def test_a_number_leads_to_its_record_and_a_neighbours_number_nowhere(cast, visited):
    _subject, visit = visited
    answer = cast.guangxin.get(FIND, {"q": visit.number.lower()})
    assert answer.status_code == 302 and answer.url == f"/supervision/patrols/{visit.pk}/"
    assert hits(cast.xinzhou, visit.number) == {}


def test_drafts_and_voids_are_found_by_their_number_alone(cast, visited):
    subject, _visit = visited
    draft = make.subject("董团晨光草稿合作社", state=State.DRAFT)
    assert hits(cast.guangxin, "晨光")["subjects"] == [subject.number]
    assert cast.guangxin.get(FIND, {"q": draft.number}).status_code == 302


def test_who_has_no_right_to_a_register_does_not_see_it_here(cast, visited):
    assert hits(cast.lab_tester, "晨光") == {}


def test_the_number_of_queries_does_not_grow(cast, visited, queries_of):
    before = queries_of(cast.guangxin, f"{FIND}?q=晨光")
    for number in range(7):
        patrol(subject=make.subject(f"董团晨光{number}号合作社"))
    assert queries_of(cast.guangxin, f"{FIND}?q=晨光") == before


def test_more_than_a_few_lead_to_the_list_in_all_years(cast, visited):
    for number in range(6):
        make.subject(f"董团晨光{number}号合作社")
    found = {one.register.key: one for one in cast.guangxin.get(FIND, {"q": "晨光"}).context["found"]}
    assert len(found["subjects"].rows) == 5 and found["subjects"].more
    assert len(cast.guangxin.get(found["subjects"].url).context["rows"]) == 7
    assert "since=" in found["patrols"].url
    assert [row["subject"] for row in cast.guangxin.get(found["patrols"].url).context["rows"]] == ["董团晨光种植合作社"]


def test_the_box_stands_on_every_page_and_nothing_is_asked_without_a_word(cast, visited):
    assert f'action="{FIND}"' in cast.guangxin.get("/").content.decode()
    assert cast.guangxin.get(FIND).context["found"] == []
    assert Subject.objects.filter(region__code=SHAXI).count() == 0
