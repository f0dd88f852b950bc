"""No page, list, export, answer of the API or line of the log gives away a phone, an identity or an account number,
wherever somebody has typed it, to whoever looks. What carries full values is named here with its reason.
"""

import io
import logging.config

import pytest
from django.conf import settings
from django.db import transaction

from shangrao_nongan import logs
from supervision.ground.desk import importing
from tests.cast import MEMBERS

from . import planted, site
from . import scene as scenes

pytestmark = pytest.mark.doors
WHO = ("city", "guangxin", "township", "lab_verifier", "producer", "social", "auditor")
IN_FULL = {
    "certificates:certificates-print": "承诺达标合格证的联系方式是法定内容，由可以开具的人打印",
}
# What stands in a row and what somebody types stays whole in the boxes of forms; a file is given back as it was handed
# in, and the marked copy of a workbook goes to the office that uploaded it. Neither is written by us.


@pytest.fixture
def written():
    out, chosen = io.StringIO(), logs.configure(style="json", level="INFO")
    chosen["handlers"]["out"]["stream"] = out
    logging.config.dictConfig(chosen)
    yield out
    logging.config.dictConfig(settings.LOGGING)


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
def test_behind_every_address(everywhere, cast, who, written):
    wrong, masked = {}, 0
    client = getattr(cast, who).client
    for target in everywhere.targets():
        leaks, told = ask(client, target.url)
        masked += planted.MASKED in told
        if leaks and target.name not in IN_FULL:
            wrong[target.url] = leaks
    assert wrong == {}
    assert masked > (60 if who in ("city", "guangxin", "auditor") else 1), "nothing was planted here: this asks nothing"
    told = written.getvalue()
    assert told.count("request_finished") > 100 and not [number for number in planted.NUMBERS if number in told]


@pytest.mark.parametrize("who", MEMBERS)
def test_answers_for_machines(everywhere, cast, who):
    """Every list and every row of the API, by everybody; and what it refuses does not repeat the number."""
    wrong, answered, masked = {}, 0, 0
    client = getattr(cast, who).client
    for target in everywhere.targets():
        if not target.address.is_api:
            continue
        refused = [f"?sort={planted.PHONE}", f"?state={planted.IDENTITY}", f"?year={planted.ACCOUNT}"]
        for url in (
            target.url,
            *([] if target.row else [f"{target.url}?size=1000", *(target.url + q for q in refused)]),
        ):
            leaks, told = ask(client, url)
            answered += 1
            masked += planted.MASKED in told
            if leaks:
                wrong[url] = leaks
    assert wrong == {}
    assert answered > 100
    assert masked > (20 if who in ("city", "guangxin", "auditor", "reviewer") else -1), "nothing planted was answered"


@pytest.mark.parametrize("key", ["subjects", "certifications"])
def test_what_was_uploaded_is_masked_on_the_page_of_the_import(everywhere, cast, key):
    register = next(one for one in site.registers() if one.key == key)
    book = scenes.workbook(register, words=planted.TEXTS[0].format(""))
    book.name = f"王{planted.PHONE}.xlsx"
    batch = importing.take_in(register, book, by=cast.guangxin.post)
    page = cast.guangxin.get(register.url("import-batch", batch.pk))
    assert page.status_code == 200 and planted.leaked(page) == []
    assert planted.MASKED in planted.told_by(page)
    marked = cast.guangxin.get(register.url("import-marked", batch.pk))
    assert planted.PHONE not in marked.get("Content-Disposition", "")


@pytest.mark.parametrize("door", ["/supervision/subjects/", "/supervision/cases/", "/monitoring/samples/"])
def test_what_was_searched_for_is_not_written_into_the_log(everywhere, cast, door, written):
    for query in (f"?q={planted.PHONE}", f"?q={planted.IDENTITY}&state=accepted", f"export/?q={planted.PHONE}"):
        assert cast.guangxin.get(door + query).status_code == 200
    told = written.getvalue()
    assert "request_finished" in told and not [number for number in planted.NUMBERS if number in told]


def test_finding_by_a_phone_does_not_tell_it(everywhere, cast):
    answer = cast.guangxin.get("/supervision/subjects/search/", {"q": planted.PHONE})
    assert planted.leaked(answer) == []
