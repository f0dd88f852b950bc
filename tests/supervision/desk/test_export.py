import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Func
from openpyxl import load_workbook

from supervision.ground import history
from supervision.ground.desk import rowxml
from supervision.ground.regions import Region
from supervision.ground.subjects.models import Subject
from tests import make

from .conftest import CODE, URL, opened

NASTY = "=1+1 <a>&\"'合作社 第二行"


def by_name(book):
    page = book.worksheets[0]
    rows = list(page.iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_types_survive_and_text_stays_text(cast):
    make.subject(NASTY, credit_code=CODE, area=Decimal("12.50"), registered_on=dt.date(2021, 3, 5))
    book = opened(cast.guangxin.get(URL + "export/", {"kind": "cooperative", "sort": "name"}))
    row = next(row for row in by_name(book) if row["统一社会信用代码"] == CODE)
    assert row["名称"] == NASTY
    assert row["规模（亩）"] == 12.5
    assert row["入册日期"] == dt.datetime(2021, 3, 5)
    assert isinstance(row["填报时间"], dt.datetime)
    assert row["主体类型"] == "农民专业合作社"
    assert row["龙头企业"] in ("", None, "非龙头企业")
    cell = next(c for c in book.worksheets[0]["B"] if c.value == NASTY)
    assert cell.data_type == "s"
    assert book.worksheets[0].freeze_panes == "A2"


def test_only_what_the_filter_shows_and_never_the_neighbours(cast, subjects):
    book = opened(cast.guangxin.get(URL + "export/", {"kind": "smallholder"}))
    rows = by_name(book)
    assert [row["名称"] for row in rows] == ["董团三号农户"]
    assert rows[0]["联系电话"] == "*******1234"
    notes = dict(book.worksheets[1].iter_rows(values_only=True))
    assert notes["筛选条件"] == "主体类型：农户；状态：不含草稿和作废"
    assert notes["行数"] == "1"


def test_chosen_columns(cast, subjects):
    book = opened(cast.guangxin.get(URL + "export/", {"columns": "name,kind"}))
    assert [cell.value for cell in book.worksheets[0][1]] == ["名称", "主体类型"]
    answer = cast.guangxin.get(URL + "export/", {"columns": "phone_sealed"}, follow=True)
    assert "没有可以导出的列" in answer.content.decode()


def test_nothing_to_export_is_an_empty_workbook(cast, subjects):
    assert by_name(opened(cast.guangxin.get(URL + "export/", {"q": "没有这样的名字"}))) == []


def test_control_characters_do_not_break_the_file(cast):
    made = make.subject("坏字符合作社")
    with history.acting(None, "测试"):
        Subject.objects.filter(pk=made.pk).update(address="一\x01二\n三\r四\x1f\\N")
    rows = by_name(opened(cast.guangxin.get(URL + "export/", {"q": "坏字符"})))
    assert rows[0]["地址"] == "一二\n三四\\N"


def test_a_wrong_filter_and_a_missing_permission(cast, subjects):
    answer = cast.guangxin.get(URL + "export/", {"since": "x"}, follow=True)
    assert "筛选条件有误" in answer.content.decode()
    assert cast.producer.get(URL + "export/").status_code == 403


def test_a_download_given_up_stops_the_statement_and_keeps_the_connection(cast):
    """In a thread of its own, as on the site: there the connection is not inside a test's transaction."""

    def give_up() -> int:
        a_million = Region.objects.all().annotate(n=Func(1, 3000, function="generate_series")).values_list("name", "n")
        pieces = rowxml.rows(a_million, ("text", "number"))
        next(pieces)
        pieces.close()
        try:
            return Region.objects.filter(pk="361100").count()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        assert other.submit(give_up).result(timeout=20) == 1


def test_the_command(cast, subjects, tmp_path, capsys):
    file = tmp_path / "out.xlsx"
    call_command("export_register", "subjects", str(file), "--as", "guangxin", "--filter", "kind=smallholder")
    assert len(by_name(load_workbook(file))) == 1
    for wrong in (
        ("nothing", "--as", "guangxin"),
        ("subjects", "--as", "nobody"),
        ("subjects", "--as", "guangxin", "--filter", "x=1"),
        ("subjects", "--as", "guangxin", "--filter", "kind=x"),
        ("subjects", "--as", "producer"),
    ):
        with pytest.raises(CommandError) as refused:
            call_command("export_register", wrong[0], str(tmp_path / "no.xlsx"), *wrong[1:])
        assert any(sign >= "一" for sign in str(refused.value))
    assert not (tmp_path / "no.xlsx").exists()


def test_the_command_says_in_words_where_it_cannot_write(cast, subjects, tmp_path):
    with pytest.raises(CommandError, match=r"不存在。$"):
        call_command("export_register", "subjects", str(tmp_path / "none" / "out.xlsx"), "--as", "guangxin")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(CommandError, match=r"这是文件夹。$"):
        call_command("export_register", "subjects", str(tmp_path / "folder.xlsx"), "--as", "guangxin")
