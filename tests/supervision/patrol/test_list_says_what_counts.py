"""“其中计入” on the lists of patrols and rectifications is the number that the figure counts."""

import datetime as dt

import pytest

from supervision.ground.measures import Period
from supervision.patrols.figures.patrol import visited_share
from supervision.patrols.figures.rectification import closed_in_time
from tests import make
from tests.cast import GUANGXIN

from .maker import patrol


@pytest.fixture
def visits(cast):
    """A cooperative met twice, one only in a draft, one nobody was met at, and a farmer, who is not due."""
    twice = make.subject("两次的合作社")
    for held_on in (dt.date(2021, 12, 1), dt.date(2021, 12, 6)):
        patrol(subject=twice, held_on=held_on)
    patrol(subject=make.subject("草稿的合作社"), submit=False)
    patrol(subject=make.subject("农户一家", kind="smallholder"))
    return twice


def within(member, url, **asked):
    return member.get(url, asked).context["within"]


def test_patrols_count_by_subject(cast, visits):
    told = within(cast.guangxin, "/supervision/patrols/")
    share = visited_share(Period.of_year(2021))[GUANGXIN]
    assert (told.label, told.number) == ("已巡查的应巡查对象", 1)
    assert told.number == share.numerator
    assert within(cast.xinzhou, "/supervision/patrols/").number == 0


def test_rectifications_count_those_closed_in_time(cast, visits):
    told = within(cast.guangxin, "/supervision/rectifications/")
    assert told.number == closed_in_time(Period.of_year(2021))[GUANGXIN].numerator
