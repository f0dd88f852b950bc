"""我的常用: the lists that somebody keeps, and those the office shares, on one page with their exports."""

from .test_kept_lists import save


def test_kept_lists_stand_together_with_their_exports(cast, subjects):
    save(cast.guangxin, "月底合作社")
    page = cast.guangxin.get("/me/").content.decode()
    assert "我的常用" in page and "月底合作社" in page
    assert all(f"/supervision/subjects/{way}?kind=cooperative" in page for way in ("", "export/"))
    for other in (cast.guangxin_admin, cast.xinzhou):
        assert "月底合作社" not in other.get("/me/").content.decode()


def test_what_the_office_shares_is_there_too(cast, subjects):
    save(cast.guangxin, "大家的", shared="1")
    assert "大家的" in cast.guangxin_admin.get("/me/").content.decode()
    assert "大家的" not in cast.xinzhou.get("/me/").content.decode()
