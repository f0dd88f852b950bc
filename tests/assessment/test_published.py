"""A published score is refused by the database itself, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from shangrao_nongan.assessment import services
from supervision.ground.errors import RuleViolation


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessment_scoreline SET points = 99 WHERE sheet_id = {sheet}",
        "UPDATE assessment_scoresheet SET total = 99 WHERE id = {sheet}",
        "UPDATE assessment_run SET input_hash = 'x' WHERE id = {run}",
        "DELETE FROM assessment_scoreline WHERE sheet_id = {sheet}",
    ],
)
def test_published_scores_are_frozen(scored, cast, statement):
    run = services.publish(scored(), by=cast.reviewer.post)
    one = run.sheets.first()
    with pytest.raises(DatabaseError, match="考核结果已公布"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(sheet=one.pk, run=run.pk))


def test_a_year_has_one_published_result(scored, cast):
    first, second = scored(), scored()
    services.publish(second, by=cast.reviewer.post)
    with pytest.raises(RuleViolation, match="已经公布"):
        services.publish(first, by=cast.reviewer.post)
    first.refresh_from_db()
    assert first.state == "computed"
