"""Making a record: stamps, numbers, one row for a repeated upload, nothing outside the post's place."""

import uuid

import pytest

from supervision.grid.services.subject import register_subject
from supervision.ground.errors import RuleViolation
from supervision.ground.subjects import Subject
from tests import make


def register(by, **more):
    fields = {"name": "新登记合作社", "kind": "cooperative", "industry": "planting", "region": make.region("361104290")}
    return register_subject(by=by, **fields | more)


def test_places_are_stamped(cast):
    made = register(cast.township.post)
    assert (made.township_id, made.county_id, made.managing_zone_id) == ("361104290", "361104", "361171")


def test_numbers_run_without_gaps_or_repeats(cast):
    first, second = register(cast.township.post), register(cast.township.post, name="另一家")
    assert first.number.startswith("ZT-361104-2021-")
    assert int(second.number[-6:]) == int(first.number[-6:]) + 1


def test_the_same_upload_twice_is_one_row(cast):
    key = uuid.uuid4()
    first = register(cast.township.post, client_key=key)
    again = register(cast.township.post, client_key=key, name="改了名字也不算")
    assert first.pk == again.pk
    assert Subject.objects.filter(client_key=key).count() == 1


def test_anothers_upload_key_is_refused(cast):
    key = uuid.uuid4()
    register(cast.township.post, client_key=key)
    with pytest.raises(RuleViolation, match="标识"):
        register(cast.guangxin.post, client_key=key, name="别人的")


def test_a_place_outside_the_scope_is_refused(cast):
    with pytest.raises(RuleViolation) as refused:
        register(cast.township.post, region=make.region("361102100"))
    assert refused.value.field == "region"


def test_the_zone_records_in_the_township_it_runs(cast):
    assert register(cast.zone.post).managing_zone_id == "361171"


def test_a_known_credit_code_is_named_at_its_field(cast):
    code = "91361104MA35XXXX0A"
    register(cast.township.post, credit_code=code)
    with pytest.raises(RuleViolation, match="已在名录中"):
        register(cast.township.post, name="冒名", credit_code=code)
