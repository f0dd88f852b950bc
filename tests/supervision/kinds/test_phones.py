"""One spelling for every way a telephone number is written; what is wrong is said exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.ground import kinds

from .asked import answer

read = kinds.phones.read


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        *(
            (one, "13800138000")
            for one in (
                "13800138000",
                "+8613800138000",
                "86 13800138000",
                "008613800138000",
                "138-0013-8000",
                "138 0013 8000",
                "138\u00a00013\u00a08000",
                "１３８００１３８０００",
                "013800138000",
                "(+86)13800138000",
                13800138000,
                13800138000.0,
                "13800138000.0",
                "'13800138000",
                "\u202a13800138000\u202c",
            )
        ),
        *(
            (one, "0793-8222222")
            for one in (
                "0793-8222222",
                "07938222222",
                "(0793)8222222",
                "（0793）8222222",
                "0793－8222222",
                "0793 8222222",
                "+86-793-8222222",
                "0793—8222222",
            )
        ),
        *((one, "0793-8222222转801") for one in ("0793-8222222-801", "0793-8222222转801", "07938222222分机801")),
        ("010-12345678", "010-12345678"),
        ("400-800-8080", "400-800-8080"),
        ("4008008080", "400-800-8080"),
    ],
)
def test_usual_spellings(written, kept):
    assert read(written) == kept
    assert read(kept) == kept


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("*******8000", "已隐去"),
        ("13800138000/13900139000", "有两个号码，只填一个"),
        ("13800138000、13900139000", "有两个号码"),
        ("13800138000 13900139000", "有两个号码"),
        ("13800138000\n0793-8222222", "有两个号码"),
        ("13800138000，13900139000，0793-8222222", "有3个号码"),
        ("1380013800", "应为11位，现有10位，少1位"),
        ("138001380000", "多1位"),
        ("10000000000", "13至19"),
        ("13800138000转2", "没有分机号"),
        ("8222222", "加上区号"),
        ("0793-822222", "区号0793后面应为7至8位，现有6位"),
        ("+85212345678", "国内的号码"),
        ("张三 13800138000", "有别的字"),
        ("12316", "不像电话号码"),
        ("", "应为11位手机号"),
        ("无", "有别的字"),
        (1.5, "应为11位手机号"),
        (True, "应为11位手机号"),
    ],
)
def test_what_is_wrong_is_said(written, said):
    with pytest.raises(kinds.Unreadable, match=said):
        read(written)


@given(st.one_of(st.text(max_size=24), st.from_regex(r"[0-9+() /转-]{0,24}", fullmatch=True), st.floats()))
def test_no_text_breaks_it_and_what_is_kept_is_read_again(written):
    kept, said = answer(read, written)
    assert said.endswith("。") or (read(kept) == kept and kept.replace("转", "").isascii())
