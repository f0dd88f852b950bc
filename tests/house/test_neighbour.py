"""A neighbour's row does not exist: 404 behind every address, absent from every list, API list and export."""

import io

import pytest
from django.db import transaction
from openpyxl import load_workbook

from . import site

pytestmark = pytest.mark.doors

PAIRS = [("guangxin", "xinzhou"), ("township", "neighbour_township")]
METHODS = ("get", "post")
# The laboratory's own, the auditor's own, and the administrators' own: a county officer looks at the one and knows
# nothing of the others.
NOT_EXPORTED = {
    "testorders", "posts", "audit-acts", "audit-appointments", "audit-exports", "audit-imports", "audit-reveals",
    "audit-signins", "audit-tries",
}  # fmt: skip


def ask(member, method, url):
    """The answer, with whatever it wrote taken back; the log-in comes before, and stays."""
    send = getattr(member.client, method)
    with transaction.atomic():
        answer = send(url)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return answer.status_code


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("own", "neighbour"), PAIRS)
def test_behind_every_address_there_is_nothing(scene, cast, own, neighbour, method):
    wrong, opened = {}, 0
    for target in scene.targets():
        if not target.scoped:
            continue
        theirs = ask(getattr(cast, neighbour), method, target.url)
        if theirs == 404:
            opened += ask(getattr(cast, own), method, target.url) not in (403, 404, 405)
        elif theirs not in (403, 405) or ask(getattr(cast, own), method, target.url) != theirs:
            wrong[f"{method} {target.url}"] = theirs
    assert wrong == {}
    assert opened > 15, "the one whose row it is must get in, or this test asks nothing"


@pytest.mark.parametrize("register", site.registers(), ids=lambda register: register.key)
def test_lists_and_the_api_do_not_show_it(scene, cast, register):
    row = scene.row_of(register)
    for own, neighbour in PAIRS:
        for name in (own, neighbour):
            member = getattr(cast, name)
            if not member.post.has_perm(register.perm("view")):
                continue
            seen = {found["id"] for found in member.get(f"/api/{register.key}/").json()["results"]}
            assert (row.pk in seen) == register.rows(member.post).filter(pk=row.pk).exists(), (name, register.key)
            assert row.pk not in seen or name == own, name
            link = f'href="{register.url("detail", row.pk)}"'
            assert (link in member.get(register.url()).content.decode()) == (row.pk in seen), (name, register.key)


@pytest.mark.parametrize("register", site.registers(), ids=lambda register: register.key)
def test_exports_do_not_hold_it(scene, cast, register):
    def rows(member):
        answer = member.get(register.url("export"))
        assert answer.status_code == 200, (register.key, answer.status_code)
        sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True).worksheets[0]
        return sum(1 for line in sheet.iter_rows(values_only=True) if any(line)) - 1

    if register.key in NOT_EXPORTED:
        assert not cast.guangxin.post.has_perm(register.perm("export"))
        assert cast.guangxin.get(register.url("export")).status_code == 403
        return
    here = register.rows(cast.guangxin.post).count()
    assert here >= 1
    assert rows(cast.guangxin) == here
    assert rows(cast.xinzhou) == 0
