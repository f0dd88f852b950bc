"""Phones, identity numbers and accounts of persons are made unreadable in any text; other numbers stay whole."""

import datetime as dt
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from supervision.ground.kinds import codes
from supervision.ground.kinds.masks import masked

PHONES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
WORDS = st.text(alphabet="联系人王师傅住在董团乡村口，。；：（）“”\n", max_size=12)
DAYS = st.dates(dt.date(1930, 1, 1), dt.date(2010, 12, 31))
SHAPES = ((3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 3, 4), (5, 6), (6, 5), (1,) * 11, (11,))
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def split(digits, sizes, sign):
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return sign.join(parts)


@st.composite
def identities(draw):
    body = draw(st.sampled_from(("361121", "110105", "330106"))) + f"{draw(DAYS):%Y%m%d}"
    body += f"{draw(st.integers(0, 999)):03}"
    return next(body + sign for sign in "0123456789X" if codes.identity_checks(body + sign))


@given(
    PHONES, WORDS, WORDS, st.sampled_from(SHAPES), st.sampled_from((" ", "-", "－", "—", ".", "\u00a0", "  ", " - "))
)
def test_a_phone_in_any_spelling(phone, before, after, shape, sign):
    shown = masked(f"{before}{split(phone, shape, sign)}{after}")
    digits = re.sub(r"[^0-9*]", "", shown)
    assert digits == f"{phone[:3]}****{phone[-4:]}"
    assert shown.startswith(before) and shown.endswith(after)


@given(PHONES, st.sampled_from(("+86", "86", "0086", "+86 ", "86-", "（86）", "0", "+86-")))
def test_with_the_number_of_the_country(phone, country):
    assert re.sub(r"\D", "", masked(f"{country}{phone}")).endswith(phone[:3] + phone[-4:])
    assert "****" in masked(f"{country}{phone}")


@given(PHONES)
def test_full_width_digits_and_neighbours(phone):
    assert "＊" not in (shown := masked(f"电话{phone.translate(WIDE)}。")) and shown.count("*") == 4
    twice = masked(f"{phone}/{phone}、{phone},{phone} {phone}")
    assert phone not in twice and twice.count("****") == 5
    for word in ("tel", "Tel:", "wx", "v", "微信V", "手机", "T-", "1.", "a@b.cn ", "{'"):
        assert phone not in masked(f"{word}{phone}"), word
    assert phone not in masked(f"{phone}.jpg") and phone not in masked(f"x_{phone}_1.jpg")


@given(identities(), WORDS, WORDS)
def test_an_identity_number(number, before, after):
    shown = masked(f"{before}{number}{after}")
    assert shown == f"{before}{'*' * 14}{number[-4:]}{after}"
    for sign in (" ", "-"):
        assert split(number, (6, 8, 4), sign)[:6] not in masked(split(number, (6, 8, 4), sign))
    assert masked(number.lower()).startswith("*" * 14)
    wrong = number[:17] + ("1" if number[17] != "1" else "2")
    if codes.credit_doubt(wrong):
        assert masked(wrong).startswith("*" * 14), "a slip of the pen is still somebody's number"


@pytest.mark.parametrize(
    "text",
    ["6228480402564890018", "6228 4804 0256 4890 018", "卡号：6217001234567890", "账号 14-335801040012345",
     "开户银行：上饶农商行 1780 2345 6789", "4111111111111111", "身份证361121800101123", "361121800101123"],
)  # fmt: skip
def test_accounts_and_old_identity_numbers(text):
    kept = re.sub(r"[^0-9*]", "", masked(text))
    assert kept.count("*") == len(kept) - 4


KEPT = (
    "XC-361104-2021-000002", "CY-361104-2021-013800", "3707820012605170000142", "91361100MA35F0000X",
    "914403001922038216", "LB-03-21013800001A", "GF361104210001", "134OP1200123", "12345211380013800",
    "PD20131380013", "SC10136112100123", "0793-8222222", "0793-82222222转801", "400-800-8080", "12316",
    "2021-11-03 13:30:15", "2021年11月3日13时", "20211103130000", "361104290001", "13,800,138,000.00元",
    "13800138000.00元", "117.13800138000", "0.13800138000", "28.441234, 117.971382", "150 2021-11-03",
    "1998-12-31 150", "138****8000", "**************1234", "IMG_20211103_153012", "mmexport1638144000000",
    "15 20 18 22 19 1", "2021/11/03-2021/12/03", "138-2021", "赣农（农药）罚〔2021〕13号", "361104-20211103-0001",
    "12361104MB0T00000X", "211412050000", "6901234567892", "GB 2763-2021、NY/T 762-2008", "13 14 15 16 17 18",
    "SV13800138000", "TZ20211103-138-0001", "1.5 2.5 3.5 4.5 5.5 6.5", "123e4567-e89b-12d3-a456-426614174000",
)  # fmt: skip


@pytest.mark.parametrize("text", KEPT)
def test_other_numbers_stay_whole(text):
    assert masked(text) == text
    assert masked(f"见 {text}，属实") == f"见 {text}，属实"


@given(st.from_regex(r"[A-Z]{2}-361[0-9]{3}-20[12][0-9]-[0-9]{6}", fullmatch=True))
def test_numbers_of_records_stay_whole(number):
    assert masked(number) == number


@given(st.from_regex(r"9[123]361[0-9]{3}[0-9A-HJ-NPQRTUWXY]{9}", fullmatch=True))
@example("913610000110000A0")  # begins as an old identity number with a day in it
def test_credit_codes_stay_whole(body):
    code = body + codes.credit_check(body + "0")
    assert masked(code) == code


@given(st.dates(dt.date(2000, 1, 1), dt.date(2035, 1, 1)), st.integers(0, 99999), st.sampled_from("-/. "))
def test_days_beside_amounts_stay_whole(day, amount, sign):
    text = f"{amount} {day:%Y}{sign}{day:%m}{sign}{day:%d}"
    assert masked(text) == text


@given(st.text(max_size=60) | st.text(alphabet="0123456789-. Xx*一", max_size=60))
def test_any_text_keeps_its_length_and_masking_it_again_changes_nothing(text):
    once = masked(text)
    assert len(once) == len(text) and masked(once) == once
    assert all(was == now or now == "*" for was, now in zip(text, once, strict=True))
