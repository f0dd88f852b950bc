"""The key of a row elsewhere is a whole number too: nobody adds it up."""

from django.db import models

from supervision.ground.desk.statistics import measures
from tests.house import site


def test_no_sum_and_no_mean_of_a_key():
    found = set()
    for register in site.registers():
        known = {one.name: one for one in register.model._meta.concrete_fields}
        for name in measures.of_register(register):
            field = known.get(name.removeprefix(measures.SUM).removeprefix(measures.MEAN))
            if isinstance(field, models.BigIntegerField) and name not in known:
                found.add((register.key, name))
    assert found == set()


def test_of_what_was_measured_there_are(cast):
    register = next(one for one in site.registers() if one.key == "audit-exports")
    names = set(measures.of_register(register))
    assert {"sum_rows", "avg_rows"} <= names
    register = next(one for one in site.registers() if one.key == "audit-acts")
    assert not any(name.endswith("_record") for name in measures.of_register(register))
