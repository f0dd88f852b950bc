"""Somebody else takes the code between our check and the write: a sentence at its field, nothing typed is lost."""

import pytest

from supervision.grid.services import subject as services
from supervision.ground.errors import RuleViolation
from supervision.ground.records import State, moves
from supervision.ground.subjects.models import Subject
from tests import make

from .conftest import CODE, URL


def test_a_correction_that_comes_second(cast, fields, monkeypatch):
    draft, other = make.subject("甲社", state=State.DRAFT), make.subject("乙社")
    checked = moves.check

    def check_then_taken(record):
        checked(record)
        Subject.objects.filter(pk=other.pk).update(credit_code=CODE)

    monkeypatch.setattr(moves, "check", check_then_taken)
    typed = fields | {"name": "甲社改", "credit_code": CODE, "version": draft.version, "save": "1"}
    answer = cast.township.post_to(f"{URL}{draft.pk}/edit/", typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors["credit_code"] == ["该统一社会信用代码已在名录中。"]
    assert "甲社改" in answer.content.decode()


def test_one_identity_is_one_subject(cast, monkeypatch):
    """Two clerks enter one farmer at once: the second's question was answered before the first had written."""
    monkeypatch.setattr(services, "_known_identities", lambda subjects: set())
    monkeypatch.setattr(moves, "check", lambda record: None)
    make.subject("张三", kind="smallholder", identity="110101199003070038")
    with pytest.raises(RuleViolation, match="该身份证号已在名录中"):
        make.subject("张叁", kind="smallholder", identity="110101199003070038")
