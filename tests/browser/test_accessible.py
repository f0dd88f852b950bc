"""No serious fault in the eyes of axe, on the pages everybody passes through."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from shangrao_nongan.assessment import services
from shangrao_nongan.assessment.models import Scheme
from tests.certificates.make import certificate
from tests.supervision.patrol.maker import patrol

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")


def faults(page: Page, address: str) -> list[str]:
    assert page.goto(address).status == 200, address
    found = Axe().run(page).response
    assert found["passes"], address
    return [
        f"{address} {fault['id']}: {fault['help']} {[node['target'] for node in fault['nodes']][:3]}"
        for fault in found["violations"]
        if fault["impact"] in GRAVE
    ]


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_no_serious_faults(visit, cast, phone):
    made = certificate()
    visited = patrol()
    run = services.start_scoring(Scheme.objects.get(code="2021"), by=cast.reviewer.post)
    services.score(run, by=cast.reviewer.post)
    sheet = run.sheets.get(county="361104")
    anybody, city, county = visit(phone=phone), visit(cast.reviewer, phone=phone), visit(cast.guangxin, phone=phone)
    township = visit(cast.township, phone=phone)
    looked_at = [
        (anybody, "/login"),
        (anybody, f"/c/{made.code}/"),
        (city, "/"),
        (city, f"/assessment/sheets/{sheet.pk}/"),
        (county, "/supervision/patrols/"),
        (county, f"/supervision/patrols/{visited.pk}/"),
        (township, f"/supervision/patrols/new/?subject={visited.subject_id}"),
    ]
    if not phone:
        looked_at += [
            (city, f"/assessment/runs/{run.pk}/"),
            (county, "/supervision/subjects/import/"),
            (county, f"/subjects/{visited.subject_id}/dossier/"),
            (township, "/monitoring/samples/new/"),
        ]
    assert [fault for page, address in looked_at for fault in faults(page, address)] == []
