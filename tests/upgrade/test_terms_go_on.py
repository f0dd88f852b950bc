"""After the upgrade the terms of the stored release count as before, and a release gone back to can write its own."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from supervision.ground import editions, terms
from supervision.ground.people import Post, system_post
from supervision.models import Term, TermEdition
from tests import databases

from .catalog import ask

OF_BEFORE = (
    "INSERT INTO supervision_term (code, name, basis, length, unit, backwards, starts_when, stops_when, valid_from,"
    " verified, note) VALUES ('house.before', 'x', 'x', 3, 'day', false, 'x', 'x', '2022-01-01', false, '')"
    " RETURNING id"
)
CHANGED = "UPDATE supervision_term SET length = 4 WHERE code = 'house.before' RETURNING length"
DAY = dt.date(2023, 3, 1)


def test_the_terms_of_then_have_no_edition_and_count(upgraded):
    with databases.app_of(upgraded):
        assert Term.objects.filter(edition=None).count() > 50
        assert terms.due(dt.date(2021, 3, 1), "rectification.7").at == dt.date(2021, 3, 8)


def test_the_release_before_writes_without_an_edition_and_the_next_edition_follows_it(upgraded):
    assert ask(upgraded, OF_BEFORE)
    assert ask(upgraded, CHANGED) == [(4,)]
    with databases.app_of(upgraded):
        row = editions.dictionaries.said(terms.in_force("house.before", DAY)) | {"valid_from": DAY, "length": 5}
        city = Post.objects.filter(role="city_admin").first()
        one = editions.dictionaries.draft(TermEdition, by=city, name="修订", changes=[row])
        editions.dictionaries.put_in_force(one, by=system_post())
        last = DAY - dt.timedelta(days=1)
        assert [terms.in_force("house.before", day).length for day in (last, DAY)] == [4, 5]
        assert terms.in_force("house.before", last).valid_to == last
        with pytest.raises(IntegrityError, match="term_one_open_version"), transaction.atomic():
            Term.objects.create(**row | {"valid_from": last, "valid_to": None})
