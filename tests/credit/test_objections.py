"""The subject may object to an entry; somebody else decides."""

import pytest

from credit import services
from credit.models import CreditEntry, CreditFile
from supervision.ground import facts
from supervision.ground.errors import RuleViolation
from supervision.ground.subjects.models import Subject


@pytest.fixture
def entry(cast, told):
    own = Subject.objects.get(organisation=cast.producer.post.organisation)
    told(own, "monitoring.failed")
    facts.deliver()
    return CreditEntry.objects.get(subject=own)


def test_upheld_the_entry_is_taken_back(cast, entry):
    objection = services.raise_objection(entry=entry, reason="样品非我社产品", by=cast.producer.post)
    services.uphold_objection(objection, by=cast.guangxin.post)
    file = CreditFile.objects.get(subject=entry.subject)
    assert (file.points, file.grade) == (100, "A")
    assert entry.counter.reason.endswith("成立")


def test_rejected_the_entry_stands(cast, entry):
    objection = services.raise_objection(entry=entry, reason="不服", by=cast.producer.post)
    services.reject_objection(objection, by=cast.guangxin.post, why="复检结论一致")
    assert CreditFile.objects.get(subject=entry.subject).grade == "B"


def test_a_correction_needs_words_too(cast, entry):
    objection = services.OBJECTION.create(entry=entry, reason="不服", by=cast.producer.post)
    with pytest.raises(RuleViolation, match="异议理由"):
        services.amend_objection(objection, by=cast.producer.post, version=objection.version, reason=" ")


def test_a_retracted_entry_is_not_taken_back_twice(cast, entry, retracted):
    objection = services.raise_objection(entry=entry, reason="不服", by=cast.producer.post)
    services.uphold_objection(objection, by=cast.guangxin.post)
    retracted(entry.fact)
    facts.deliver()
    assert CreditEntry.objects.filter(takes_back=entry).count() == 1
    with pytest.raises(RuleViolation, match="已撤回"):
        services.raise_objection(entry=CreditEntry.objects.get(pk=entry.pk), reason="再来", by=cast.producer.post)


def test_the_form_knows_only_entries_of_the_own_place(cast, entry):
    data = {"entry": entry.number, "reason": "不服", "submit": "1"}
    assert "没有找到这条信用记录" in cast.xinzhou.post_to("/credit/objections/new/", data).content.decode()
    assert cast.producer.post_to("/credit/objections/new/", data).status_code == 302
