"""What COPY may carry: tabs, line breaks, backslashes, nothing, numbers, JSON, and the order of the objects."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision.ground import history, records
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.jobs import Job
from supervision.ground.people import system_post
from supervision.ground.subjects import Subject
from tests import make

text = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=text,
    value=st.recursive(st.none() | st.integers(-9, 9) | text, lambda x: st.lists(x, max_size=3), max_leaves=5),
)
def test_any_text_and_json_arrive_unchanged(db, said, value):
    job = Job(kind="x", post=system_post(), text=said, params={"v": value}, created_at=dt.datetime.now(dt.UTC))
    with history.acting(None, "测试"):
        records.insert_many([job])
    found = Job.objects.get(pk=job.pk)
    assert (found.text, found.params) == (said, {"v": value})


def test_rows_outside_the_scope_are_refused(cast):
    row = Subject(name="外县", pinyin="w", kind="smallholder", industry="planting", region=make.region("361102100"),
                  registered_on=dt.date(2021, 1, 1))  # fmt: skip
    with pytest.raises(RuleViolation, match="361102100"):
        records.create_many([row], by=cast.guangxin.post)


def test_a_township_may_not_import(cast):
    row = Subject(name="越权", pinyin="w", kind="smallholder", industry="planting", region=make.region("361104290"))
    with pytest.raises(Forbidden):
        records.create_many([row], by=cast.township.post)
