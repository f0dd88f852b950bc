"""No page, list, export, answer of the API or line of the log gives away a phone, an identity or an account number,
wherever somebody has typed it, to whoever looks. What carries full values is named here with its reason.
"""

import json

import pytest
from django.db import transaction
from django.test import Client

from supervision.ground.desk import importing
from tests.cast import Member

from . import planted, scene as scenes, site

pytestmark = pytest.mark.doors
WHO = ("city", "guangxin", "zone", "township", "assistant", "lab_verifier", "producer", "market", "social", "auditor")
IN_FULL = {
    "certificates:certificates-print": "承诺达标合格证的联系方式是法定内容，由开具方打印",
}


@pytest.fixture(scope="module")
def filled(standing, django_db_blocker):
    with django_db_blocker.unblock():
        assert planted.plant() > 120
    return standing


@pytest.fixture
def everywhere(filled, scene):
    return scene


def ask(client, url):
    with transaction.atomic():
        answer = client.get(url)
        leaks, told = planted.leaked(answer), planted.told_by(answer) if not answer.streaming else ""
        transaction.set_rollback(True)
    return leaks, told


@pytest.mark.parametrize("who", WHO)
def test_behind_every_address(everywhere, cast, who):
    wrong, masked = {}, 0
    client = getattr(cast, who).client
    for target in everywhere.targets():
        leaks, told = ask(client, target.url)
        masked += planted.MASKED in told
        if leaks and target.name not in IN_FULL:
            wrong[target.url] = leaks
    assert wrong == {}
    assert masked > (60 if who in ("city", "guangxin", "auditor") else 1), "nothing was planted here: this asks nothing"
