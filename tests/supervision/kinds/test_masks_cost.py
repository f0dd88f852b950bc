"""What somebody fills a text with does not make its pages slow for everybody: digits cost about what words cost."""

import pytest

from supervision.ground.kinds import masks

PHONE = "13800138000"
FILLED = ("1 ", "12-", "1()", "2 0 2 1 ", "361121 ", "1 3 ", "6228 ", "9999")
MOST = 0.25  # closer looks for each sign


@pytest.mark.parametrize("filled", FILLED)
def test_a_text_of_digits_is_looked_at_a_few_times_only(monkeypatch, filled):
    looks, kind = [0], masks._kind

    def counted(*given):
        looks[0] += 1
        return kind(*given)

    monkeypatch.setattr(masks, "_kind", counted)
    text = filled * (20_000 // len(filled)) + f"，{PHONE}"
    assert masks.masked(text).endswith("，138****8000")
    assert looks[0] < MOST * len(text)


@pytest.mark.parametrize("before", ["1 1 1 1 1 1 1 1 1 1 1 1 ", "7 ", "2021-11-03 12 13 "])
def test_a_number_behind_many_digits_is_still_found(before):
    assert PHONE not in masks.masked(f"{before}{PHONE}")
    assert "361121198001011234" not in masks.masked(f"{before}361121198001011234")
    assert "6228480402564890018" not in masks.masked(f"{before}6228480402564890018")
