"""Numbers of persons stuck together, or parted by the signs of a list or a line break; amounts told in a list stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.ground.kinds.masks import masked

PHONE, OTHER = "13907931234", "15879365678"
IDENTITY = "361121198001011235"
SIGNS = ("：", "；", ":", ";", "~", "～", "\n", "\r\n")
PHONES = st.from_regex(r"1[3-9][0-9]{5}[0-9][1-9][0-9][1-9]", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (PHONE + OTHER, "139****1234158****5678"),
        (f"电话{PHONE}{OTHER}{PHONE}。", "电话139****1234158****5678139****1234。"),
        (f"{PHONE}{IDENTITY}", f"139****1234{'*' * 14}1235"),
        (f"{IDENTITY}{PHONE}", f"{'*' * 14}1235139****1234"),
    ],
)
def test_stuck_together(text, shown):
    assert masked(text) == shown


@given(PHONES, st.sampled_from(SIGNS))
def test_a_phone_in_parts(phone, sign):
    shown = masked(f"电话{phone[:3]}{sign}{phone[3:7]}{sign}{phone[7:]}，找王师傅")
    assert shown == f"电话{phone[:3]}{sign}****{sign}{phone[7:]}，找王师傅"


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("said", ["电话", "手机号码：", "联系人王师傅，", "Tel "])
def test_a_phone_in_two_parts(sign, said):
    assert masked(f"{said}139{sign}07931234") == f"{said}139{sign}****1234"
    assert masked(f"{said}1390793{sign}1234") == f"{said}139****{sign}1234"


@pytest.mark.parametrize("sign", ["：", ":", "~", "～"])
def test_a_phone_in_parts_that_are_no_list(sign):
    assert masked(f"139{sign}07931234") == f"139{sign}****1234"


@pytest.mark.parametrize("sign", ["；", ";", "\n", "\r\n", "\u2028"])
@pytest.mark.parametrize("said", ["面积分别为", "联系人13907931234，面积"])
def test_amounts_in_a_list_stay_where_no_word_calls_them_a_phone(sign, said):
    amounts = sign.join(("150", "2350", "3120"))
    assert masked(f"{said}{amounts}亩").endswith(f"{amounts}亩")


@pytest.mark.parametrize("sign", SIGNS)
def test_an_identity_number_and_a_card_in_parts(sign):
    parts = (IDENTITY[:6], IDENTITY[6:14], IDENTITY[14:])
    assert "198001" not in masked(sign.join(parts))
    assert "0256" not in masked(sign.join(("6228", "4804", "0256", "4890", "018")))


@pytest.mark.parametrize("sign", SIGNS)
def test_one_after_the_other(sign):
    shown = masked(f"联系人{PHONE}{sign}{OTHER}{sign}{IDENTITY}")
    assert PHONE not in shown and OTHER not in shown and IDENTITY not in shown


@pytest.mark.parametrize(
    "text",
    [
        "三块地150；2000；3000亩", "150\n2021\n2022", "139:0000:0000", "2021-11-03 08:30:15", "08：30：15",
        "36110420211103000112", "1390793123421110300012", "PD13907931234139079312", "6210；4800；3251；4890",
        "2021~2022", "2021-11-03\n2021-12-03", "1390793\n20211103", "91361100MA35XXXX2A", "150~2000~3000",
        "150；20211103", "1500000；2021",
        "3611211980；0101；1234",
    ],
)  # fmt: skip
def test_amounts_days_and_codes_stay(text):
    assert masked(text) == text
