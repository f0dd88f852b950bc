"""Days as people write them: year, month, day, in this order, the year with four digits."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from .text import STROKES, Unreadable, clean

EARLIEST = 1950  # nothing in these registers is older; a year typed with two digits is
TOO_EARLY = f"日期早于{EARLIEST}年，请核对。"
LIKE = "如 2021-03-15"
SEPARATED = str.maketrans(dict.fromkeys(STROKES + "/.。､、年月日号-", " "))
CLOCK = re.compile(r"[T ] ?([01]?[0-9]|2[0-3]):([0-5]?[0-9])(?::[0-5]?[0-9](?:\.[0-9]+)?)?$")
HOURS = re.compile(r" ?([01]?[0-9]|2[0-3])[点时](?:([0-5]?[0-9])分?|半)?(?:整)?$")
# Excel counts days from this one on; it takes 1900 for a leap year, which only days before March 1900 feel.
ZERO = dt.date(1899, 12, 30)
SERIALS = range((dt.date(EARLIEST, 1, 1) - ZERO).days, (dt.date(2200, 1, 1) - ZERO).days)


def read(written: str | float | dt.date, *, earliest: int = EARLIEST) -> dt.date:
    """The day; a time of day behind it is not asked for and dropped. A number is a spreadsheet's day or 20210315."""
    if isinstance(written, dt.datetime):
        day = written.date()
    elif isinstance(written, dt.date):
        day = written
    elif isinstance(written, str):
        day = _typed(written)
    else:
        day = _counted(written)
    if day.year < earliest:
        raise Unreadable(f"日期早于{earliest}年，请核对。")
    return day


def moment(written: str | dt.datetime, *, earliest: int = EARLIEST) -> dt.datetime:
    """Day and time of day, to the minute, as the clock on the wall shows it."""
    if isinstance(written, dt.datetime):
        return written
    text = unicodedata.normalize("NFKC", clean(written))
    found = CLOCK.search(text) or HOURS.search(text)
    if not found:
        read(text, earliest=earliest)
        raise Unreadable("请写明几点几分，如 2021-03-15 08:30。")
    day = read(text[: found.start()], earliest=earliest)
    half = found.re is HOURS and "半" in found[0]
    return dt.datetime.combine(day, dt.time(int(found[1]), 30 if half else int(found[2] or 0)))


def _counted(written: float) -> dt.date:
    if isinstance(written, bool) or not isinstance(written, (int, float)) or not abs(written) < 1e9:
        raise Unreadable(f"应为日期，{LIKE}。")
    if int(written) in SERIALS:
        return ZERO + dt.timedelta(days=int(written))
    if written == int(written):
        return _typed(str(int(written)))
    raise Unreadable(f"应为日期，{LIKE}。")


def _typed(written: str) -> dt.date:
    text = unicodedata.normalize("NFKC", clean(written))
    bare = CLOCK.sub("", text)
    parts = bare.translate(SEPARATED).split()
    if len(parts) == 1 and re.fullmatch(r"[0-9]{8}", parts[0]):
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts) or not 2 <= len(parts) <= 3:
        raise Unreadable(f"应为日期，{LIKE}；“{text[:20]}”看不出是哪一天。" if text else f"应为日期，{LIKE}。")
    return _of(parts, text)


def _of(parts: list[str], said: str) -> dt.date:
    if len(parts) == 2:
        missing = "日，请写到日" if len(parts[0]) == 4 else "年份，请写全"
        raise Unreadable(f"“{said[:20]}”缺少{missing}，{LIKE}。")
    if len(parts[0]) != 4:
        if len(parts[2]) == 4:
            raise Unreadable(f"“{said[:20]}”请按年、月、日的顺序写，{LIKE}。")
        raise Unreadable(f"“{said[:20]}”的年份请写四位，{LIKE}。")
    year, month, day = (int(part) for part in parts)
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Unreadable(f"没有这一天：{year}年{month}月{day}日。") from None
