"""Void and marked are moved one way, whoever writes: the database is asked alone."""

import pytest

from tests.certificates.make import certificate
from tests.forged import sets, told

pytestmark = pytest.mark.django_db


def test_a_certificate_that_was_made_void_stays_void(cast):
    row = certificate()
    make_void = sets("certificates_certificate", "state = 'void', voided_why = '填错了', voided_at = now()")
    for state in ("submitted", "accepted", "draft"):
        assert told(make_void, sets("certificates_certificate", f"state = '{state}'"), row=row.pk), state


def test_its_mark_is_not_taken_off_without_a_post_and_a_reason(cast):
    row = certificate()
    marked = sets("certificates_certificate", "mark = 'failed', mark_why = '超标'")
    assert told(marked, row=row.pk) == ""
    for change in ("mark = '', mark_why = ''", "mark = 'recall'"):
        assert "监管标注只能由" in told(marked, sets("certificates_certificate", change), row=row.pk)
