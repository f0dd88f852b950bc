"""Whoever opens whatever gets an answer: no page breaks, whoever looks, and what does not fit is refused by 405."""

import pytest

from tests.cast import MEMBERS

pytestmark = pytest.mark.doors

FINE = {200, 302, 403, 404, 405, 422, 429}
# 503 is its answer while no worker runs, as here.
WITHOUT_WORKER = "readyz"
# Django's own form views take PUT for POST, with the same checks.
OF_DJANGO = {"login", "password_change"}


def answered(member, target, method="get"):
    answer = getattr(member.client, method)(target.url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


# The neighbours have the roles of others in the cast, and a file of their own.
LOOKING = [name for name in MEMBERS if name not in ("xinzhou", "neighbour_township")]


@pytest.mark.parametrize("name", LOOKING)
def test_no_page_breaks(scene, cast, name):
    member = getattr(cast, name)
    member.client.raise_request_exception = False
    found = {t.url: answered(member, t) for t in scene.targets() if t.is_page and t.name != WITHOUT_WORKER}
    assert {url: status for url, status in found.items() if status not in FINE} == {}


@pytest.mark.parametrize(("name", "method"), [("city", "delete"), ("city", "put"), ("township", "patch")])
def test_other_methods_are_refused(scene, cast, name, method):
    member = getattr(cast, name)
    found = {t.url: answered(member, t, method) for t in scene.targets() if t.name not in OF_DJANGO}
    assert {url: status for url, status in found.items() if status not in (403, 404, 405)} == {}
    assert list(found.values()).count(405) > 50


def test_the_city_opens_every_list_and_every_row(scene, cast):
    """404 for whoever sees everything would mean that this file tries addresses without rows."""
    lists = [t for t in scene.targets() if t.name.count("-") == 0 or t.name.endswith("-detail")]
    lost = {t.url: s for t in lists if (s := answered(cast.city, t)) not in (200, 302, 403, 405)}
    assert set(lost) <= {t.url for t in lists if t.name in PERSONAL}


# One's own, or of one's own office: nobody else opens them, the city included.
PERSONAL = {
    "supervision:job", "supervision:notice-open", "dossiers", "audit:audit-imports-detail", "api-audit-imports-detail",
    WITHOUT_WORKER,
}  # fmt: skip
