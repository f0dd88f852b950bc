"""Doubles of a release that compared names letter by letter come through the upgrade: numbered, none joined or lost."""

import os

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from supervision.ground import history, keys
from supervision.ground.records import sealed
from supervision.ground.subjects import Subject, phone_mark
from tests import databases

from .catalog import ask
from .conftest import upgrade
from .doubles import NAMES, copies


def twins(name):
    return ask(name, "SELECT name, twin FROM supervision_subject WHERE name LIKE '双胞%' ORDER BY id")


@pytest.fixture
def doubled(landed):
    copies(landed, NAMES[:3], "before")
    upgrade(landed)
    return landed


def test_the_older_doubles_have_a_number_and_a_new_one_is_refused(doubled):
    assert twins(doubled) == [(NAMES[0], 0), (NAMES[1], 1), (NAMES[2], 2)]
    with databases.app_of(doubled):
        first = Subject.objects.get(name=NAMES[0])
        assert Subject.objects.filter(name_key=first.name_key).count() == 3
        first.pk = None
        first.number, first.name = "ZT-new", NAMES[3]
        with pytest.raises(IntegrityError, match="subject_key_once"), transaction.atomic():
            first.save(force_insert=True)


def test_what_code_without_keys_wrote_gets_its_key_at_the_next_release(doubled):
    copies(doubled, NAMES[3:], "after")
    with databases.app_of(doubled):
        late = Subject.objects.get(number="ZT-after-0")
        assert late.name_key == ""
        call_command("load_reference", stdout=open(os.devnull, "w"))
        late.refresh_from_db()
        assert (late.name_key, late.twin) == (keys.of(NAMES[0]), 3)
        assert {"整理名称键", "整理电话摘要"} <= {change.verb for change in history.of(late)}
        assert late.phone_digest == phone_mark(sealed.unseal(late.phone_sealed)) != ""
        with history.acting(None, "再整理"):
            assert keys.refold() == 0


def test_keys_follow_a_map_that_changed(doubled, monkeypatch):
    """Also where two rows change places."""
    with databases.app_of(doubled):
        monkeypatch.setattr(keys, "fold", lambda text: "同一个键" if text.startswith("双胞") else text[::-1])
        with history.acting(None, "再整理"):
            assert keys.refold() > 3
        assert twins(doubled) == [(NAMES[0], 0), (NAMES[1], 1), (NAMES[2], 2)]
        assert set(Subject.objects.filter(name__in=NAMES).values_list("name_key", flat=True)) == {"同一个键"}
