"""What a migration does to rows stands in their history under the migration's name."""

from django.core.management import call_command
from django.db.migrations import RunPython

from supervision.ground import history
from supervision.ground.subjects import Subject
from tests import databases


def shorten(apps, schema_editor):
    apps.get_model("supervision", "Subject").objects.filter(pk__gt=0).update(name="改过的名称")


def test_the_history_names_the_migration(landed, next_migration):
    operation = RunPython(shorten, RunPython.noop)
    next_migration(operation)
    with databases.owner_of(landed):
        call_command("migrate", verbosity=0, interactive=False)
        change = history.of(Subject.objects.first())[0]
    assert (change.who, change.verb, change.why) == ("系统", "升级数据", "credit.9999_trial")
    assert operation.code is shorten
