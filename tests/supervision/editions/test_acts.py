"""Each verb on an edition leaves its act, on that edition and on no other."""

import datetime as dt

from supervision.ground import editions
from supervision.models import Act, Checklist
from tests import make

from .maker import draft, in_force, publish, withdraw

NEW_YEAR = dt.date(2022, 1, 1)


def told():
    rows = Act.objects.filter(register=Checklist._meta.label_lower).order_by("id")
    return list(rows.values_list("verb", "kind", "record"))


def test_from_the_draft_to_the_withdrawal(cast):
    before = len(told())
    made = draft(NEW_YEAR)
    editions.edit(made, by=make.post("city"), version=made.version, name="新检查表")
    publish(made)
    withdraw(made)
    assert told()[before:] == [
        ("起草检查表", "drafted", made.pk),
        ("修改检查表", "edited", made.pk),
        ("发布检查表", "changed", made.pk),
        ("停用检查表", "changed", made.pk),
    ]
    assert in_force().valid_to is None
