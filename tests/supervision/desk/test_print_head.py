"""A printed list says what it is: the register, whose, which rows, on what day."""

from .conftest import URL


def test_the_heading_names_the_register_the_unit_the_filter_and_the_day(cast, subjects):
    page = cast.guangxin.get(URL, {"kind": "smallholder"}).content.decode()
    head = page[page.index("na-print-head") : page.index("na-filter")]
    unit = cast.guangxin.post.organisation.name
    for said in ("监管对象", unit, "主体类型：农户", "打印日期：2021年", "本页 1 条，共 1 条"):
        assert said in head, said


def test_a_list_offers_printing_only_when_it_has_rows(cast, subjects):
    assert "data-na-print" in cast.guangxin.get(URL).content.decode()
    assert "data-na-print" not in cast.guangxin.get(URL, {"q": "没有这一家"}).content.decode()
