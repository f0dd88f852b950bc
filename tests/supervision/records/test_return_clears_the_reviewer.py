"""What was sent back is nobody's accepted record any more."""

from supervision.ground import records
from tests.supervision.case.maker import case


def test_nobody_has_accepted_it(cast):
    made = case(accepted=True)
    assert made.accepted_by == cast.reviewer.post
    records.return_(made, by=cast.reviewer.post, why="材料不全")
    made.refresh_from_db()
    assert (made.accepted_by, made.accepted_at, made.returned_why) == (None, None, "材料不全")
