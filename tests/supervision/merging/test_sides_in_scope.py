"""On the page of a merging nothing more than the name and number is told of a side that has moved elsewhere since."""

from supervision.grid.merging import confirm_merge, propose_merge
from tests import make
from tests.cast import SHAXI
from tests.supervision.changes import maker

CODE = "91361104MA35AAAA0X"


def test_a_side_that_has_moved_away_is_told_by_name_and_number(cast):
    double = make.subject("重复登记合作社", contact="董某", area=12)
    kept = make.subject("新晴川农场", contact="周先生", address="沙溪一号", area=77)
    made = propose_merge(by=cast.township.post, submit=True, subject=double, into=kept, why="同一家")
    confirm_merge(type(made).objects.get(pk=made.pk), by=cast.guangxin.post)
    address = f"/supervision/merges/{made.pk}/"
    both = cast.guangxin.get(address).content.decode()
    assert "周先生" in both and "董某" in both and "不同</span>" in both
    (change,) = maker.told(kept, region=SHAXI, credit_code=CODE, proof=True)
    maker.accepted(change, by="xinzhou")
    page = cast.guangxin.get(address).content.decode()
    assert kept.name in page and kept.number in page and "董某" in page
    assert not any(
        word in page for word in ("周先生", "沙溪一号", CODE, "沙溪镇", f"/subjects/{kept.pk}/", "不同</span>")
    )
    city = cast.city.get(address).content.decode()
    assert CODE in city and "董某" in city and "周先生" in city
