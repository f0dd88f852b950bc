import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from supervision.ground import history, jobs
from supervision.ground.desk import importing, tasks
from supervision.ground.desk.models import BatchState, ImportBatch
from supervision.ground.jobs import Job, Status
from supervision.ground.records import State
from supervision.ground.subjects.models import Subject
from supervision.patrols.services.patrol import void_patrol
from tests.supervision.patrol.maker import patrol

from .conftest import CODE, URL, opened, row

IMPORT = URL + "import/"


@pytest.fixture
def uploaded(cast, sheet_of):
    """Two good rows and one bad one, checked."""

    def go(*rows):
        good = row(name="进来一", credit_code=CODE), row(name="进来二", phone="13907931234")
        given = rows or (*good, row(kind="火星人"))
        answer = cast.guangxin.post_to(IMPORT, {"file": sheet_of(*given)})
        assert answer.status_code == 302, answer.context["form"].errors
        return ImportBatch.objects.get()

    return go


@pytest.fixture
def confirmed(cast, uploaded):
    batch = uploaded()
    answer = cast.guangxin.post_to(f"{IMPORT}{batch.pk}/", {"confirm": "1"})
    job = Job.objects.get()
    assert answer.url.endswith(f"/jobs/{job.pk}/")
    tasks.import_register(job.pk)
    batch.refresh_from_db()
    return batch


def test_the_template_has_dropdowns_notes_and_text_columns(cast):
    book = opened(cast.guangxin.get(IMPORT + "template/"))
    form = book.worksheets[0]
    assert form["A1"].value == "*名称"
    assert form["E5"].number_format == "@"
    assert {rule.formula1 for rule in form.data_validations.dataValidation if rule.type == "list"}
    assert "填写说明" in book.sheetnames
    assert "董团乡" in "".join(str(cell.value) for cell in book["选项"]["D"])


def test_the_dry_run_names_cells_and_writes_nothing(cast, uploaded):
    batch = uploaded()
    answer = cast.guangxin.get(f"{IMPORT}{batch.pk}/")
    result = answer.context["result"]
    assert (result["rows"], result["good"], result["bad"]) == (3, 2, 1)
    assert [(cell.row, cell.column, cell.value) for cell in result["cells"]] == [(4, "主体类型", "火星人")]
    assert not Subject.objects.filter(name__startswith="进来").exists()


def test_the_marked_copy_is_the_persons_own_file(cast, uploaded):
    batch = uploaded()
    page = opened(cast.guangxin.get(f"{IMPORT}{batch.pk}/marked/")).worksheets[0]
    cell = page["B4"]
    assert cell.fill.fgColor.rgb.endswith("FF9C9C")
    assert "没有“火星人”这个选项" in cell.comment.text
    assert page["A2"].value == "进来一"
    assert page["B2"].comment is None


def test_the_stored_file_is_sealed(uploaded):
    with uploaded().file.open("rb") as stored:
        assert not stored.read().startswith(b"PK")


def test_confirming_imports_the_good_rows_as_a_job(cast, confirmed):
    assert (confirmed.state, confirmed.good, confirmed.bad) == (BatchState.DONE, 2, 1)
    made = Subject.objects.filter(pk__in=confirmed.created_ids).order_by("name")
    assert [(s.name, s.state) for s in made] == [("进来一", State.SUBMITTED), ("进来二", State.SUBMITTED)]
    assert made[1].phone_tail == "1234"
    assert made[0].township_id == "361104290"
    assert history.of(made[0])[0].verb == "批量导入"
    assert Job.objects.get().status == Status.DONE
    assert cast.guangxin.get(f"{IMPORT}{confirmed.pk}/").status_code == 200


def test_running_the_job_again_makes_nothing_twice(cast, confirmed):
    importing.run_import(confirmed.pk, by=cast.guangxin.post)
    assert Subject.objects.filter(name__startswith="进来").count() == 2


def test_a_second_confirmation_is_refused(cast, confirmed):
    answer = cast.guangxin.post_to(f"{IMPORT}{confirmed.pk}/", follow=True)
    assert "不能再确认导入" in answer.content.decode()


def test_undo_voids_what_nobody_touched_and_names_the_rest(cast, confirmed):
    from supervision.grid.services.subject import change_status

    first, second = Subject.objects.filter(pk__in=confirmed.created_ids).order_by("name")
    change_status(first, by=cast.guangxin.post, status="suspended", since=first.registered_on, why="停业")
    cast.guangxin.post_to(f"{IMPORT}{confirmed.pk}/undo/", {"why": "传错了文件"})
    job = Job.objects.order_by("-id").first()
    tasks.undo_import(job.pk)
    first.refresh_from_db()
    second.refresh_from_db()
    confirmed.refresh_from_db()
    assert (first.state, second.state) == (State.SUBMITTED, State.VOID)
    assert second.voided_why == "撤销导入：传错了文件"
    assert (confirmed.state, confirmed.kept_ids) == (BatchState.UNDONE, [first.pk])
    assert "进来一" in cast.guangxin.get(f"{IMPORT}{confirmed.pk}/").content.decode()


