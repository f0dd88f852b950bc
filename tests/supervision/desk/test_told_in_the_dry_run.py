"""How a good cell was read where that is not plain, and a doubt, are told on the dry run and hold nothing back."""

from .conftest import URL, row


def test_rounding_an_old_county_and_a_doubtful_code(cast, sheet_of):
    rows = (
        row(name="甲", area=33.336),
        row(name="乙", region="上饶县 董团乡"),
        row(name="丙", credit_code="91361104MA35F12345"),
        row(name="丁", area=0.30000000000000004),
    )
    page = cast.guangxin.post_to(f"{URL}import/", {"file": sheet_of(*rows)}, follow=True)
    result = page.context["result"]
    assert (result["good"], result["bad"]) == (4, 0)
    told = {cell.row: cell.message for cell in result["found"].remarks}
    assert "已按四舍五入保留2位小数：33.34" in told[2]
    assert "2019 年撤县设区为广信区" in told[3]
    assert "校验位不符" in told[4]
    assert set(told) == {2, 3, 4}
    assert all(message in page.content.decode() for message in told.values())
