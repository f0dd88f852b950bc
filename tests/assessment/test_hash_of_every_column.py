"""Every column of an item, of a scheme and of the rest of a score's basis is in the hash, or is named as deciding
nothing: a new column is asked here without anybody thinking of it."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.db import models

from shangrao_nongan.assessment.models import Item, Scheme
from shangrao_nongan.assessment.parameters import Basis
from shangrao_nongan.assessment.scoring import NOT_DECIDING, fingerprint
from supervision.ground.figures import Figure
from supervision.ground.measures import Measure

# The scheme itself says only which year of which version; locking and checking are acts on it, not rules in it.
SCHEME_NOT_DECIDING = {"id", "name", "basis", "verified", "locked_at", "locked_by", "confirmed"}
LINE = {
    "order": 1, "category": "监测", "name": "监测合格率", "points": D(13), "source": "auto", "indicator": "pass_rate",
    "params": {"levels": ["city"]}, "curve": "deduct_per_step", "curve_params": {"target": "0.98"}, "rule": "98%满分",
    "bonus": False, "starred": False, "veto": False,
}  # fmt: skip
YEAR = {"code": "2021", "year": 2021, "revision": 1, "params": None}
OTHER = {
    models.CharField: "别的", models.JSONField: {"target": "0.97"}, models.DecimalField: D(14),
    models.BooleanField: True, models.PositiveSmallIntegerField: 9,
}  # fmt: skip
MEASURED = {7: {"361104": Measure(D("0.97"), 97, 100, counted=[1, 2], left_out=[(3, "退回")])}}


@pytest.fixture
def figures(monkeypatch):
    from shangrao_nongan import offers

    known = {"pass_rate": Figure("pass_rate", "合格率", "%", "口径", lambda p, q: {}, "monitoring.Sample")}
    monkeypatch.setattr(offers, "indicators", lambda: known)
    return known


def hash_of(line=None, scheme=None, until=dt.date(2021, 12, 31)):
    item = Item(pk=7, **(LINE | (line or {})))
    basis = Basis.of(Scheme(pk=1, **(YEAR | (scheme or {}))), [item], until)
    return fingerprint([item], MEASURED, {}, basis)


def columns(model, named):
    return [field for field in model._meta.concrete_fields if field.name not in named]


def other(field):
    return next(value for kind, value in OTHER.items() if type(field) is kind)


@pytest.mark.parametrize("field", columns(Item, NOT_DECIDING), ids=lambda field: field.name)
def test_every_column_of_an_item_decides(figures, field):
    assert hash_of(line={field.name: other(field)}) != hash_of()


@pytest.mark.parametrize("field", columns(Scheme, SCHEME_NOT_DECIDING), ids=lambda field: field.name)
def test_every_column_of_a_scheme_decides(figures, field):
    changed = {"deduction": "scaled"} if field.name == "params" else other(field)
    assert hash_of(scheme={field.name: changed}) != hash_of()


@pytest.mark.parametrize("name", sorted(NOT_DECIDING | SCHEME_NOT_DECIDING))
def test_what_is_named_is_there(name):
    assert name in {field.name for model in (Item, Scheme) for field in model._meta.concrete_fields}


def test_what_somebody_has_checked_changes_no_score(figures):
    assert hash_of(line={"confirmed": ["levels"]}, scheme={"confirmed": ["deduction"]}) == hash_of()


def test_the_last_day_decides(figures):
    assert hash_of(until=dt.date(2021, 12, 30)) != hash_of()


@pytest.mark.parametrize("changed", [{"caliber": "另一口径"}, {"version": "2022.1"}], ids=str)
def test_the_definition_and_its_version_decide(figures, changed):
    before = hash_of()
    given = {"code": "pass_rate", "label": "合格率", "unit": "%", "caliber": "口径", "model": "monitoring.Sample"}
    figures["pass_rate"] = Figure(compute=lambda p, q: {}, **(given | changed))
    assert hash_of() != before


def test_a_default_that_changes_decides(figures):
    from shangrao_nongan.assessment import parameters

    before = hash_of()
    assert parameters.values(Item(pk=7, **LINE), figures["pass_rate"])["compare_digits"] is None
    assert hash_of(line={"params": LINE["params"] | {"compare_digits": 2}}) != before
