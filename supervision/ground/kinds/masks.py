"""Numbers of persons, found in any text and made unreadable: mobile phones, identity numbers, bank accounts.

The mask belongs to the kind of value and not to the column that somebody typed it into. What stays: 138****8000; of an
identity number and of an account the last four. Signs between the digits and the length of the text stay as they are.

Not masked: fixed lines and service numbers (0793-8222222, 12316: offices, not persons), and whatever merely has many
digits: codes, numbers of records and certificates, days, amounts. What decides is in `_phone`, `_identity`, `_account`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .codes import credit_doubt, identity_checks

STAR, CHECK_X = "*", "xXｘＸ"
SPACES, DASHES = r" \t\u00a0\u2000-\u200a\u202f\u3000", r"\-‐-―−－_"
BREAK = "\u2028"  # a line break in the cells of a workbook, see desk/rowxml
LISTED = f":：;；~～\r\n{BREAK}"  # between what is told one after the other
PARTS = f";；\r\n{BREAK}"  # between the parts of a list: amounts, unless a word before them calls them a phone
WEAK = (
    f",，/、{LISTED}"  # between the groups of an amount or of a day as well: a number only in the shape 138,0013,8000
)
BETWEEN = f"[{SPACES}{DASHES}.．·()（）{WEAK}]"
RUN = re.compile(rf"\d(?:{BETWEEN}{{0,3}}\d){{10,}}")
FEWEST = 11  # digits; shorter numbers are nobody's
GROUP = re.compile(r"\d+")
LONGEST = 30  # digits that are looked at as one number
FEWEST_STUCK, MOST_STUCK = 22, 60
WHOLE_MOBILE = re.compile(r"1[3-9]\d{9}")

PHONE = re.compile(r"(?:0086|86|0)?(1[3-9]\d{9})")
OLD_AND_NEW = (15, 18)
BIRTH_LATEST = 2012  # a number that does not check and would be a child's is a number of something else
DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
YEAR = re.compile(r"(?:19|20)\d\d")
SHORT_DAY = re.compile(r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
PARTED = {(6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (3, 3, 8, 4), (6, 12), (14, 4)}
PREFIXES = ("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
            "91")  # provinces, and 91 of foreign residents  # fmt: skip

BEFORE = 16  # characters that are looked at for what the number is called
IS_IDENTITY = re.compile(r"(?:身份证|公民身份)\D{0,10}$")
IS_ACCOUNT = re.compile(r"(?:账号|帐号|卡号|账户|帐户|存折|一卡通|银行卡|信用社|银行)\D{0,12}$")
IS_PHONE = re.compile(r"(?:电话|手机|联系|号码|tel|phone|mobile)\D{0,12}$", re.IGNORECASE)
# A letter before the digits makes them a code (PD20131380, SC101…), unless it is one of these words.
CALLED = re.compile(r"(?:tel|phone|mobile|mob|cell|wechat|weixin|wx|vx|qq|id|no|(?<![a-z])v)$", re.IGNORECASE)
CARDS = re.compile(r"6[0-9]\d{14,17}|[45]\d{15}|95[0-9]{17}")
UNION_PAY = re.compile(r"62\d{14,17}")


@dataclass(frozen=True)
class Group:
    """Digits without anything between, as ASCII, and where they stand."""

    digits: str
    start: int
    end: int


def masked(
    text: str, spared: Callable[[str, int], bool] | None = None, published: Collection[str] = frozenset()
) -> str:
    """The text with the numbers of persons made unreadable; what has none comes back as it is.

    `spared(text, start)` says of a place that what stands there is no text; `published` numbers (see `digits_in`)
    stay whole, and the other numbers beside them do not.
    """
    if not RUN.search(text):
        return text
    parts, at = [], 0
    for start, end, first, last in found(text):
        if (spared and spared(text, start)) or (published and _digits(text[start:end]) in published):
            continue
        parts += [text[at:start], _starred(text[start:end], first, last)]
        at = end
    return "".join([*parts, text[at:]]) if parts else text


def digits_in(texts: Iterable[str]) -> frozenset[str]:
    """The digits of each number of a person in these texts, however it is spelled there."""
    return frozenset(_digits(text[start:end]) for text in texts for start, end, *_ in found(text))


def _digits(number: str) -> str:
    return _ascii("".join(GROUP.findall(number)))


def _starred(number: str, first: int, last: int) -> str:
    signs = list(number)
    digits = [at for at, sign in enumerate(signs) if sign.isdecimal() or sign in CHECK_X]
    for at in digits[first : len(digits) - last]:
        signs[at] = STAR
    return "".join(signs)


def unmasked(old: str, new: str) -> str:
    """What somebody wrote over a text that he saw masked: the numbers that he left standing are those of before."""
    if STAR not in new or not RUN.search(old):
        return new
    for start, end, *_ in found(old):
        number = old[start:end]
        new = new.replace(masked(old)[start:end], number)
    return new


def found(text: str) -> Iterator[tuple[int, int, int, int]]:
    """From where to where each number stands, and how many of its first and last digits stay."""
    for run in RUN.finditer(text):
        groups = [Group(_ascii(one[0]), one.start(), one.end()) for one in GROUP.finditer(text, run.start(), run.end())]
        at = 0
        while at < len(groups):
            if stuck := _stuck_together(text, groups[at]):
                yield from stuck
                at += 1
                continue
            for some in _beginnings(groups, at):
                if span := _kind(text, some, groups, at):
                    yield span
                    at += len(some)
                    break
            else:
                at += 1


def _stuck_together(text: str, group: Group) -> list[tuple[int, int, int, int]]:
    """Numbers typed one after the other with nothing between: mobiles, and identity numbers that check."""
    if not FEWEST_STUCK <= len(group.digits) <= MOST_STUCK or _of_a_code(text, group.start):
        return []
    found, at, digits = [], 0, group.digits
    while at < len(digits):
        identity = digits[at : at + OLD_AND_NEW[1]]
        if WHOLE_MOBILE.fullmatch(digits[at : at + FEWEST]):
            size, first = FEWEST, 3
        elif identity.startswith(PREFIXES) and DAY.fullmatch(identity[6:14]) and identity_checks(identity):
            size, first = len(identity), 0
        else:
            return []
        found.append((group.start + at, group.start + at + size, first, 4))
        at += size
    return found


def _ascii(digits: str) -> str:
    return digits if digits.isascii() else "".join(str(unicodedata.decimal(sign)) for sign in digits)


def _beginnings(groups: Sequence[Group], at: int) -> Iterator[Sequence[Group]]:
    """What may be one number from here on, the longest first: an account before the phone it seems to begin with.

    Only the first group of a run can be called something by the words before it. Further on the digits alone say
    whether it is worth a closer look: a text of nothing but digits and spaces is read in the time of any other.
    """
    ahead, ends = "", []
    for group in groups[at : at + LONGEST]:
        if len(ahead) + len(group.digits) > LONGEST:
            break
        ahead += group.digits
        ends.append(len(ahead))
    for count in range(len(ends), 0, -1):
        if at == 0 or _may_be(ahead[: ends[count - 1]], whole=count == 1):
            yield groups[at : at + count]


def _may_be(digits: str, *, whole: bool) -> bool:
    """Wider than what `_kind` finds in digits without a name, never narrower."""
    size = len(digits)
    if size < FEWEST:
        return False
    if PHONE.fullmatch(digits) or UNION_PAY.fullmatch(digits) or CARDS.fullmatch(digits):
        return True
    if size not in (15, 17, 18) or not digits.startswith(PREFIXES):
        return False
    return whole if size == OLD_AND_NEW[0] else DAY.match(digits, 6) is not None


def _kind(text: str, some: Sequence[Group], groups: Sequence[Group], at: int) -> tuple[int, int, int, int] | None:
    digits = some[0].digits if len(some) == 1 else "".join(group.digits for group in some)
    if len(digits) < (FEWEST if at else 8) or _of_a_code(text, some[0].start):
        return None
    before = text[max(0, some[0].start - BEFORE) : some[0].start]
    start, end = some[0].start, some[-1].end
    if at == 0 and IS_ACCOUNT.search(before) and (len(some) == 1 or _one_sign(text, some)):
        return start, end, 0, 4
    if len(digits) < FEWEST:
        return None
    if stop := _identity(text, some, digits, before):
        return start, stop, 0, 4
    if _account(digits, some) and not _goes_on(text, end) and (_luhn(digits) or not _listed(text, some)):
        return start, end, 0, 4
    after = groups[at + len(some)] if at + len(some) < len(groups) else None
    if not (length := _phone(text, some, digits)) or _within_a_day(groups, at, len(some)):
        return None
    if not _decimal(text, some, groups[at - 1] if at else None, after):
        return start, end, len(digits) - length + 3, 4
    return None


def _of_a_code(text: str, start: int) -> bool:
    sign = text[start - 1 : start]
    if not (sign.isascii() and sign.isalpha()):
        return False
    return not CALLED.search(text[max(0, start - 8) : start])


def _goes_on(text: str, end: int) -> bool:
    """Whether letters follow at once: the digits are the beginning of a code."""
    return text[end : end + 1].isascii() and text[end : end + 1].isalpha()


def _between(text: str, some: Sequence[Group]) -> list[str]:
    return [text[one.end : two.start] for one, two in pairwise(some)]


def _one_sign(text: str, some: Sequence[Group]) -> bool:
    """The same sign, or none, between all groups."""
    return len(set(_between(text, some))) <= 1 and not _weak(text, some)


def _weak(text: str, some: Sequence[Group]) -> bool:
    return any(sign in WEAK for between in _between(text, some) for sign in between)


def _listed(text: str, some: Sequence[Group]) -> bool:
    return any(sign in LISTED for between in _between(text, some) for sign in between)


def _amounts(some: Sequence[Group]) -> bool:
    """150；2000；3000 or 150；2020；2021: what is told one after the other, and no mobile in parts."""
    return all(
        group.digits.endswith("00") or YEAR.fullmatch(group.digits) or DAY.fullmatch(group.digits) for group in some[1:]
    )


def _called(text: str, some: Sequence[Group]) -> bool:
    """Whether the words before them call them a phone."""
    return IS_PHONE.search(text[max(0, some[0].start - BEFORE) : some[0].start]) is not None


def _phone(text: str, some: Sequence[Group], digits: str) -> int:
    """How many digits the number of a mobile has (without the country's), or 0: it is none."""
    known = PHONE.fullmatch(digits)
    if not known:
        return 0
    sizes = [len(group.digits) for group in some]
    if len(digits) > FEWEST and sizes[0] in (2, 4) and sizes[0] == len(digits) - FEWEST:  # 86 138 0013 8000
        sizes = sizes[1:]
    elif len(digits) > FEWEST:
        sizes[0] -= len(digits) - FEWEST
    if _weak(text, some):
        if not _listed(text, some):
            return FEWEST if sizes == [3, 4, 4] else 0
        if any(sign in PARTS for between in _between(text, some) for sign in between) and not _called(text, some):
            return 0
        return FEWEST if sizes in ([3, 4, 4], [3, 8], [7, 4]) and not _amounts(some) else 0
    if len(sizes) == FEWEST:
        return FEWEST if len(set(_between(text, some))) == 1 else 0
    if sizes[0] < 3:
        return 0
    return FEWEST if len(sizes) <= 4 or _one_sign(text, some) else 0


def _within_a_day(groups: Sequence[Group], at: int, length: int) -> bool:
    """A part of 2021-11-03: beside an amount a day has as many digits as a phone."""
    for day in range(max(0, at - 2), min(at + length, len(groups) - 2)):
        one, two, three = groups[day : day + 3]
        if len(one.digits) == 4 and DAY.fullmatch(f"{one.digits}{two.digits:0>2}{three.digits:0>2}"):
            return True
    return False


def _decimal(text: str, some: Sequence[Group], before: Group | None, after: Group | None) -> bool:
    """A part of 13800138000.00 or of 117.13800138."""
    if after and text[some[-1].end : after.start] in (".", "．") and len(after.digits) <= 6:
        return True
    point = before is not None and text[before.end : some[0].start] in (".", "．")
    return bool(before and point and (before.digits == "0" or len(before.digits) in (2, 3)))


def _identity(text: str, some: Sequence[Group], digits: str, before: str) -> int:
    """Where an identity number ends, or 0: it is none. Its eighteenth sign may be an X."""
    stop = some[-1].end
    if len(digits) == 17 and text[stop : stop + 1] in tuple(CHECK_X):
        digits, stop = f"{digits}X", stop + 1
    if len(digits) not in OLD_AND_NEW:
        return 0
    if _weak(text, some):
        parts = tuple(len(group.digits) for group in some)
        sure = parts in PARTED and digits.startswith(PREFIXES) and DAY.fullmatch(digits[6:14])
        return stop if sure and _listed(text, some) and identity_checks(digits) else 0
    if IS_IDENTITY.search(before):
        return stop
    checks = identity_checks(digits)
    if not digits.startswith(PREFIXES) or (len(digits) == 18 and not checks and not credit_doubt(digits)):
        return 0
    if len(digits) == OLD_AND_NEW[0]:
        whole = len(some) == 1 and not _goes_on(text, stop)
        return stop if whole and SHORT_DAY.fullmatch(digits[6:12]) else 0
    if not DAY.fullmatch(digits[6:14]):
        return 0
    as_written = len(some) == 1 or tuple(len(group.digits) for group in some) in PARTED
    return stop if checks or (as_written and int(digits[6:10]) <= BIRTH_LATEST) else 0


def _account(digits: str, some: Sequence[Group]) -> bool:
    """A card of a bank: UnionPay's by its first two digits, others where their check digit is right."""
    if len(some) > 1 and any(len(group.digits) not in (4, 6, 13) for group in some[:-1]):
        return False
    return bool(UNION_PAY.fullmatch(digits) or (CARDS.fullmatch(digits) and _luhn(digits)))


def _luhn(digits: str) -> bool:
    total = 0
    for at, sign in enumerate(reversed(digits)):
        value = int(sign) * (2 if at % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
