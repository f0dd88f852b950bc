"""First migrations applied in one step make exactly the schema that Django makes operation by operation."""

import os

import pytest
from django.db import connections, migrations, models
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState

from shangrao_nongan.initial import in_one_step, only_makes_tables
from tests import databases

SCHEMA = """
SELECT 'column', table_name, column_name, data_type, is_nullable, coalesce(column_default, ''), ordinal_position::text
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'index', tablename, indexname, indexdef, '', '', '' FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '', ''
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY 1, 2, 3
"""


class First(Migration):
    """A circle of keys, a join table, and everything that the autodetector puts behind the tables."""

    initial = True
    operations = [
        migrations.CreateModel("Place", [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())]),
        migrations.CreateModel(
            "Person",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("age", models.IntegerField()),
                ("home", models.ForeignKey("trial.place", models.PROTECT)),
                ("seen", models.ManyToManyField("trial.place", related_name="visitors")),
            ],
        ),
        migrations.AddField("place", "keeper", models.ForeignKey("trial.person", models.SET_NULL, null=True)),
        migrations.AddIndex("person", models.Index(fields=["home", "-age"], name="person_home_age")),
        migrations.AddConstraint("person", models.CheckConstraint(condition=models.Q(age__gte=0), name="person_born")),
        migrations.AlterUniqueTogether("place", {("name", "keeper")}),
    ]


@pytest.fixture
def empty(settings, django_db_blocker):
    """A connection, as the owner, to a database without tables."""
    name = f"nongan_test_initial_{os.getpid()}"
    databases._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    databases._admin(f'CREATE DATABASE "{name}"')
    connection = connections["default"].copy()
    connection.settings_dict = {**connection.settings_dict, "NAME": name, "USER": "nongan"}
    with django_db_blocker.unblock():
        yield connection
        connection.close()
    databases._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def schema_after_migrating(connection):
    with connection.schema_editor() as editor:
        state = First("0001_initial", "trial").apply(ProjectState(), editor)
        made = set(state.models)
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        found = cursor.fetchall()
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return made, found


def test_both_ways_give_the_same_schema(empty):
    usual = schema_after_migrating(empty)
    with in_one_step():
        at_once = schema_after_migrating(empty)
    assert len(usual[1]) > 15
    assert at_once == usual


def test_a_migration_that_also_does_something_else_is_left_to_django():
    assert only_makes_tables(First("0001_initial", "trial"))
    other = First("0001_initial", "trial")
    other.operations = [*First.operations, migrations.RunSQL("SELECT 1")]
    assert not only_makes_tables(other)
    other.operations = [migrations.AddField("elsewhere", "age", models.IntegerField())]
    assert not only_makes_tables(other)
