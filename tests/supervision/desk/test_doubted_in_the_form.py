"""A wrong check digit and a far position are told in the form; ticked as checked, they are saved."""

import pytest

from supervision.ground.desk import doubts
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from tests import make

from .conftest import CODE, URL

DOUBTFUL = CODE[:-1] + "5"


def test_a_doubt_is_told_and_saved_once_it_is_ticked(cast, fields):
    typed = fields | {"credit_code": DOUBTFUL, "latitude": "39.9", "longitude": "116.4", "submit": "1"}
    first = cast.township.post_to(URL + "new/", typed)
    assert first.status_code == 422
    form = first.context["form"]
    assert "校验位不符，请核对证照" in form.errors["credit_code"][0]
    assert "不在上饶市一带" in form.errors["latitude"][0]
    tick = form.fields[doubts.SURE].widget.attrs["value"]
    assert f'value="{tick}"' in first.content.decode()
    again = cast.township.post_to(URL + "new/", typed | {"latitude": "31.2", doubts.SURE: tick})
    assert again.status_code == 422  # another value is asked about again
    assert cast.township.post_to(URL + "new/", typed | {doubts.SURE: tick}).status_code == 302
    assert Subject.objects.get(name="新登记的合作社").credit_code == DOUBTFUL


def test_a_doubt_that_a_correction_does_not_touch_is_not_asked_again(cast, fields):
    made = make.subject("老证合作社", state=State.DRAFT, credit_code=DOUBTFUL, latitude="39.9", longitude="116.4")
    page = f"{URL}{made.pk}/edit/"
    typed = fields | {"name": made.name, "credit_code": DOUBTFUL, "latitude": "39.9", "longitude": "116.4"}
    typed |= {"registered_on": f"{made.registered_on}", "version": made.version, "save": "1"}
    moved = cast.township.post_to(page, typed | {"longitude": "116.5"})
    assert list(moved.context["form"].errors) == ["latitude"]
    recoded = cast.township.post_to(page, typed | {"credit_code": CODE[:-1] + "6"})
    assert list(recoded.context["form"].errors) == ["credit_code"]
    assert cast.township.post_to(page, typed | {"address": "新地址"}).status_code == 302
    made.refresh_from_db()
    assert (made.address, made.credit_code) == ("新地址", DOUBTFUL)


@pytest.mark.parametrize("written", ["1e9999999", "9" * 5000, "1e-9999999", "nan"])
def test_what_no_column_could_hold_is_told_like_any_other_mistake(cast, fields, written):
    page = cast.township.post_to(URL + "new/", fields | {"area": written, "save": "1"})
    assert page.status_code == 422 and page.context["form"].errors["area"]


def test_what_was_typed_as_a_number_is_shown_back(cast, fields):
    page = cast.township.post_to(URL + "new/", fields | {"area": "12,5", "phone": "1380013800", "submit": "1"})
    assert page.status_code == 422
    assert 'value="12,5"' in page.content.decode()
    assert "写成 12.5 或 125" in page.context["form"].errors["area"][0]
    assert "少1位" in page.context["form"].errors["phone"][0]


def test_full_width_is_one_value(cast, fields):
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    typed = {
        "area": "1，234。5亩".translate(wide),
        "phone": "138-0013-8000".translate(wide),
        "credit_code": CODE.lower(),
    }
    assert cast.township.post_to(URL + "new/", fields | typed | {"submit": "1"}).status_code == 302
    made = Subject.objects.get(name="新登记的合作社")
    assert (str(made.area), made.phone_tail, made.credit_code) == ("1234.50", "8000", CODE)
