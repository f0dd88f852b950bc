"""A published score is refused by the database itself, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessment_scoreline SET points = 99 WHERE sheet_id = {sheet}",
        "UPDATE assessment_scoresheet SET total = 99 WHERE id = {sheet}",
        "UPDATE assessment_run SET input_hash = 'x' WHERE id = {run}",
        "DELETE FROM assessment_scoreline WHERE sheet_id = {sheet}",
    ],
)
def test_published_scores_are_frozen(published, statement):
    run = published()
    one = run.sheets.first()
    refused = pytest.raises(DatabaseError, match=r"考核结果|permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(sheet=one.pk, run=run.pk))
