"""The upgrade of the stored release keeps what people entered, readable and under its history."""

from django.db import connection

from shangrao_nongan import schema
from shangrao_nongan.landed import SUMS
from supervision.ground.records.sealed import unseal
from supervision.ground.subjects import Subject
from tests import databases

from .catalog import ask, catalog
from .conftest import upgrade

ENTERED = {
    "supervision_subject": 53,
    "supervision_patrol": 290,
    "supervision_fact": 974,
    "supervision_rectification": 19,
    "supervision_staff": 1096,
    "monitoring_sample": 325,
    "monitoring_result": 795,
    "certificates_certificate": 189,
    "credit_creditfile": 50,
    "greenfood_certification": 37,
    "emergency_incident": 8,
    "assessment_run": 1,
}
HISTORY = ("supervision_subjectevent", "supervision_patrolevent")  # grows with what a migration does to rows


def counted(name):
    return {table: ask(name, f"SELECT count(*) FROM {table}")[0][0] for table in (*ENTERED, *HISTORY)}


def test_every_row_is_still_there(upgraded, landed):
    before, after = counted(landed), counted(upgraded)
    assert {table: before[table] for table in ENTERED} == ENTERED
    assert {table: after[table] for table in ENTERED} == ENTERED
    assert all(after[table] >= before[table] > 0 for table in HISTORY)


def test_a_sealed_value_opens_with_the_keys_of_then(upgraded):
    with databases.app_of(upgraded):
        sealed = Subject.objects.exclude(phone_sealed="").first()
        assert unseal(sealed.phone_sealed).endswith(sealed.phone_tail)
        assert unseal(sealed.phone_sealed).isdecimal()


def test_the_site_would_be_ready(upgraded):
    with databases.app_of(upgraded):
        assert schema.fits(connection)


def test_what_the_first_release_applied_is_adopted(upgraded):
    noted = dict(ask(upgraded, f"SELECT app || '.' || name, sha256 FROM {schema.TABLE}"))
    assert {name: noted[name] for name in SUMS} == SUMS


def test_a_change_is_written_to_the_history(upgraded):
    with databases.app_of(upgraded):
        subject = Subject.objects.first()
        before = subject.events.count()
        Subject.objects.filter(pk=subject.pk).update(address="改过的地址")
        assert subject.events.count() == before + 1


def test_a_second_time_changes_nothing(upgraded):
    before = catalog(upgraded), counted(upgraded)
    upgrade(upgraded)
    assert (catalog(upgraded), counted(upgraded)) == before
