"""What an earlier deed is to this one, over everything that can differ."""

import itertools
import uuid

import pytest

from supervision.ground.sent.rules import Earlier, How, heaviest, judge

KEY, OTHER = uuid.uuid4(), uuid.uuid4()
EXPECTED = {  # same key, same content, a moment ago, same matter → what it is
    (True, True): How.SAME,
    (True, False): How.OTHER,
}


@pytest.mark.parametrize(("key", "content", "recent", "matter"), list(itertools.product((True, False), repeat=4)))
def test_first_the_key_then_the_content_then_the_matter(key, content, recent, matter):
    row = Earlier(
        KEY if key else OTHER, "a" if content else "b", "m" if matter else "", "supervision.patrol", 1, recent
    )
    told = judge(row, key=KEY, digest="a", matter="m", again=False)
    if key:
        assert told is EXPECTED[key, content]
    elif content and recent:
        assert told is How.TWIN
    else:
        assert told is (How.NEAR if matter else None)
    wanted = judge(row, key=KEY, digest="a", matter="m", again=True)
    assert wanted is (EXPECTED[key, content] if key else None)


def test_without_a_matter_nothing_is_near():
    row = Earlier(OTHER, "b", "", "supervision.sample", 1, True)
    assert judge(row, key=KEY, digest="a", matter="", again=False) is None


def test_of_several_the_surest_is_told():
    row = Earlier(KEY, "a", "m", "supervision.patrol", 1, True)
    told = heaviest([(How.NEAR, row), (How.TWIN, row), (How.SAME, row)])
    assert told == (How.SAME, row)
    assert heaviest([]) is None
