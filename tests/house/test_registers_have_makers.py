"""Every register of the desk and every Record has a maker in tests/registers.py, so that new ones are tried too."""

import pytest
from django.db.models import Model

from supervision.ground.records.vocabulary import COUNTED
from tests import registers

from . import site


def test_every_register_and_record_has_a_maker():
    wanted = {register.model._meta.label_lower for register in site.registers()}
    wanted |= {model._meta.label_lower for model in registers.record_models()}
    assert wanted - set(registers.MAKERS) == set()


@pytest.mark.parametrize("label", sorted(registers.MAKERS))
def test_a_maker_makes_a_counted_row_each_time(label, cast):
    first, second = registers.make(label), registers.make(label)
    assert isinstance(first, Model)
    if label not in registers.ONCE:
        assert first.pk != second.pk
    if type(first) in registers.record_models():
        assert first.state in COUNTED
        assert first.county_id == registers.HERE.county
        assert registers.make(label, registers.THERE).county_id == registers.THERE.county
