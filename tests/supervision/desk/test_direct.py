"""Registers without a draft: one button with the office's word, and nothing that says it is not in force yet."""

import pytest

from tests import make
from tests.certificates.make import producer_subject, vegetable
from tests.house import site

pytestmark = pytest.mark.django_db
# Appointing answers with the first password instead of leading to the post: tests/supervision/people.
DIRECT = [register for register in site.registers() if register.direct and register.key != "posts"]
TYPED = {
    "certificates": lambda: {
        "subject": producer_subject().pk, "product": vegetable().pk, "quantity": "3", "unit": "kg",
        "issued_on": "2021-12-20", "bases": ["self_tested"],
    },
    "creditfiles": lambda: {"subject": make.subject("建档合作社").pk},
    "incidents": lambda: {"title": "疑似中毒"},
    "tasks": lambda: {
        "year": "2021", "name": "冬季例行监测", "level": "county", "kind": "routine", "method": "quantitative",
        "county": "361104", "first_day": "2021-12-01", "deadline": "2021-12-31",
    },
}  # fmt: skip


def test_all_of_them_are_tried_here():
    assert {register.key for register in DIRECT} == set(TYPED)


@pytest.mark.parametrize("register", DIRECT, ids=lambda register: register.key)
def test_there_is_no_draft_to_save(cast, register):
    page = cast.guangxin.get(register.url("new")).content.decode()
    assert "草稿" not in page
    assert f">{register.direct.label}</button>" in page
    answer = cast.guangxin.post_to(register.url("new"), TYPED[register.key]() | {"submit": "1"}, follow=True)
    assert answer.redirect_chain, answer.context["form"].errors
    record = answer.context["record"]
    assert f"{record} {register.direct.done}。" in answer.content.decode()
    assert getattr(record, "state", "") != "draft"


def test_a_register_with_drafts_has_both_buttons_and_its_own_word(cast):
    page = cast.guangxin.get("/monitoring/handlings/new/").content.decode()
    assert "保存草稿" in page
    assert ">提请办结</button>" in page
    assert ">提交复核</button>" in cast.guangxin.get("/credit/creditoverrides/new/").content.decode()
