"""What the page says of a verb is Chinese, also where "已" or "确定" before its label would be none."""

import pytest

from credit import services
from tests import make
from tests.house import site

pytestmark = pytest.mark.django_db
ACTS = [(register, act) for register in site.registers() for act in (*register.verbs, *register.steps)]
AWKWARD = ("确", "不", "未", "异议", "复查", "复检", "标注：")  # what starts so cannot follow "已" or "确定"


@pytest.mark.parametrize(("register", "act"), ACTS, ids=lambda one: getattr(one, "key", getattr(one, "name", "")))
def test_no_sentence_is_put_together_wrongly(register, act):
    said = act.said("记录")
    assert said.startswith("记录 ")
    assert said.endswith("。")
    assert act.done or not act.label.startswith(AWKWARD), act.label
    if getattr(act, "confirm", "") or getattr(act, "needs_reason", False):
        assert act.asked or not act.label.startswith(("确", "异议", "复检")), act.label


def test_on_the_page_of_an_override(cast):
    subject = make.subject()
    services.open_file(subject=subject, by=cast.guangxin.post)
    made = services.propose_override(subject=subject, grade="C", reason="群众多次反映", by=cast.guangxin.post)
    url = f"/credit/creditoverrides/{made.pk}/"
    page = cast.reviewer.get(url).content.decode()
    assert ">确认调整</button>" in page
    assert "确定确认" not in page
    answer = cast.reviewer.post_to(f"{url}act/return/", {"version": made.version, "why": "依据不足"}, follow=True)
    assert f"{made} 未获同意，已退回提出人。" in answer.content.decode()
    made.refresh_from_db()
    answer = cast.reviewer.post_to(f"{url}act/return/", {"version": made.version, "why": "依据不足"})
    assert "已退回的记录不能退回。" in answer.content.decode()
