"""The unit is one of the list, by whatever door; what stood there before there was one stays readable."""

import pytest

from supervision.ground.errors import RuleViolation
from supervision.ground.units import UnitChoice

from .make import certificate


def test_what_people_write_is_folded(cast):
    assert certificate(unit="公斤").unit == "kg"
    assert certificate().unit == "kg"


def test_anything_else_is_refused_at_its_field(cast):
    with pytest.raises(RuleViolation, match="请选用") as wrong:
        certificate(unit="😀")
    assert wrong.value.field == "unit"


def test_the_form_offers_the_list_and_keeps_an_old_value():
    field = UnitChoice()
    field.keep("担")
    assert field.clean("公斤") == "kg"
    assert field.clean("担") == "担"
    assert [label for value, label in field.choices if value == "担"] == ["担（原来填的）"]


def test_the_page_has_no_box_for_any_text(cast):
    page = cast.producer.get("/certificates/certificates/new/")
    assert "<select" in str(page.context["form"]["unit"])
