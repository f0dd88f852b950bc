"""A verdict moves one way, whoever writes it: the database is asked alone."""

import pytest

from tests.forged import sets, told
from tests.monitoring import making

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("to", ["pass", "pending", "undetermined", ""])
def test_a_failure_is_not_lifted(cast, to):
    row = making.failed()
    assert "不合格的结论只能由" in told(sets("monitoring_sample", "verdict = %(to)s"), row=row.pk, to=to)


def test_nor_in_two_steps(cast):
    row = making.failed()
    first = sets("monitoring_sample", "verdict = 'undetermined'")
    assert "不合格的结论只能由" in told(
        first, sets("monitoring_sample", "verdict = 'pass', judged_on = now()"), row=row.pk
    )


def test_what_nobody_tested_does_not_pass(cast):
    row = making.sample()
    assert row.verdict == "pending"
    assert "没有检测" in told(sets("monitoring_sample", "verdict = 'pass'"), row=row.pk)


def test_nor_by_an_order_that_was_only_called_verified(cast):
    """Without a single line that somebody found."""
    row = making.sample()
    people = {"one": cast.lab_tester.post.pk, "two": cast.lab_verifier.post.pk}
    forged = (
        "UPDATE monitoring_testorder SET state = 'verified', tested_by_id = %(one)s, verified_by_id = %(two)s,"
        " received_on = sampled, tested_on = sampled, verified_on = sampled"
        " FROM (SELECT sampled_on AS sampled FROM monitoring_sample WHERE id = %(row)s) AS s WHERE sample_id = %(row)s"
    )
    said = told(forged, sets("monitoring_sample", "verdict = 'pass', verdict_on = sampled_on"), row=row.pk, **people)
    assert "没有检测" in said


def test_the_number_of_a_verified_result_stays(cast):
    row = making.tested(making.sample(), 腐霉利="6.1")
    for change in ("value = 0.01", "found = 'nd'", "verdict = 'pass'", "verified = false", "limit_id = NULL"):
        forged = f"UPDATE monitoring_result SET {change} WHERE order_id IN (SELECT id FROM monitoring_testorder"
        assert "检测结果已审核" in told(f"{forged} WHERE sample_id = %(row)s)", row=row.pk), change


def test_no_line_comes_into_a_verified_report(cast):
    row = making.tested(making.sample(), 腐霉利="6.1")
    copied = """INSERT INTO monitoring_result SELECT (jsonb_populate_record(r, jsonb_build_object(
        'id', 987654, 'verified', false, 'analyte_id', (SELECT code FROM monitoring_analyte a WHERE a.code NOT IN (
            SELECT analyte_id FROM monitoring_result) LIMIT 1)))).* FROM monitoring_result r
        JOIN monitoring_testorder o ON o.id = r.order_id WHERE o.sample_id = %(row)s LIMIT 1"""
    assert "检测结果已审核" in told(copied, row=row.pk)


def test_a_void_sample_counts_no_more(cast):
    row = making.sample()
    make_void = sets("monitoring_sample", "state = 'void', voided_why = '抽错了'")
    assert "已作废" in told(make_void, sets("monitoring_sample", "state = 'accepted'"), row=row.pk)
