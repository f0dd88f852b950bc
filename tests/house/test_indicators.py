"""Figures answer for all twelve counties at once, counties without rows included, and open down to rows that exist."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shangrao_nongan import offers
from shangrao_nongan.assessment.models import Scheme
from supervision.ground.measures import Period
from supervision.ground.regions import CITY, county_codes
from tests import registers

from .source import CHINESE

YEAR = Period.of_year(2021)
CODES = sorted(offers.indicators())
MOST = 12  # queries; none of them may hang on the number of rows or counties


def test_the_scheme_asks_for_indicators_that_exist(db):
    for scheme in Scheme.objects.all():
        assert {item.indicator for item in scheme.items.all() if item.indicator} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_an_indicator_answers_for_every_county(scene, code):
    indicator = offers.indicators()[code]
    assert CHINESE.search(indicator.label)
    assert len(indicator.caliber) > 20, "the definition is shown beside every value"
    rows = apps.get_model(indicator.model)._base_manager
    with CaptureQueriesContext(connection) as seen:
        measured = indicator.compute(YEAR, {})
    assert len(seen) <= MOST
    assert set(measured) - {CITY} == set(county_codes())
    for measure in measured.values():
        given = [*measure.counted, *(pk for pk, _why in measure.left_out)]
        # "key:part" where a row stands for several things; nothing where a reason has no row to show.
        ids = {str(pk).partition(":")[0] for pk in given} - {""}
        assert rows.filter(pk__in=ids).count() == len(ids), code
        assert all(CHINESE.search(why) for _pk, why in measure.left_out)
        assert measure.value is not None or measure.denominator == 0 or measure.not_applicable


@pytest.mark.parametrize("code", CODES)
def test_an_indicator_costs_the_same_for_many_rows(scene, code):
    compute = offers.indicators()[code].compute

    def cost():
        with CaptureQueriesContext(connection) as seen:
            compute(YEAR, {})
        return len(seen)

    made()
    before = cost()
    made()
    assert cost() == before


def made():
    for label in ("supervision.patrol", "supervision.case", "monitoring.sample", "certificates.certificate"):
        registers.make(label)
        registers.make(label, registers.THERE)


def test_every_run_of_the_scene_computed_without_an_error(scene):
    run = scene.rows["assessment.run"]
    errors = {line.error for sheet in run.sheets.all() for line in sheet.lines.all() if line.error}
    assert errors == set()
    assert run.sheets.count() == len(county_codes())


@pytest.mark.parametrize("card", offers.cards(), ids=lambda card: card.code)
def test_a_card_answers_for_every_county(scene, card):
    assert set(card.figures(YEAR)) - {CITY} == set(county_codes())
    assert len(card.caliber) > 20
