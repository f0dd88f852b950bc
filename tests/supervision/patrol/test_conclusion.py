"""What a patrol may be concluded with: the office's rules as a table."""

import pytest

from supervision.ground.errors import RuleViolation, refuse_all
from supervision.ground.subjects import Kind
from supervision.patrols.rules.patrol import answer_faults, conclusion_faults, distance, records_at_fault
from supervision.patrols.vocabulary.patrol import Answer, Conclusion, RecordsKept

FINE = {
    "answers": {"a": Answer.OK},
    "records_at_fault": False,
    "problems": "",
    "note": "",
    "deadline": None,
    "may_bind": True,
}


@pytest.mark.parametrize(
    ("conclusion", "given", "field"),
    [
        ("", {}, "conclusion"),
        ("不合格", {}, "conclusion"),
        (Conclusion.PASS, {}, None),
        (Conclusion.PASS, {"answers": {"a": Answer.FIXED}}, None),
        (Conclusion.PASS, {"answers": {"a": Answer.BAD}}, "conclusion"),
        (Conclusion.PASS, {"records_at_fault": True}, "conclusion"),
        (Conclusion.PASS, {"may_bind": False}, None),
        (Conclusion.RECTIFY, {"deadline": 15}, "problems"),
        (Conclusion.RECTIFY, {"problems": "无记录"}, "deadline"),
        (Conclusion.RECTIFY, {"problems": "无记录", "deadline": 10}, "deadline"),
        (Conclusion.RECTIFY, {"problems": "无记录", "deadline": 7}, None),
        (Conclusion.RECTIFY, {"problems": "无记录", "deadline": 7, "may_bind": False}, "conclusion"),
        (Conclusion.TRANSFER, {"problems": "禁用农药"}, None),
        (Conclusion.TRANSFER, {"problems": "  "}, "problems"),
        (Conclusion.TRANSFER, {"problems": "禁用农药", "may_bind": False}, "conclusion"),
        (Conclusion.ABSENT, {}, "note"),
        (Conclusion.ABSENT, {"note": "大门紧锁", "may_bind": False}, None),
        (Conclusion.BLOCKED, {"note": " "}, "note"),
    ],
)
def test_conclusions(conclusion, given, field):
    if field is None:
        refuse_all(conclusion_faults(conclusion, **FINE | given))
        return
    with pytest.raises(RuleViolation) as refused:
        refuse_all(conclusion_faults(conclusion, **FINE | given))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("answers", "complete", "fits"),
    [
        ({"a": "ok", "b": "bad"}, True, True),
        ({"a": "ok"}, True, False),
        ({"a": "ok"}, False, True),
        ({"a": "yes"}, False, False),
        ({"z": "ok"}, False, False),
    ],
)
def test_answers_fit_the_checklist(answers, complete, fits):
    if fits:
        refuse_all(answer_faults(answers, ["a", "b"], complete=complete))
    else:
        with pytest.raises(RuleViolation):
            refuse_all(answer_faults(answers, ["a", "b"], complete=complete))


@pytest.mark.parametrize(
    ("kind", "kept", "fault"),
    [
        (Kind.ENTERPRISE, RecordsKept.NONE, True),
        (Kind.COOPERATIVE, RecordsKept.IRREGULAR, True),
        (Kind.COOPERATIVE, RecordsKept.COMPLETE, False),
        (Kind.FAMILY_FARM, RecordsKept.NONE, False),
        (Kind.SMALLHOLDER, RecordsKept.IRREGULAR, False),
    ],
)
def test_missing_records_are_a_fault_of_those_who_must_keep_them(kind, kept, fault):
    assert records_at_fault(kind, kept) is fault


def test_distance_in_metres():
    assert distance(28.45, 117.94, 28.45, 117.94) == 0
    assert distance(28.0, 117.0, 29.0, 117.0) == 111195
