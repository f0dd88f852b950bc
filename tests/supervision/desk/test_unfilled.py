"""A record shows what was filled in; what was left empty is behind one line that opens without a script."""

from tests.certificates.make import certificate
from tests.supervision.patrol.maker import patrol


def test_empty_fields_are_folded_away(cast):
    made = patrol(by=cast.township.post)
    page = cast.guangxin.get(f"/supervision/patrols/{made.pk}/").content.decode()
    shown, folded = page.split('<details class="na-card na-unfilled">', 1)
    assert "<dt>巡查结论</dt>" in shown and "<dt>指导意见</dt>" not in shown
    assert "<dt>指导意见</dt>" in folded and "显示未填项" in folded


def test_a_certificate_is_printed_as_one(cast):
    made = certificate()
    page = cast.producer.get(f"/certificates/certificates/{made.pk}/").content.decode()
    assert "data-na-print" not in page
    assert "打印（A4）" in page
