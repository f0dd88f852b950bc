"""What the software brings never touches what a person edited."""

import datetime as dt

from supervision.ground import editions
from supervision.ground.people import system_post
from supervision.models import Checklist
from supervision.patrols import reference

from .maker import INDUSTRY, draft, in_force, publish

FIELDS = ("code", "name", "state", "valid_from", "valid_to", "verified", "version")


def state():
    items = Checklist.objects.values_list("code", "items__code", "items__label", "items__order")
    return sorted(Checklist.objects.values_list(*FIELDS)), sorted(items)


def paper(code, key, first):
    return {"code": code, "key": key, "name": code, "valid_from": first, "items": [{"code": "a", "label": "一"}]}


def test_an_empty_site_has_them_published_by_the_system_and_unverified(cast):
    found = Checklist.objects.published()
    assert found.count() == 5
    for one in found:
        assert (one.published_by.user.name, one.source, one.verified, one.valid_to) == ("系统", "随软件", False, None)


def test_loading_again_changes_nothing(cast):
    publish(draft(dt.date(2022, 1, 1)))
    one = in_force()
    editions.verify(one, by=cast.city.post, version=one.version)
    before = state()
    assert reference.load() == {"检查表": 0}
    assert state() == before


def test_newer_ones_arrive_as_drafts_for_the_office_to_decide(cast):
    shipped = [paper("planting-2023", INDUSTRY, dt.date(2023, 1, 1))]
    (made,) = editions.ship(Checklist, shipped, by=system_post())
    assert (made.state, made.source, in_force().valid_to) == ("draft", "随软件", None)
    assert publish(made, by="city").published_by == cast.city.post
    assert editions.ship(Checklist, shipped, by=system_post()) == []


def test_one_that_was_put_aside_does_not_come_back(cast):
    shipped = [paper("planting-2023", INDUSTRY, dt.date(2023, 1, 1))]
    (made,) = editions.ship(Checklist, shipped, by=system_post())
    editions.withdraw(made, by=cast.city.post, version=made.version, why="本市不用")
    assert editions.ship(Checklist, shipped, by=system_post()) == []


def test_several_of_a_new_key_follow_one_another(cast, monkeypatch):
    key = Checklist._meta.get_field("key")
    monkeypatch.setattr(key, "choices", [*key.choices, ("forestry", "林业")])
    days = (dt.date(2020, 1, 1), dt.date(2022, 1, 1))
    first, second = editions.ship(
        Checklist, [paper(f"forestry-{day.year}", "forestry", day) for day in days], by=system_post()
    )
    first.refresh_from_db()
    assert (first.valid_to, first.replaced_by, second.state) == (dt.date(2021, 12, 31), second, "published")
