"""A form asks for things by their name."""


def test_a_missing_answer_is_asked_for_by_name(cast):
    page = cast.producer.post_to("/certificates/certificates/new/", {"submit": "1"}).content.decode()
    assert "请填写数量" in page
    assert "该字段是必填项" not in page


def test_one_row_has_a_name_of_its_own(cast):
    page = cast.guangxin.get("/supervision/staff/new/").content.decode()
    assert "新增监管人员" in page and "新增监管队伍" not in page
