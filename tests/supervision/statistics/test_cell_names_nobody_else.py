"""A cell's condition in an address calls by name only what the rows in sight have; any other key stays a key."""

import pytest

from tests import make
from tests.cast import SHAXI
from tests.supervision.patrol.maker import patrol

PATROLS = "/supervision/patrols/"
OUTSIDE = "（不在辖区内）"


@pytest.fixture
def near(cast):
    return patrol(subject=make.subject("看得见的合作社"))


@pytest.fixture
def far(cast):
    subject = make.subject("邻县的合作社", at=SHAXI)
    return patrol(subject=subject, by=make.post("neighbour_township"), submit=False)


def asked(member, cell):
    answer = member.get(PATROLS, {"cell": cell})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_subject_in_sight_is_called_by_its_name(cast, near):
    said = asked(cast.township, f"subject:{near.subject_id}")
    assert "看得见的合作社" in said and OUTSIDE not in said


def test_the_neighbours_subject_is_not(cast, near, far):
    said = asked(cast.township, f"subject:{far.subject_id}")
    assert OUTSIDE in said and "邻县的合作社" not in said
    assert "邻县的合作社" in asked(cast.neighbour_township, f"subject:{far.subject_id}")


def test_nor_who_wrote_the_neighbours_rows(cast, near, far):
    said = asked(cast.township, f"made_by:{far.made_by.user_id}")
    assert OUTSIDE in said and far.made_by.user.name not in said


def test_more_cells_than_a_table_has_are_refused_with_a_sentence(cast, near):
    said = cast.township.get(PATROLS, {"cell": [f"subject:{near.subject_id}"] * 13}).content.decode()
    assert "统计条件最多 12 个" in said
