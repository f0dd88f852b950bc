"""A patrol filed from far away, or from nowhere, is told to the reviewer and refused to nobody."""

import pytest

from supervision.patrols.rules.patrol import doubts_of_place
from tests import make
from tests.supervision.patrol.maker import patrol


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"located": True, "accuracy": 12, "distance": 300}, []),
        ({"located": True, "accuracy": 12, "distance": 2_000}, []),
        ({"located": True, "accuracy": 12, "distance": 23_463}, ["23.5 公里"]),
        ({"located": True, "accuracy": 0, "distance": None}, ["没有精度"]),
        ({"located": True, "accuracy": None, "distance": 9_000}, ["没有精度", "9.0 公里"]),
        ({"located": False, "accuracy": None, "distance": None}, ["没有现场定位"]),
    ],
)
def test_doubts(given, said):
    found = doubts_of_place(**given)
    assert len(found) == len(said)
    assert all(part in sentence for part, sentence in zip(said, found, strict=True))


def test_the_county_reads_it_on_the_record(cast):
    subject = make.subject(latitude="28.450000", longitude="117.970000", datum="WGS84")
    made = patrol(by=cast.township.post, subject=subject, latitude="28.650000", longitude="117.970000", accuracy=8)
    page = cast.guangxin.get(f"/supervision/patrols/{made.pk}/").content.decode()
    assert "填报位置距登记位置 22.2 公里" in page
