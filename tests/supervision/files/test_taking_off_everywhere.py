"""Every register with photos or papers: who corrects a returned record takes one off, on the page of the correction."""

from __future__ import annotations

import pytest

from supervision.ground import files
from supervision.ground.desk.fields import FilesField
from supervision.ground.desk.verbs import EDIT
from supervision.ground.records import State
from tests import make, registers
from tests.house import site
from tests.house.scene import photo

pytestmark = pytest.mark.django_db
POSTS = ("township", "guangxin", "guangxin_admin", "city", "producer")


def asks_for_files(register):
    return any(isinstance(field, FilesField) for field in register.form_class.base_fields.values())


WITH_FILES = [one for one in site.registers() if one.reviewed and one.edit and asks_for_files(one)]


def test_there_are_many():
    assert {"patrols", "samples", "subjects", "staff", "cases"} <= {register.key for register in WITH_FILES}


@pytest.mark.parametrize("register", WITH_FILES, ids=lambda register: register.key)
def test_it_is_offered(cast, register):
    row = registers.make(register.model._meta.label)
    kind = register.model
    if State.RETURNED not in kind.EDITABLE:
        pytest.skip("never given back")
    kind._default_manager.filter(pk=row.pk).update(state=State.RETURNED, accepted_by=None, accepted_at=None)
    for name in POSTS:
        post = make.post(name)
        found = register.to_judge(post).filter(pk=row.pk).first()
        if found is None or register.why_not(EDIT, found, post):
            continue
        (kept,) = files.attach([photo()], to=found, by=post)
        page = getattr(cast, name).get(register.url("edit", row.pk)).content.decode()
        assert f'name="taken_off" value="{kept.pk}"' in page and 'name="taken_off_why"' in page
        return
    raise AssertionError("nobody may correct it")
