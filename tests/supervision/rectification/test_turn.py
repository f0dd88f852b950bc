"""Who only watches a rectification reads whose move it is."""

from supervision.models import Rectification
from supervision.patrols.vocabulary.patrol import Conclusion
from tests.supervision.patrol.maker import patrol


def test_the_county_reads_that_the_township_has_to_report(cast):
    patrol(by=cast.township.post, conclusion=Conclusion.RECTIFY, problems="记录不全", deadline=15)
    order = Rectification.objects.get()
    page = cast.guangxin.get(f"/supervision/rectifications/{order.pk}/").content.decode()
    assert "等待董团乡监管员或整改对象报告整改完成" in page
    assert order.due_on.isoformat() in page
    assert "等待董团乡" not in cast.township.get(f"/supervision/rectifications/{order.pk}/").content.decode()
