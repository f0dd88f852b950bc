"""Migrations applied by runs make exactly the schema that Django makes operation by operation."""

import os

import pytest
from django.db import connections, migrations, models
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState

from shangrao_nongan.applying import in_runs, runs
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


def many_homes(apps, schema_editor):
    columns = [field.column for field in apps.get_model("trial", "Place")._meta.local_fields]
    assert columns == ["id", "name", "keeper_id", "code"]
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("INSERT INTO trial_place (name, code) VALUES ('沙溪镇', '361102')")


class Next(Migration):
    """New columns and a new table beside old ones, a column changed twice, a rule replaced, and work on rows."""

    operations = [
        migrations.AddField("place", "code", models.CharField(max_length=6, default="")),
        migrations.AddField("person", "since", models.DateField(null=True)),
        migrations.AlterField("place", "name", models.CharField(max_length=40, unique=True)),
        migrations.CreateModel(
            "Visit",
            [("id", models.BigAutoField(primary_key=True)), ("by", models.ForeignKey("trial.person", models.PROTECT))],
        ),
        migrations.AddField("visit", "at", models.ForeignKey("trial.place", models.CASCADE)),
        migrations.AddIndex("place", models.Index(fields=["code"], name="place_code")),
        migrations.RunPython(many_homes, migrations.RunPython.noop),
        migrations.RemoveConstraint("person", "person_born"),
        migrations.AddConstraint("person", models.CheckConstraint(condition=models.Q(age__gte=1), name="person_born")),
        migrations.AlterField("place", "code", models.CharField(max_length=12, default="")),
        migrations.AlterField("place", "code", models.CharField(max_length=12, db_index=True)),
        migrations.RemoveIndex("place", "place_code"),
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
    state = ProjectState()
    for migration in (First("0001_initial", "trial"), Next("0002_more", "trial")):
        with connection.schema_editor() as editor:
            state = migration.apply(state, editor)
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        found = cursor.fetchall()
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return {name: sorted(model.fields) for (_, name), model in state.models.items()}, found


def test_both_ways_give_the_same_schema(empty, monkeypatch):
    monkeypatch.setattr("supervision.ground.history.migrating", lambda name: lambda code: code)
    usual = schema_after_migrating(empty)
    with in_runs():
        by_runs = schema_after_migrating(empty)
    assert len(usual[1]) > 25
    assert by_runs == usual


def test_a_run_ends_where_the_same_part_comes_again_and_before_work_on_rows():
    assert [len(run) for run in runs(First.operations)] == [6]
    assert [len(run) for run in runs(Next.operations)] == [6, 1, 1, 2, 2]


def test_an_operation_that_is_not_known_stands_alone():
    assert [len(run) for run in runs([migrations.RunSQL("SELECT 1"), *Next.operations[:2]])] == [1, 2]
