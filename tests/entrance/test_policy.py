"""Which passwords are refused, in which words, and that ordinary good ones are not."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from supervision.ground import signins
from supervision.ground.errors import RuleViolation
from supervision.ground.people import User

WANG = User(username="wangjg", name="王建国")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("Kf8-tul42", "至少需要 10 个字符"),
        ("nongan-2021", "太常见"),
        ("Nongyeju2021", "太常见"),
        ("Srnyj@2021!", "太常见"),
        ("P@ssw0rd2021", "太常见"),
        ("shangrao@123", "太常见"),
        ("guangxinqu2026", "太常见"),
        ("农业局2021农业局", "太常见"),
        ("1qaz2wsx3edc", "太常见"),
        ("qwertyuiop", "常见"),
        ("poiuytrewq1", "太常见"),
        ("aaaaabbbbb1", "太常见"),
        ("woaini1314520", "太常见"),
        ("9072640518", "数字"),
        ("x13907931234", "手机号码"),
        ("wangjg-tulip", "用户名或姓名"),
        ("Wangjianguo-88", "用户名或姓名"),
        ("jianguowang88x", "用户名或姓名"),
        ("王建国的密码本子啊啊", "用户名或姓名"),
    ],
)
def test_what_is_guessed_first_is_refused(password, sentence):
    with pytest.raises(RuleViolation, match=sentence) as refused:
        signins.check_password(password, WANG, field="new_password1")
    assert refused.value.field == "new_password1"


@pytest.mark.parametrize(
    "password",
    ["Kf8-tulip-42", "kahu-dengta-yueliang", "dktm-xwqe-4823", "雨后的山茶花开了三朵", "correct horse battery"],
)
def test_good_ones_are_taken(password):
    signins.check_password(password, WANG)


def test_a_short_name_refuses_nothing_by_accident():
    signins.check_password("malan-hua-kaile", User(username="mal", name="马丽"))


def test_the_sentences_are_the_framework_s_own_kind():
    from django.contrib.auth.password_validation import get_default_password_validators, password_validators_help_texts

    assert len(get_default_password_validators()) == 6
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in text) for text in password_validators_help_texts())
    with pytest.raises(ValidationError):
        get_default_password_validators()[-1].validate("nongan2021")
