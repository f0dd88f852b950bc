"""What a register exports it knows again: every row unchanged, a changed one with its columns, a new one as new."""

import datetime as dt
import io
from decimal import Decimal
from importlib import import_module

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from supervision.grid.tables.subject import SUBJECTS
from supervision.ground import desk, kinds
from supervision.ground.desk import comparing, importing, template
from supervision.ground.desk.models import ImportBatch
from supervision.ground.subjects import Subject
from tests import make, registers
from tests.cast import SHAXI
from tests.supervision.desk.conftest import URL


def importable():
    import_module(settings.ROOT_URLCONF)
    return [declared for declared in desk.REGISTERS.values() if declared.sheet]


def exported(register, post) -> bytes:
    return b"".join(desk.export(register, by=post, data={}, year=None))


def changed(content: bytes, change) -> bytes:
    book = load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    change(page, {cell.value: cell.column for cell in page[1]})
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_there_are_registers_to_ask(cast):
    assert {"subjects", "certifications"} <= {register.key for register in importable()}


def test_every_row_of_every_export_is_unchanged(cast):
    """Rows of the maker, one with everything filled in, one with an identity number; a neighbour's beside them."""
    for register in importable():
        for _ in range(3):
            registers.make(register.model._meta.label_lower)
        registers.make(register.model._meta.label_lower, registers.THERE)
    make.subject("全填的合作社", phone="13907931234", credit_code="91361104MA35F12345", contact="张·三", area="1234.50",
                 leading="city", address="董团村1号", latitude="28.45", longitude="118.01")  # fmt: skip
    make.subject("有身份证的农户", kind="smallholder", identity="361121199001011234"[:17] + check_digit())
    for register in importable():
        found = importing.look(register, exported(register, cast.guangxin.post), by=cast.guangxin.post)
        assert found.total == register.rows(cast.guangxin.post).count() >= 3, register.key
        assert (found.same, found.changed, found.faults, found.good) == (found.total, [], [], 0), register.key
        again = changed(exported(register, cast.guangxin.post), lambda page, at: None)  # saved by another program
        assert importing.look(register, again, by=cast.guangxin.post).same == found.total, register.key


def check_digit() -> str:
    return next(c for c in "0123456789X" if kinds.codes.identity_checks(f"36112119900101123{c}"))


def test_a_changed_row_is_named_with_its_columns_and_nothing_is_written(cast):
    made = make.subject("甲合作社", phone="13907931234")
    make.subject("乙合作社")

    def change(page, at):
        row = next(r for r in range(2, page.max_row + 1) if page.cell(r, at["编号"]).value == made.number)
        page.cell(row, at["联系电话"], "13800138000")
        page.cell(row, at["规模（亩）"], 99)

    content = changed(exported(SUBJECTS, cast.guangxin.post), change)
    answer = cast.guangxin.post_to(URL + "import/", {"file": SimpleUploadedFile("名录.xlsx", content)}, follow=True)
    result = answer.context["result"]
    told = [(one.number, one.columns, url) for one, url in result["changed"]]
    assert told == [(made.number, "联系电话、规模（亩）", f"{URL}{made.pk}/")]
    assert (result["found"].same, result["good"], result["bad"]) == (result["rows"] - 1, 0, 0)
    assert result["rows"] == Subject.objects.visible_to(cast.guangxin.post).count()
    assert "暂不更新" in answer.content.decode()
    assert "导入可用的" not in answer.content.decode()
    assert ImportBatch.objects.get().good == 0


def test_a_new_row_below_is_new_and_comes_in(cast):
    make.subject("甲合作社")

    def add(page, at):
        given = {"名称": "新来的", "主体类型": "农户", "行业": "种植业", "所在地区": "广信区 董团乡"}
        for label, value in given.items():
            page.cell(page.max_row + (label == "名称"), at[label], value)

    content = changed(exported(SUBJECTS, cast.guangxin.post), add)
    found = importing.look(SUBJECTS, content, by=cast.guangxin.post)
    assert (found.same, found.good, found.faults) == (found.total - 1, 1, [])
    batch = importing.keep(SUBJECTS, "名录.xlsx", content, found, by=cast.guangxin.post)
    importing.run_import(batch.pk, by=cast.guangxin.post)
    assert Subject.objects.filter(name="新来的").count() == 1
    assert Subject.objects.filter(name="甲合作社").count() == 1


def test_a_number_that_is_not_in_the_own_register_is_a_fault(cast):
    make.subject("甲合作社")
    theirs = make.subject("沙溪合作社", at=SHAXI)

    def change(page, at):
        page.cell(2, at["编号"], theirs.number)

    content = changed(exported(SUBJECTS, cast.guangxin.post), change)
    found = importing.look(SUBJECTS, content, by=cast.guangxin.post)
    assert [(fault.row, fault.column, fault.value) for fault in found.faults] == [(2, "编号", theirs.number)]
    assert "没有这个编号" in found.faults[0].message


def test_a_number_that_somebody_gave_his_own_list_is_no_number_of_ours(cast):
    book = Workbook()
    book.active.append(["编号", "名称", "主体类型", "行业", "所在地区"])
    book.active.append(["董-001", "甲", "农户", "种植业", "广信区 董团乡"])
    out = io.BytesIO()
    book.save(out)
    found = importing.look(SUBJECTS, out.getvalue(), by=cast.guangxin.post)
    assert (found.same, found.good) == (0, 1)
    assert found.table.left == ["列：A列“编号”"]


def test_the_own_template_leaves_nothing_out(cast):
    for register in importable():
        book = load_workbook(io.BytesIO(template.template(register.sheet, register.label, by=cast.guangxin.post)))
        for at, column in enumerate(register.sheet.columns, 1):
            book.worksheets[0].cell(2, at, column.example or None)
        out = io.BytesIO()
        book.save(out)
        table = importing.look(register, out.getvalue(), by=cast.guangxin.post).table
        assert (len(table.lines), table.left, table.notes) == (1, [], []), register.key
        assert set(table.lines[0].head.places) == {column.name for column in register.sheet.columns}


@pytest.mark.parametrize(
    ("stored", "cell", "same"),
    [
        (None, None, True),
        ("", " ", True),
        (None, "x", False),
        ("甲", None, False),
        ("甲\n乙", "甲 乙", True),
        (dt.date(2021, 3, 5), dt.datetime(2021, 3, 5), True),
        (dt.date(2021, 3, 5), "2021-03-05", True),
        (dt.date(2021, 3, 5), dt.date(2021, 3, 6), False),
        (dt.datetime(2021, 3, 5, 1, 2, 3, tzinfo=dt.UTC), dt.datetime(2021, 3, 5, 9, 2, 3), True),
        (dt.datetime(2021, 3, 5, 1, 2, 3, tzinfo=dt.UTC), dt.datetime(2021, 3, 5, 9, 4), False),
        (3, 3.0, True),
        (3, "约3", False),
        (True, "是", True),
        (False, "是", False),
        ("*******1234", "13800138000", False),
    ],
)
def test_what_counts_as_the_same(stored, cell, same):
    assert comparing.alike(stored, cell) is same


@pytest.mark.parametrize(
    ("cell", "same"),
    [
        ("1,234.5", True),
        ("１２３４．５", True),
        (1234.5, True),
        ("1,23,4.5", False),
        ("1e9999999", False),
        ("无", False),
    ],
)
def test_a_number_that_came_back_is_read_as_everywhere(cell, same):
    assert comparing.alike(Decimal("1234.50"), cell) is same
