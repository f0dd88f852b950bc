"""What this room offers the roof can be asked of every post, and says its definition."""

from django.urls import reverse

from supervision import offers
from supervision.ground.measures import Period
from supervision.ground.regions import county_codes
from tests import make
from tests.supervision.case.maker import case
from tests.supervision.patrol.maker import patrol, rectify, transfer

YEAR = Period.of_year(2021)


def counts(post):
    return {todo.code: todo.rows(post).count() for todo in offers.TODOS if post.has_perm(todo.perm)}


def test_every_indicator_answers_for_all_counties_and_says_its_definition(cast):
    rectify()
    case()
    for indicator in offers.FIGURES:
        assert list(indicator.compute(YEAR, {})) == county_codes(), indicator.code
        assert indicator.caliber.endswith("。")


def test_every_card_answers_for_all_counties_and_leads_somewhere(cast):
    cards = [figure.card for figure in offers.FIGURES if figure.shown]
    for card in cards:
        assert list(card.figures(YEAR)) == county_codes()
        assert reverse(card.url)
    cases = next(card for card in cards if card.code == "cases")
    assert cases.targets(2021)["361104"] == 2


def test_what_waits_for_the_county_and_not_for_its_neighbour(cast):
    patrol()
    transfer()
    before = counts(cast.xinzhou.post)
    found = counts(cast.guangxin.post)
    assert found["patrols_waiting"] == 2
    assert found["leads"] == 1
    assert before["patrols_waiting"] == before["leads"] == 0


def test_the_unvisited_are_a_to_do_until_they_are_visited(cast):
    subject = make.subject()
    before = counts(cast.township.post)["unvisited"]
    patrol(subject=subject)
    assert counts(cast.township.post)["unvisited"] == before - 1
    assert counts(cast.neighbour_township.post)["unvisited"] == 0


def test_an_overdue_rectification_is_a_to_do(cast):
    rectify(accepted=True)
    assert counts(cast.guangxin.post)["rectifications_overdue"] == 1
    assert counts(cast.xinzhou.post)["rectifications_overdue"] == 0


def test_a_subjects_file_shows_what_the_post_may_see(cast):
    made = rectify(accepted=True)
    rows = {panel.code: panel.rows(made.subject, cast.guangxin.post) for panel in offers.PANELS}
    assert rows["patrols"] == [made]
    assert len(rows["rectifications"]) == 1
    assert not any(panel.rows(made.subject, cast.xinzhou.post) for panel in offers.PANELS)
    page = cast.guangxin.get(reverse("dossier", args=[made.subject.pk]))
    assert made.number in page.content.decode()
