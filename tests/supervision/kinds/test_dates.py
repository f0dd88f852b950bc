"""Year, month, day in every way people write them; what could be another day is refused."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.ground import kinds

from .asked import answer

read, moment = kinds.dates.read, kinds.dates.moment
DAY = dt.date(2021, 3, 15)


@pytest.mark.parametrize(
    "written",
    [
        "2021-03-15",
        "2021/3/15",
        "2021.3.15",
        "2021年3月15日",
        "2021年3月15号",
        "20210315",
        "２０２１－０３－１５",
        "2021－3－15",
        "2021。3。15",
        "2021 3 15",
        "2021-3-15 0:00:00",
        "2021/03/15 00:00:00",
        "2021-03-15T08:30",
        "2021-3-15 08:30",
        "\u200b2021-03-15\u00a0",
        44270,
        44270.5,
        20210315,
        dt.datetime(2021, 3, 15, 23, 59),
        DAY,
    ],
)
def test_one_day(written):
    assert read(written) == DAY


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("21.3.15", "年份请写四位"),
        ("15/03/2021", "按年、月、日的顺序"),
        ("2021-03", "请写到日"),
        ("3月15日", "缺少年份"),
        ("2021-02-29", "没有这一天：2021年2月29日"),
        ("2021-13-01", "没有这一天"),
        ("1931-05-01", "早于1950年"),
        (dt.datetime(1900, 2, 28), "早于1950年"),
        ("昨天", "应为日期"),
        ("", "应为日期"),
        ("44270", "应为日期"),
        (12.5, "应为日期"),
        (dt.time(12), "应为日期"),
        (True, "应为日期"),
        (float("nan"), "应为日期"),
        ("2021-03-15 25:00", "应为日期"),
    ],
)
def test_no_day_is_guessed(written, said):
    with pytest.raises(kinds.Unreadable, match=said):
        read(written)


@pytest.mark.parametrize("written", ["2021-03-15T08:30", "2021-3-15 8:30", "2021年3月15日 8点30分", "2021/3/15 8时半"])
def test_a_moment(written):
    assert moment(written) == dt.datetime(2021, 3, 15, 8, 30)


def test_a_moment_needs_its_hour():
    with pytest.raises(kinds.Unreadable, match="几点几分"):
        moment("2021-03-15")


@given(st.dates(dt.date(1950, 1, 1), dt.date(2199, 12, 31)))
def test_every_day_comes_back(day):
    serial = (day - dt.date(1899, 12, 30)).days
    for written in (f"{day}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", day, serial):
        assert read(written) == day


@given(st.one_of(st.text(max_size=20), st.from_regex(r"[0-9年月日/.T: -]{0,16}", fullmatch=True), st.floats()))
def test_no_text_breaks_it(written):
    for reader in (read, moment):
        value, said = answer(reader, written if reader is read else str(written))
        assert said.endswith("。") or value is not None
