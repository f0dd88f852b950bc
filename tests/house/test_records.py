"""Every register row is scoped, indexed for its scope, numbered, and keeps its history."""

import re

import pytest
from django.apps import apps
from django.db import models

from supervision.ground.records import Record, RecordQuerySet
from supervision.ground.regions import Region
from tests import registers

from .source import our_models

RECORDS = registers.record_models()
# A condition on the state: all but the void ones, or only those in one named state.
EXCEPT_VOID = re.compile(r"'state(__in)?',")
WITHOUT_HISTORY = {
    "supervision.counter": "running numbers, told by the numbers themselves",
    "supervision.fact": "an immutable ledger is its own history",
    "supervision.factcause": "appended only, like the facts",
    "supervision.act": "appended only: what the history does not say by itself, who did what with which record",
    "supervision.accountact": "acts on accounts, of the same table",
    "supervision.appointment": "acts on posts, of the same table",
    "supervision.reveal": "appended only: who read which number of a person, and for what",
    "supervision.exported": "appended only: who took which workbook out",
    "supervision.dryrun": "what a check found in a file; the batch beside it is tracked",
    "supervision.statistic": "appended only: what a table counted in the background has found",
    "supervision.selection": "what somebody picked to decide on; what was done is in the acts",
    "supervision.listlayout": "how one person looks at a list",
    "supervision.savedlist": "conditions that somebody keeps under a name",
    "supervision.job": "carries its own course; not a record of the office",
    "supervision.notice": "said once and never changed",
    "supervision.sent": "written once and forgotten after a month; the record and its act say what was done",
    "supervision.signin": "says itself when it began and ended; who ended it is an act",
    "supervision.secondfactor": "says itself when it was asked for, set up and ended; who did it is an act",
    "supervision.reviewsweep": "appended only: what 系统 took over in one step, and how it drew what is read",
    "supervision.said": "appended only: what was said, to whom, on which day",
    "supervision.noticereceipt": "only ever marked as read",
    "certificates.scan": "appended only",
    "chain.digest": "appended only: what the history itself is held to",
}


def ids(model):
    return model._meta.label_lower


def test_prefixes_are_given_once():
    prefixes = [model.PREFIX for model in RECORDS]
    assert all(prefixes)
    assert len(set(prefixes)) == len(prefixes)


@pytest.mark.parametrize("model", RECORDS, ids=ids)
def test_a_record_speaks_scope(model):
    for manager in {model._default_manager, *model._meta.managers}:
        assert isinstance(manager.all(), RecordQuerySet), "rows have one door: visible_to"


@pytest.mark.parametrize("model", RECORDS, ids=ids)
def test_a_record_has_the_indexes_of_its_scope(model):
    day = model.DATE_FIELD
    assert not model._meta.get_field(day).null
    found = {tuple(index.fields) for index in model._meta.indexes if not index.condition}
    assert {("county", day, "id"), ("township", day, "id"), (day, "id")} <= found


STAMPED = {"region", "township", "county", "managing_zone"}


@pytest.mark.parametrize("model", [model for model in our_models() if model is not Region], ids=ids)
def test_stamped_places_carry_no_index_of_their_own(model):
    fields = [field for field in model._meta.concrete_fields if field.name in STAMPED]
    places = [field for field in fields if field.is_relation and field.related_model is Region and field.db_index]
    composite = {index.fields[0] for index in model._meta.indexes if index.fields and not index.condition}
    doubled = {f"{model._meta.label_lower}.{field.name}" for field in places if field.name in composite}
    assert doubled == set(), "an index of its own beside the composite ones"
    if issubclass(model, Record):
        assert places == []


@pytest.mark.parametrize("model", RECORDS, ids=ids)
def test_a_record_leads_to_its_subject(model):
    """Producers see their own rows: the path to the subject exists, or they see nothing."""
    path = model.SUBJECT_PATH
    if path not in ("", "self"):
        model._default_manager.filter(**{f"{path}__organisation_id": 1}).query.sql_with_params()


@pytest.mark.parametrize("model", RECORDS, ids=ids)
def test_a_void_record_makes_room_for_a_right_one(model):
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            assert EXCEPT_VOID.search(str(constraint.condition)), constraint.name


@pytest.mark.parametrize("model", RECORDS, ids=ids)
def test_a_record_keeps_the_rules_of_all_records(model):
    names = {constraint.name for constraint in model._meta.constraints}
    assert f"{model._meta.model_name}_void_has_reason" in names, "constraints = [*Record.Meta.constraints, …]"


def test_every_row_keeps_its_history():
    events = [kind for kind in apps.get_models() if hasattr(kind, "pgh_tracked_model")]
    tracked = {kind.pgh_tracked_model._meta.label_lower for kind in events}
    assert {model._meta.label_lower for model in our_models()} - tracked == set(WITHOUT_HISTORY)
