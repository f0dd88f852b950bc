"""Every stored value that a rule worked out says what keeps it true as the days go by: a task, or an act of a person.

What a day alone decides (in force, on duty, overdue) is asked of the dates when it is read, and not stored.
"""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

OURS = {"supervision", "monitoring", "certificates", "credit", "greenfood", "emergency", "assessment"}
# Values that change because a day passes, with the task that follows it.
TASKS = {
    "credit.CreditFile.points": "credit.age",
    "credit.CreditFile.grade": "credit.age",
    "credit.CreditFile.direct": "credit.age",
    "supervision.Subject.credit_grade": "credit.age",
}
# Changed by an act of a person, a report or a correction, and by no day that passes.
KEPT_BY_ACTS = {
    "assessment.Run.edition": "numbered when it is made",
    "certificates.Certificate.mark": "a mark has no term: it is set and lifted by the office",
    "certificates.Certificate.on_behalf": "frozen with the certificate",
    "supervision.Change.ends_duty": "what it changes, told with it and never changed",
    "supervision.Change.nature": "what it changes, told with it and never changed",
    "supervision.Change.register": "of which register its row is",
    "credit.CreditFile.held": "set and lifted by two people",
    "emergency.Incident.level": "set by a person",
    "emergency.Incident.status": "moved by persons",
    "emergency.Incident.suggested": "worked out again with each report",
    "greenfood.Certification.ended_how": "withdrawal and surrender; running out is asked of the dates",
    "monitoring.Retest.kind": "chosen when it is asked for",
    "monitoring.Retest.verdict": "with the second report, by the lists of the day of sampling",
    "monitoring.Sample.banned": "by the lists of the day of sampling",
    "monitoring.Sample.smallholder": "what the subject was on the day of sampling",
    "monitoring.Sample.told_how": "entered with the notice",
    "monitoring.Sample.verdict": "by the lists of the day of sampling",
    "supervision.ChecklistItem.order": "frozen with the edition",
    "supervision.ReviewPaperItem.order": "frozen with the edition",
    "supervision.ProductionRecord.too_early": "by the days of the record itself",
    "supervision.Rectification.drawn": "drawn by the county",
    "supervision.Rectification.failures": "counted with each recheck",
    "supervision.Rectification.same_person": "by who rechecked",
    "supervision.Rectification.stage": "moved by persons; overdue is asked of the day",
}
# Days up to which something holds, and the question by which every reader asks.
ASKED = {
    "supervision.Post.until": "supervision/ground/people/models.py:in_force",
    "supervision.Staff.until": "supervision/grid/models/staff.py:on_duty",
    "supervision.LaboratoryCertificate.last_day": "supervision/grid/models/laboratory.py:with_certificates_on",
    "supervision.Rectification.due_on": "supervision/patrols/models/rectification.py:overdue",
    "greenfood.Certification.valid_to": "greenfood/models/certification.py:in_force",
    "certificates.Pilot.until_year": "certificates/figures.py:pilots",
    "credit.RuleSet.valid_to": "credit/models/ruleset.py:in_force",
    "supervision.Term.valid_to": "supervision/ground/terms/services.py:in_force",
    "monitoring.Limit.until": "monitoring/services/judging.py:book",
}
# Of every record: its state and how it was reviewed are acts; a running number is none of a rule.
STANDING = ("twin", "state", "alone")
ROOT = Path(__file__).parents[2]


def words_of_a_rule():
    """Columns nobody types in which a grade, a standing, points or a flag is written down."""
    found = set()
    for model in apps.get_models():
        if model._meta.app_label not in OURS or hasattr(model, "pgh_tracked_model"):
            continue
        for field in model._meta.concrete_fields:
            told = field.choices or isinstance(field, models.BooleanField | models.SmallIntegerField)
            if told and not field.editable and not field.is_relation and field.name not in STANDING:
                found.add(f"{model._meta.label}.{field.name}")
    return found


def test_every_derived_value_is_known():
    """A new one is put into TASKS, or here, with the reason that no day changes it."""
    assert words_of_a_rule() - set(TASKS) == set(KEPT_BY_ACTS)


@pytest.mark.parametrize("task", sorted(set(TASKS.values())))
def test_its_task_runs_at_least_every_hour(task):
    schedule = {one["task"]: one["schedule"] for one in settings.CELERY_BEAT_SCHEDULE.values()}
    assert schedule[task] <= 3600


@pytest.mark.parametrize(("column", "where"), ASKED.items())
def test_a_day_is_asked_when_it_is_read(column, where):
    model, name = column.rsplit(".", 1)
    assert apps.get_model(model)._meta.get_field(name)
    path, function = where.split(":")
    assert f"def {function}(" in (ROOT / path).read_text()
