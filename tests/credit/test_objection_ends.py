"""An objection ends with an answer: granted, or the entry upheld. Nobody is asked to mend what has been answered."""

import pytest

from credit import services
from credit.models import CreditEntry, CreditFile, Objection
from supervision.ground import facts
from supervision.ground.errors import RuleViolation
from supervision.ground.notices.models import NoticeReceipt
from supervision.ground.records import State
from supervision.ground.subjects.models import Subject

WHY = "复检结论一致，原记录无误"


@pytest.fixture
def entry(cast, told):
    own = Subject.objects.get(organisation=cast.producer.post.organisation)
    told(own, "monitoring.failed")
    facts.deliver()
    return CreditEntry.objects.get(subject=own)


@pytest.fixture
def raised(cast, entry):
    return services.raise_objection(entry=entry, reason="不服", by=cast.producer.post)


def answer(cast, objection, verb, **more):
    url = f"/credit/objections/{objection.pk}/act/{verb}/"
    return cast.guangxin.post_to(url, {"version": objection.version} | more, follow=True).content.decode()


def test_upheld_is_an_end_with_its_reason(cast, raised):
    said = answer(cast, raised, "return", why=WHY)
    assert "已答复：维持原记录" in said
    page = cast.producer.get(f"/credit/objections/{raised.pk}/").content.decode()
    assert "维持原记录" in page
    assert WHY in page
    assert "已退回" not in page
    assert "修改后再提交" not in page
    assert cast.producer.get(f"/credit/objections/{raised.pk}/edit/").status_code == 302
    told = NoticeReceipt.objects.filter(post=cast.producer.post).latest("pk").notice
    assert told.title.endswith("维持原记录")
    assert told.body == f"维持理由：{WHY}"


def test_upholding_needs_its_reason_in_the_words_of_an_answer(cast, raised):
    assert "请写明维持原记录的理由" in answer(cast, raised, "return", why=" ")
    raised.refresh_from_db()
    assert raised.state == State.SUBMITTED


def test_granted_is_told_to_whoever_raised_it(cast, raised):
    assert "已采纳" in answer(cast, raised, "accept")
    told = NoticeReceipt.objects.filter(post=cast.producer.post).latest("pk").notice
    assert told.title.endswith("已采纳")
    assert cast.producer.get(f"/credit/objections/{raised.pk}/").status_code == 200


@pytest.mark.parametrize("verb", ["accept", "return", "void"])
def test_an_answer_is_final(cast, raised, verb):
    services.reject_objection(raised, by=cast.guangxin.post, why=WHY)
    call = {"accept": services.OBJECTION.accept, "return": services.OBJECTION.return_, "void": services.OBJECTION.void}
    more = {} if verb == "accept" else {"why": "再想想"}
    with pytest.raises(RuleViolation, match="已有结论“维持原记录”"):
        call[verb](Objection.objects.get(pk=raised.pk), by=cast.guangxin.post, **more)


def test_new_grounds_are_a_new_objection(cast, entry, raised):
    services.reject_objection(raised, by=cast.guangxin.post, why=WHY)
    again = services.raise_objection(entry=entry, reason="有新的检测报告", by=cast.producer.post)
    assert again.state == State.SUBMITTED


def test_none_is_offered_while_one_waits(cast, entry, raised):
    file = CreditFile.objects.get(subject=entry.subject)
    link = f"objections/new/?entry={entry.number}"
    pages = (f"/credit/creditentries/{entry.pk}/", f"/credit/creditfiles/{file.pk}/")
    assert [link in cast.producer.get(page).content.decode() for page in pages] == [False, False]
    assert "异议待处理" in cast.producer.get(pages[1]).content.decode()
    with pytest.raises(RuleViolation, match="等待处理"):
        services.raise_objection(entry=entry, reason="再提一次", by=cast.producer.post)
    services.reject_objection(raised, by=cast.guangxin.post, why=WHY)
    assert [link in cast.producer.get(page).content.decode() for page in pages] == [True, True]


def test_the_list_is_asked_in_the_same_words(cast, raised):
    page = cast.guangxin.get("/credit/objections/?state=returned").content.decode()
    assert "维持原记录" in page
    assert "已退回" not in page
    services.reject_objection(raised, by=cast.guangxin.post, why=WHY)
    assert raised.number in cast.guangxin.get("/credit/objections/?state=returned").content.decode()
