"""What a subject's entry must satisfy; personal values are sealed and found again by their digest."""

import datetime as dt

import pytest

from supervision.grid.services.subject import correct_subject
from supervision.ground.errors import RuleViolation
from supervision.ground.kinds.codes import identity_checks
from supervision.ground.records import State, sealed
from supervision.ground.subjects import Subject, pinyin_key
from tests import make

IDENTITY = "110101199003070038"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("phone", "12345", "联系电话"),
        ("identity", "361104199001011234", "身份证号"),
        ("credit_code", "123", "统一社会信用代码"),
        ("kind", "factory", "factory"),
        ("latitude", 123, "90"),
        ("name", "长" * 81, "80"),
    ],
)
def test_a_wrong_value_is_named_at_its_field(cast, field, value, said):
    with pytest.raises(RuleViolation, match=said) as refused:
        make.subject(**{"name": "甲", field: value} if field != "name" else {"name": value})
    assert refused.value.field == field


def test_phone_and_identity_are_sealed(cast):
    one = make.subject(kind="smallholder", phone="19900001234", identity=IDENTITY)
    assert "1990000" not in one.phone_sealed and sealed.unseal(one.phone_sealed) == "19900001234"
    assert one.identity_tail == IDENTITY[-4:]


def test_the_same_identity_twice_is_refused(cast):
    make.subject("张三", kind="smallholder", identity=IDENTITY)
    with pytest.raises(RuleViolation, match="已在名录中"):
        make.subject("张叁", kind="smallholder", identity=IDENTITY)


def test_future_registration_is_refused(cast):
    with pytest.raises(RuleViolation, match="今天"):
        make.subject(registered_on=dt.date(2022, 1, 1))


def test_and_so_is_a_correction_to_the_future(cast):
    draft = make.subject(state=State.DRAFT)
    with pytest.raises(RuleViolation, match="今天") as refused:
        correct_subject(draft, by=cast.guangxin.post, version=draft.version, registered_on=dt.date(2022, 1, 1))
    assert refused.value.field == "registered_on"
    assert Subject.objects.get(pk=draft.pk).registered_on < dt.date(2022, 1, 1)


def test_pinyin_finds_by_initials_and_by_spelling():
    assert pinyin_key("饶河村").startswith("rhc raohecun")


def test_identity_check_character():
    assert identity_checks(IDENTITY)
    assert not identity_checks(IDENTITY[:-1] + "9")
