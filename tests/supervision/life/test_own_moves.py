"""A noun with states or moves of its own: the same life, and nothing that its own table does not allow."""

from __future__ import annotations

import pytest

from certificates.models import Certificate
from emergency import services as emergency
from emergency.models import Incident
from monitoring.models import TestOrder
from monitoring.vocabulary import ORDER_MOVES, OrderState
from supervision.ground import facts, history, records
from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.life import Life
from supervision.ground.records import State
from tests import registers
from tests.monitoring import making

pytestmark = pytest.mark.django_db


class OrderLife(Life[TestOrder]):
    """Keeps a list of what followed; what it would tell is never asked, because an order tells nothing."""

    model = TestOrder
    telling = ()

    def __init__(self) -> None:
        self.seen: list[tuple[int, str, str]] = []

    def tells(self, order):
        raise AssertionError("an order has no facts")

    def follows(self, rows, by, why):
        self.seen += [(row.pk, row.state, why) for row in rows]


@pytest.fixture
def order(cast) -> TestOrder:
    return TestOrder.objects.get(sample=making.sample())


def test_an_order_moves_by_its_own_table_with_version_followers_and_history(cast, order):
    life, by = OrderLife(), cast.lab_tester.post
    life.move(order, OrderState.RECEIVED, by=by, verb="接收样品", why="冷链", received_by=by)
    assert life.seen == [(order.pk, OrderState.RECEIVED, "冷链")]
    order.refresh_from_db()
    assert (order.state, order.version, order.received_by) == (OrderState.RECEIVED, 2, by)
    act = history.of(order)[0]
    assert (act.verb, act.why) == ("接收样品", "冷链")
    assert not facts.Fact.objects.of_source(order).exists()


@pytest.mark.parametrize("state", OrderState)
def test_what_the_table_does_not_allow_is_refused_in_the_nouns_own_word(cast, order, state):
    people = {"tested_by": cast.lab_tester.post, "verified_by": cast.lab_verifier.post}
    TestOrder.objects.filter(pk=order.pk).update(state=state, **people)
    life = OrderLife()
    for to in set(OrderState) - ORDER_MOVES[state]:
        fresh = TestOrder.objects.get(pk=order.pk)
        with pytest.raises(RuleViolation, match=f"{state.label}的检测单不能移动。"):
            life.move(fresh, to, by=cast.lab_tester.post, verb="移动")
        assert TestOrder.objects.get(pk=order.pk).state == state
    assert life.seen == []


def test_who_read_before_another_moved_is_stale_and_nothing_follows(cast, order):
    life, by = OrderLife(), cast.lab_tester.post
    late = TestOrder.objects.get(pk=order.pk)
    life.move(order, OrderState.RECEIVED, by=by, verb="接收样品")
    with pytest.raises(StaleEdit):
        life.move(late, OrderState.CLOSED, by=by, verb="终止")
    assert [state for _pk, state, _why in life.seen] == [OrderState.RECEIVED]
    assert TestOrder.objects.get(pk=order.pk).state == OrderState.RECEIVED


@pytest.fixture
def anybody(monkeypatch):
    """Whoever may: it is the life itself that knows no such move."""
    monkeypatch.setattr(records.moves, "require", lambda by, perm: None)
    monkeypatch.setattr(records.moves, "not_allowed", lambda post, perm: "")


@pytest.mark.parametrize("label", ["certificates.Certificate", "emergency.Incident"])
@pytest.mark.parametrize(("verb", "given"), [("accept", {}), ("return_", {"why": "原因"}), ("submit", {})])
def test_what_nobody_reviews_is_neither_accepted_nor_returned(cast, anybody, label, verb, given):
    row = registers.make(label)
    with pytest.raises(RuleViolation, match="不能"):
        getattr(records, verb)(row, by=cast.city.post, **given)
    assert type(row).objects.get(pk=row.pk).state == State.SUBMITTED


def test_a_certificate_is_never_corrected(cast, anybody):
    made = registers.make("certificates.Certificate")
    with pytest.raises(RuleViolation, match="不能修改"):
        records.edit(made, by=cast.city.post, version=made.version, origin="别处")
    assert Certificate.objects.get(pk=made.pk).origin != "别处"


def test_an_incident_is_completed_while_it_goes_on(cast):
    incident = registers.make("emergency.Incident")
    emergency.supplement(incident, by=cast.guangxin.post, version=incident.version, place="集镇")
    assert Incident.objects.get(pk=incident.pk).place == "集镇"
    emergency.end(incident, by=cast.guangxin.post, why="误报")
    with pytest.raises(RuleViolation, match="不能再修改"):
        emergency.supplement(incident, by=cast.guangxin.post, version=incident.version, place="别处")
