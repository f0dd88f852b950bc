"""Every value with a time limit is, on each day of a year, what its rule says, though nobody does anything.

Each is walked through 366 days with its daily task, and compared with the rule in plain Python (tests/house/ageing.py).
"""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.db import models

from certificates.models import Pilot
from greenfood.models import Certification
from monitoring.models import Capability
from supervision.ground import clock
from supervision.ground.people import Post
from supervision.ground.subjects import Subject, SubjectBase, SubjectStatus
from supervision.models import Laboratory, LaboratoryCertificate, Rectification, Staff
from tests import make, registers
from tests.greenfood.make import certification

from .ageing import AGEING, KEPT

FIRST, DAYS = dt.date(2021, 1, 1), 366
LIMITS = re.compile(
    r"^(until|valid_(from|to)|(first|last)_day|ended_(on|at)|\w*due(_on)?|deadline|closed(_on)?|\w+_(to|until))$"
)
OWN = {"supervision", "monitoring", "certificates", "credit", "greenfood", "emergency", "assessment", "chain"}


def _dates(model, rows, *names):
    """The rows get these days: a limit in the year, on its first and last day, before, after and none."""
    for row, days in zip(rows, (
        ("2020-05-01", "2021-03-31"), ("2021-02-28", "2021-12-31"), ("2021-07-01", "2021-07-01"), ("2019-01-01", None),
    ), strict=True):  # fmt: skip
        given = dict(zip(names, days, strict=True))
        model._base_manager.filter(pk=row.pk).update(**{name: day for name, day in given.items() if day})


@pytest.fixture
def year(cast):
    """Rows whose limits lie on all sides of the year's days."""
    with clock.at(dt.date(2021, 12, 20)):
        _dates(Staff, [registers.make("supervision.staff") for _ in range(4)], "since", "until")
        _dates(Post, [registers.make("supervision.post") for _ in range(4)], "since", "until")
        _dates(Capability, [registers.make("monitoring.capability") for _ in range(4)], "since", "until")
        subjects = [make.subject(registered_on=day) for day in (FIRST, dt.date(2021, 4, 30), dt.date(2021, 1, 2))]
        registers.make("supervision.rectification")
        home = registers.make("supervision.laboratory")
        officer = make.post("guangxin")
        for kind, first, last in (
            ("cma", "2020-01-01", "2021-06-30"), ("cma", "2021-07-02", "2027-07-01"),
            ("catl", "2021-02-01", "2021-11-30"),
        ):  # fmt: skip
            given = {"kind": kind, "first_day": first, "last_day": last}
            made = registers.make("supervision.laboratorycertificate")
            LaboratoryCertificate._base_manager.filter(pk=made.pk).update(laboratory=home, **given)
        for name, first, last in (
            ("甲", "2018-05-01", "2021-04-30"), ("乙", "2018-08-15", "2021-08-14"), ("乙", "2021-08-15", "2024-08-14"),
            ("丙", "2021-10-01", "2024-09-30"), ("丁", "2018-12-31", "2021-12-30"),
        ):  # fmt: skip
            days = {"valid_from": dt.date.fromisoformat(first), "valid_to": dt.date.fromisoformat(last)}
            certification(product_name=name, **days)
    Pilot._base_manager.filter(pk=Pilot._base_manager.order_by("pk")[0].pk).update(until_year=2021)
    for since, status in (("2021-03-15", "suspended"), ("2021-09-01", "active"), ("2021-12-31", "closed")):
        SubjectStatus.objects.create(subject=subjects[0], status=status, since=since, why="停业", by=officer)
    for name, ended in (("一号", "2021-05-31"), ("二号", None), ("三号", "2022-01-01")):
        SubjectBase.objects.create(
            subject=subjects[1], region=subjects[1].region, name=name, ended_on=ended, by=officer
        )
    return subjects


@pytest.mark.parametrize("value", AGEING, ids=lambda value: value.code)
def test_a_year_of_days(year, value):
    seen = []
    for number in range(DAYS):
        day = FIRST + dt.timedelta(days=number)
        with clock.at(day):
            if value.task:
                value.task()
            found = value.asked(day)
            assert found == value.by_hand(day), day
        if not seen or seen[-1] != found:
            seen.append(found)
    assert len(seen) >= value.changes, "the year was a standstill"


def test_the_rows_have_limits_to_meet(year):
    """The rows of the walk, so that it does not pass on an empty table."""
    least = {Certification: 5, Laboratory: 1, Rectification: 1, Staff: 4, Capability: 4, Subject: 3}
    assert all(model._base_manager.count() >= number for model, number in least.items())


def test_every_column_with_a_limit_is_walked_or_named():
    walked = [name for value in AGEING for name in value.fields]
    found = {
        f"{field.model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in OWN and not model.__name__.endswith("Event")
        for field in model._meta.local_fields
        if isinstance(field, models.DateField) and LIMITS.match(field.name)
    }
    assert len(walked) == len(set(walked)) and not set(walked) & set(KEPT)
    known = {apps.get_model(*name.split(".")[:2])._meta.get_field(name.split(".")[2]) for name in [*walked, *KEPT]}
    assert len(known) == len(walked) + len(KEPT)  # nothing is named that is not there
    assert found - set(walked) - set(KEPT) == set()
