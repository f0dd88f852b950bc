"""`bin/manage examine` finds numbers that an earlier release sealed as they were written, and brings them in line."""

import io
import json
from contextlib import suppress

import pytest
from django.core.management import call_command

from supervision.ground import history
from supervision.ground.errors import RuleViolation
from supervision.ground.records import sealed
from supervision.ground.subjects import Kind, Subject, phone_mark
from tests import make

NUMBER, OTHER = "361121198001011235", "361121198001011278"


def as_written(name, number, phone=""):
    """A farmer as a release that did not fold kept him."""
    made = make.subject(name, kind=Kind.SMALLHOLDER)
    with history.acting(None, "测试"):
        Subject.objects.filter(pk=made.pk).update(
            identity_sealed=sealed.seal(number), identity_digest=sealed.digest(number), identity_tail=number[-4:],
            phone_sealed=sealed.seal(phone), phone_digest=phone_mark(phone), phone_tail=phone[-4:],
        )  # fmt: skip
    return made


def wide(text):
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


def examined(*options):
    out = io.StringIO()
    with suppress(SystemExit):
        call_command("examine", "--json", *options, stdout=out)
    told = json.loads(out.getvalue())
    return told["fixed"], [(one["问题"], one["编号"], one["内容"]) for one in told["found"] if "号码" in one["问题"]]


def test_a_number_in_full_width_is_told_and_set_right(cast):
    made = as_written("全角农户", wide(NUMBER), "139-0793-1234")
    as_written("半角农户", OTHER, "13907931234")
    assert examined() == (0, [("号码写法", made.number, f"尾号 {NUMBER[-4:]}，按现在的写法查不到")])
    assert examined("--fix-text") == (1, [])
    made.refresh_from_db()
    assert (made.identity_digest, made.identity_tail) == (sealed.digest(NUMBER), NUMBER[-4:])
    assert sealed.unseal(made.identity_sealed) == NUMBER
    assert history.of(made)[0].verb == "清理隐藏字符和号码写法"
    with pytest.raises(RuleViolation, match="该身份证号已在名录中"):
        make.subject("又来登记", kind=Kind.SMALLHOLDER, identity=NUMBER)


def test_a_number_that_another_has_already_is_left_to_a_person(cast):
    as_written("半角农户", NUMBER)
    made = as_written("全角农户", wide(NUMBER))
    fixed, left = examined("--fix-text")
    assert fixed == 0 and [(kind, number) for kind, number, _said in left] == [("号码写法", made.number)]


def test_what_is_no_number_is_told_without_telling_it(cast):
    made = as_written("错号农户", "361121198013011235")
    _fixed, told = examined("--fix-text")
    assert [(kind, number) for kind, number, _said in told] == [("号码有误", made.number)]
    assert "19801301" not in told[0][2]
