"""What an edition says otherwise than another, and which rows it would have judged otherwise."""

import datetime as dt

from supervision.ground import editions

from .maker import draft

NEW_YEAR = dt.date(2022, 1, 1)
OLD = ({"code": "a", "label": "一"}, {"code": "b", "label": "二", "basis": "第一条"}, {"code": "c", "label": "三"})


def test_added_removed_and_changed_items_with_the_labels_of_their_columns(cast):
    old = draft(NEW_YEAR, items=OLD)
    said = ({"code": "n", "label": "新"}, OLD[0], {"code": "b", "label": "二二", "basis": "第二条"})
    new = draft(dt.date(2023, 1, 1), basis="农产品质量安全法", items=said)
    found = editions.diff(new, old)
    assert ([item.code for item in found.added], [item.code for item in found.removed]) == (["n"], ["c"])
    (changed,) = found.changed
    assert changed.item.code == "b"
    assert changed.changes == [editions.Change("内容", "二", "二二"), editions.Change("法律依据", "第一条", "第二条")]
    header = {change.label: (change.old, change.new) for change in found.header}
    assert header["依据"] == ("", "农产品质量安全法")
    assert header["起用日期"] == (NEW_YEAR, dt.date(2023, 1, 1))
    assert not found.reordered


def test_another_order_is_told_once_and_the_same_is_no_difference(cast):
    old = draft(NEW_YEAR, items=OLD)
    assert editions.diff(draft(NEW_YEAR, items=OLD[::-1]), old).reordered
    assert not editions.diff(draft(NEW_YEAR, items=OLD), old)


def test_rows_that_would_be_judged_otherwise(cast):
    old, new = draft(NEW_YEAR, items=OLD[:2]), draft(NEW_YEAR, items=OLD)
    rows = [{"a": "ok", "b": "ok"}, {"a": "ok", "b": "ok", "c": "ok"}]

    def judge(edition):
        return lambda row: "complete" if set(edition.labels()) <= set(row) else "open"

    (found,) = editions.would_have_judged_otherwise(rows, was=judge(old), would_be=judge(new))
    assert found == editions.Otherwise(rows[0], "complete", "open")
