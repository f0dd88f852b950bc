"""No row changes without a trace: every version of every row says who did what by which verb."""

import pytest
from django.apps import apps

from supervision.ground import acts
from supervision.ground.records import State
from tests import traces

from . import site

EVENTS = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]


def without_context():
    found = {}
    for model in EVENTS:
        bare = model.objects.filter(pgh_context=None).count()
        told = model.objects.exclude(pgh_context=None).values_list("pgh_context__metadata", flat=True)
        silent = sum(1 for said in told if not (said.get("who") and said.get("verb")) or said["verb"] == traces.BY_HAND)
        if bare or silent:
            found[model._meta.label] = {"without context": bare, "without who or verb": silent}
    return found


def test_making_one_of_everything_leaves_a_trace(scene):
    assert sum(model.objects.exists() for model in EVENTS) > 30
    assert without_context() == {}


@pytest.mark.parametrize("register", [r for r in site.registers() if r.verbs], ids=lambda register: register.key)
def test_every_verb_leaves_a_trace(scene, cast, register):
    """Return, correct by submitting again, accept, void: as far as the register knows them."""
    pk, done = scene.row_of(register).pk, []
    for name in ("return", "submit", "accept", "void", *(verb.name for verb in register.verbs)):
        verb = next((verb for verb in register.verbs if verb.name == name), None)
        record = register.model._default_manager.get(pk=pk)
        if verb is None or getattr(record, "state", "") == State.VOID:
            continue
        before = acts.on_record(record).count()
        asked = {"version": getattr(record, "version", ""), "why": "核对有误"}
        for member in (cast.guangxin, cast.reviewer, cast.city, cast.township):
            answer = member.post_to(register.url("act", pk, name), asked)
            if answer.status_code == 302:
                break
        assert answer.status_code in (302, 403, 404, 422), (name, answer.status_code)
        done += [name] if answer.status_code == 302 else []
        assert acts.on_record(record).count() == before + (answer.status_code == 302), name
    assert done or register.key in WITHOUT_OFFICE, register.key
    assert without_context() == {}


# Once decided by two people, or in force, they are undone by a new decision only; an order's verbs are for a closing
# that was drawn (tests/supervision/rectification/test_same_person.py).
WITHOUT_OFFICE = {"changes", "creditoverrides", "objections", "rectifications"}
