"""`bin/manage examine` tells what an earlier release let in and cleans what needs no judgement; its exit says so."""

import io
import json

import pytest
from django.core.management import call_command

from supervision.ground import history
from supervision.ground.subjects import Subject
from tests import databases

from .catalog import ask
from .conftest import upgrade
from .doubles import NAMES, copies

TURNED = "转向\u202e合作社"


def examined(*options):
    out = io.StringIO()
    try:
        call_command("examine", *options, stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def found(*options):
    code, told = examined("--json", *options)
    assert code == 1
    told = json.loads(told)
    return told["fixed"], {(one["问题"], one["编号"]): one for one in told["found"]}


@pytest.fixture
def let_in(landed):
    copies(landed, NAMES[:2], "double")
    copies(landed, [NAMES[3]], "hidden")
    copies(landed, ["干净\u200b合作社", TURNED], "sign")
    said = "UPDATE supervision_subject SET state = 'returned', returned_why = '/'"
    ask(landed, f"{said} WHERE number = 'ZT-sign-0' RETURNING id")
    upgrade(landed)
    return landed


def test_what_was_let_in_is_told_and_what_nobody_sees_is_cleaned(let_in):
    with databases.app_of(let_in):
        fixed, there = found()
        assert fixed == 0
        assert {"ZT-double-1", "ZT-hidden-0"} == {number for kind, number in there if kind == "重复"}
        twin = there["重复", "ZT-double-1"]
        assert "ZT-double-0" in twin["内容"] and twin["页面"].endswith(f"/{_pk('ZT-double-1')}/")
        assert there["隐藏字符", "ZT-sign-0"]["内容"] == "干净<U+200B>合作社"
        assert there["换向字符", "ZT-sign-1"]["内容"] == "转向<U+202E>合作社"
        assert there["原因不成话", "ZT-sign-0"]["栏目"] == "退回原因"

        code, table = examined()
        assert code == 1 and "ZT-double-1" in table and f"还有{len(there)}处需要处理。" in table

        fixed, left = found("--fix-text")
        assert fixed == 1
        clean = Subject.objects.get(number="ZT-sign-0")
        assert clean.name == "干净合作社"
        change = history.of(clean)[0]
        assert (change.verb, change.who) == ("清理隐藏字符和号码写法", "系统")
        assert ("隐藏字符", "ZT-sign-0") not in left and ("换向字符", "ZT-sign-1") in left
        # Cleaned it would have the very name of the first, which is for a person to decide.
        assert left["隐藏字符", "ZT-hidden-0"] and Subject.objects.get(number="ZT-hidden-0").name == NAMES[3]


def test_a_clean_site_has_nothing_to_tell(landed):
    upgrade(landed)
    with databases.app_of(landed):
        assert examined() == (0, "没有发现问题。\n")


def _pk(number):
    return Subject.objects.get(number=number).pk
