"""The same columns leave the house as Excel and as JSON; no void reason of a stranger, no whole phone of a farmer."""

import io

import pytest
from openpyxl import load_workbook

from tests import make
from tests.certificates.make import certificate

pytestmark = pytest.mark.django_db


def test_the_export_has_typed_cells(cast):
    farmer = make.subject("=张三", kind="smallholder", phone="13812345678")
    made = certificate(by=cast.township.post, subject=farmer)
    answer = cast.guangxin.get("/certificates/certificates/export/")
    page = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    rows = list(page.iter_rows(values_only=True))
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["证号"], row["承诺主体"], row["数量（重量）"]) == (made.number, "=张三", 120.5)
    assert row["开具日期"].date() == made.issued_on
    assert row["联系电话"] == "138****5678"


def test_the_api_stays_within_the_own_place(cast):
    made = certificate()
    assert cast.guangxin.get(f"/api/certificates/{made.pk}/").json()["standing"] == "已开具"
    assert cast.xinzhou.get(f"/api/certificates/{made.pk}/").status_code == 404
    assert cast.lab_tester.get("/api/certificates/").status_code == 403
    assert cast.xinzhou.get("/api/certificates/").json()["results"] == []
