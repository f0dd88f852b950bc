"""What the laboratory's page offers its verbs do, and what it does not offer they refuse with the same sentence."""

from __future__ import annotations

import pytest
from django.db import transaction

from monitoring.models import TestOrder
from monitoring.services import confirm_result, correct_results, enter_results, receive_order, send_back
from monitoring.services.orders import WORK, why_not
from monitoring.vocabulary import Found, OrderState
from supervision.ground.errors import Forbidden, RuleViolation
from tests.monitoring import making


def correct(order, by):
    lines = {order.results.first().analyte_id: making.line("0.03")}
    return correct_results(order, by=by, version=order.version, why="称量有误", lines=lines)


CALLS = {
    "receive": lambda order, by: receive_order(order, by=by, version=order.version),
    "result": lambda order, by: enter_results(order, by=by, version=order.version, lines={}, finish=False),
    "verify": lambda order, by: confirm_result(order, by=by, version=order.version),
    "correct": lambda order, by: correct(order, by),
    "return": lambda order, by: send_back(order, by=by, version=order.version, why="复测"),
}
TESTED_BY = ("lab_tester", "lab_verifier")
POSTS = ("lab_tester", "lab_verifier", "guangxin", "township", "auditor")


class _Undo(Exception):
    pass


def refusal(call, order, by) -> str:
    try:
        with transaction.atomic():
            call(order, by)
            raise _Undo
    except _Undo:
        return ""
    except (Forbidden, RuleViolation) as refused:
        return str(refused)


def stands(order, state, tested_by, verified_by) -> TestOrder:
    TestOrder.objects.filter(pk=order.pk).update(state=state, tested_by=tested_by, verified_by=verified_by)
    return TestOrder.objects.select_related("product", "tested_by__user", "verified_by__user").get(pk=order.pk)


@pytest.mark.parametrize("tester", TESTED_BY)
def test_every_verb_in_every_state_by_everybody(cast, tester):
    order, done = making.sample().order, []
    order.results.update(found=Found.NOT_DETECTED, lod="0.001")  # or nothing could be confirmed
    other = next(name for name in TESTED_BY if name != tester)
    for state in (OrderState.WAITING, OrderState.RECEIVED, OrderState.ENTERED, OrderState.CLOSED, OrderState.VERIFIED):
        tested = getattr(cast, tester).post if state in (OrderState.ENTERED, OrderState.VERIFIED) else None
        verified = getattr(cast, other).post if state == OrderState.VERIFIED else None
        known = stands(order, state, tested, verified)
        for verb in WORK:
            for name in POSTS:
                post = getattr(cast, name).post
                said = why_not(verb, known, post)
                fresh = TestOrder.objects.get(pk=order.pk)
                assert refusal(CALLS[verb], fresh, post) == said, (verb, state, name)
                done += [] if said else [(verb, name)]
    mine = [(verb, "lab_tester") for verb in ("receive", "result", "correct")]
    once = {*mine, ("return", "lab_verifier")}
    assert set(done) == once | ({("verify", "lab_verifier")} if tester == "lab_tester" else set())


def test_who_tested_is_not_offered_to_confirm(cast):
    order = stands(making.sample().order, OrderState.ENTERED, cast.lab_verifier.post, None)
    page = cast.lab_verifier.get(f"/monitoring/testorders/{order.pk}/").content.decode()
    assert "审核通过</button>" not in page
    order = stands(order, OrderState.ENTERED, cast.lab_tester.post, None)
    assert "审核通过</button>" in cast.lab_verifier.get(f"/monitoring/testorders/{order.pk}/").content.decode()
