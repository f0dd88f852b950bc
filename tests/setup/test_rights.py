"""The application's database role reads and writes rows; it owns nothing and can empty or rebuild nothing."""

import pytest
from django.db import ProgrammingError, connection, transaction


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE supervision_region CASCADE",
        "DROP TABLE supervision_region",
        "ALTER TABLE supervision_region DISABLE TRIGGER ALL",
        "CREATE TABLE own_table (a int)",
        "CREATE TRIGGER t BEFORE UPDATE ON supervision_region FOR EACH ROW EXECUTE FUNCTION"
        " suppress_redundant_updates_trigger()",
        "SET SESSION AUTHORIZATION nongan",
        "DELETE FROM nongan_applied_migration",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_may_not(statement):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_the_application_may_read_write_and_stage():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM supervision_region")
        assert cursor.fetchone()[0] > 0
        cursor.execute("CREATE TEMPORARY TABLE staging (a int) ON COMMIT DROP")
