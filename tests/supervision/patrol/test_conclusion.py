"""What a patrol may be concluded with: the office's rules as a table."""

import pytest

from supervision.errors import RuleViolation
from supervision.rules.patrol import check_answers, check_conclusion, distance, visits_due
from supervision.vocabulary.patrol import Answer, Conclusion, RecordsKept

FINE = {
    "answers": {"a": Answer.OK},
    "records_kept": RecordsKept.COMPLETE,
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
        (Conclusion.PASS, {"records_kept": RecordsKept.NONE}, "conclusion"),
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
        check_conclusion(conclusion, **FINE | given)
        return
    with pytest.raises(RuleViolation) as refused:
        check_conclusion(conclusion, **FINE | given)
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
        check_answers(answers, ["a", "b"], complete=complete)
    else:
        with pytest.raises(RuleViolation):
            check_answers(answers, ["a", "b"], complete=complete)


def test_worse_grades_are_visited_more_often():
    assert [visits_due(grade) for grade in ("", "A", "B", "C", "D")] == [1, 1, 2, 6, 12]
    assert visits_due("B", {"": 3}) == 3


def test_distance_in_metres():
    assert distance(28.45, 117.94, 28.45, 117.94) == 0
    assert distance(28.0, 117.0, 29.0, 117.0) == 111195