def test_undo_needs_a_reason(cast, confirmed):
    answer = cast.guangxin.post_to(f"{IMPORT}{confirmed.pk}/undo/", {"why": " "}, follow=True)
    assert "请写明撤销原因" in answer.content.decode()
    confirmed.refresh_from_db()
    assert confirmed.state == BatchState.DONE


def test_a_failed_job_leaves_the_batch_to_be_tried_again(cast, uploaded, monkeypatch):
    batch = uploaded()
    cast.guangxin.post_to(f"{IMPORT}{batch.pk}/")
    broken = lambda *a, **k: (_ for _ in ()).throw(ValueError("x"))  # noqa: E731
    monkeypatch.setattr("supervision.ground.desk.importing.look", broken)
    tasks.import_register(Job.objects.get().pk)
    batch.refresh_from_db()
    assert batch.state == BatchState.CHECKED
    assert Job.objects.get().status == Status.FAILED


def test_the_neighbour_knows_nothing_of_it(cast, confirmed):
    for tail in ("", "marked/"):
        assert cast.xinzhou.get(f"{IMPORT}{confirmed.pk}/{tail}").status_code == 404
    assert cast.xinzhou.post_to(f"{IMPORT}{confirmed.pk}/undo/", {"why": "x"}).status_code == 404


def test_who_may_not_import(cast, sheet_of):
    for who in (cast.township, cast.auditor, cast.producer):
        assert who.get(IMPORT).status_code == 403
        assert who.post_to(IMPORT, {"file": sheet_of(row())}).status_code == 403


def test_bad_uploads_are_told_at_the_field(cast):
    for file in ("", SimpleUploadedFile("a.xlsx", b"nonsense"), SimpleUploadedFile("a.xlsx", b"")):
        answer = cast.guangxin.post_to(IMPORT, {"file": file})
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["file"]


def test_the_command(cast, sheet_of, tmp_path, capsys):
    file, report = tmp_path / "in.xlsx", tmp_path / "marked.xlsx"
    file.write_bytes(sheet_of(row(name="命令一"), row(kind="火星人")).read())
    asked = ["subjects", str(file), "--as", "guangxin", "--json"]
    with pytest.raises(CommandError, match="有1行有问题"):
        call_command("import_register", *asked, "--dry-run", "--report", str(report))
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["good"], told["bad"]) == (2, 1, 1)
    assert load_workbook(report).worksheets[0]["B3"].comment
    assert not Subject.objects.filter(name="命令一").exists()
    with pytest.raises(CommandError, match="有1行有问题"):  # the good row is in all the same
        call_command("import_register", *asked)
    assert json.loads(capsys.readouterr().out)["good"] == 1
    assert Subject.objects.filter(name="命令一").exists()
    for wrong in (
        ["nothing", str(file), "--as", "guangxin"],
        ["subjects", "/nowhere.xlsx", "--as", "guangxin"],
        ["subjects", str(file), "--as", "township"],
        asked,
    ):
        with pytest.raises(CommandError) as refused:
            call_command("import_register", *wrong)
        assert any(sign >= "一" for sign in str(refused.value))


def test_an_undo_cancelled_in_the_queue_can_be_asked_again(cast, confirmed):
    page = f"{IMPORT}{confirmed.pk}/"
    cast.guangxin.post_to(page + "undo/", {"why": "传错了文件"})
    job = Job.objects.order_by("-id").first()
    assert not cast.guangxin.get(page).context["undo_url"]
    jobs.cancel(job, by=cast.guangxin.post)
    answer = cast.guangxin.get(page)
    assert "上一次撤销没有完成" in answer.content.decode()
    cast.guangxin.post_to(answer.context["undo_url"], {"why": "传错了文件"})
    tasks.undo_import(Job.objects.order_by("-id").first().pk)
    confirmed.refresh_from_db()
    assert confirmed.state == BatchState.UNDONE


def test_undo_keeps_a_subject_that_has_records_and_says_so(cast, confirmed):
    first, second = Subject.objects.filter(pk__in=confirmed.created_ids).order_by("name")
    patrol(subject=first)
    void_patrol(patrol(subject=second), by=cast.guangxin.post, why="重复")
    cast.guangxin.post_to(f"{IMPORT}{confirmed.pk}/undo/", {"why": "传错了文件"})
    tasks.undo_import(Job.objects.order_by("-id").first().pk)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.SUBMITTED, State.VOID)
    page = cast.guangxin.get(f"{IMPORT}{confirmed.pk}/").content.decode()
    assert "已有巡查、抽样等记录，没有撤销" in page
    assert first.name in page


def test_nothing_can_stop_the_job_after_its_rows_are_written(cast, uploaded):
    """A wish to cancel that comes too late must not say 已停止 of rows that are there."""
    batch, told = uploaded(), []

    def tell(done, total, text):
        told.append(ImportBatch.objects.get(pk=batch.pk).state)

    importing.run_import(batch.pk, by=cast.guangxin.post, tell=tell)
    importing.run_undo(batch.pk, by=cast.guangxin.post, why="传错了", tell=tell)
    assert set(told) == {BatchState.CHECKED}
