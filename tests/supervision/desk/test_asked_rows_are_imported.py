"""“是同一家吗” from the upload to the register: kept back until a tick says that they are others, then written."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from supervision.ground.desk import importing, tasks
from supervision.ground.desk.models import BatchState, ImportBatch
from supervision.ground.jobs import Job
from supervision.ground.regions import Region
from supervision.ground.subjects import Kind, Subject
from tests import make
from tests.cast import DONGTUAN

from .conftest import SUBJECTS, URL, opened, row

IMPORT = URL + "import/"
CODE, OTHER_CODE = "91361104MA35XXXX4U", "91361104MA35YYYY0T"
NAME = "问询（广信）合作社"


def send(cast, sheet_of, *rows):
    """Upload; the batch and its page."""
    upload = SimpleUploadedFile("名录.xlsx", sheet_of(*rows).read())
    answer = cast.guangxin.post_to(IMPORT, {"file": upload}, follow=True)
    return ImportBatch.objects.latest("pk"), re.sub(r"\s+", " ", answer.content.decode())


def confirm(cast, batch, **more):
    """Press the button, and let the job run when there is one."""
    before = set(Job.objects.values_list("pk", flat=True))
    answer = cast.guangxin.post_to(f"{IMPORT}{batch.pk}/", {"confirm": "1", **more}, follow=True)
    for job in Job.objects.exclude(pk__in=before):
        tasks.import_register(job.pk)
    batch.refresh_from_db()
    return answer.content.decode()


def test_first_without_a_code_then_with_it(cast, sheet_of):
    first, _page = send(cast, sheet_of, row(name=NAME))
    confirm(cast, first)
    known = Subject.objects.get(name=NAME)

    second, page = send(cast, sheet_of, row(name="问询(广信)合作社", credit_code=CODE))
    assert (second.good, second.bad) == (0, 1)
    assert "是同一家吗" in page and known.number in page
    assert 'name="asked_too"' in page and "1 行已逐行核对" in page and "导入可用的 0 行" not in page

    assert "没有可以导入的行" in confirm(cast, second)
    assert second.state == BatchState.CHECKED and not Subject.objects.filter(credit_code=CODE).exists()

    confirm(cast, second, asked_too="1")
    made = Subject.objects.get(credit_code=CODE)
    assert (second.state, second.created_ids, second.good, second.bad) == (BatchState.DONE, [made.pk], 1, 0)
    assert Subject.objects.filter(name_key=known.name_key).count() == 2


def test_without_the_tick_the_good_rows_alone(cast, sheet_of):
    make.subject(NAME, at=DONGTUAN)
    batch, _page = send(cast, sheet_of, row(name=NAME, credit_code=CODE), row(name="问询之外合作社"))
    confirm(cast, batch)
    assert (batch.good, batch.bad) == (1, 1)
    assert not Subject.objects.filter(credit_code=CODE).exists()
    marked = opened(cast.guangxin.get(f"{IMPORT}{batch.pk}/marked/")).worksheets[0]
    assert "是同一家吗" in marked["A2"].comment.text and marked["A3"].comment is None


def test_the_tick_does_not_let_in_what_is_wrong(cast, sheet_of):
    make.subject(NAME, at=DONGTUAN)
    wrong = row(name=NAME, credit_code=CODE, area="很多")
    batch, page = send(cast, sheet_of, wrong, row(name="问询之外合作社"))
    assert 'name="asked_too"' not in page
    confirm(cast, batch, asked_too="1")
    assert (batch.good, batch.bad) == (1, 1) and not Subject.objects.filter(credit_code=CODE).exists()


def test_two_of_one_file_are_asked_about_and_both_written(cast, sheet_of):
    rows = (row(name=NAME), row(name="问询(广信)合作社", credit_code=CODE))
    batch, page = send(cast, sheet_of, *rows)
    assert "与第2行的名称相同" in page and (batch.good, batch.bad) == (1, 1)
    confirm(cast, batch, asked_too="1")
    assert len(batch.created_ids) == 2


def test_who_comes_to_look_alike_after_the_check_is_kept_back(cast, sheet_of):
    make.subject(NAME, at=DONGTUAN)
    rows = (row(name=NAME, credit_code=CODE), row(name="后来的合作社", credit_code=OTHER_CODE))
    batch, _page = send(cast, sheet_of, *rows)
    assert (batch.good, batch.bad) == (1, 1)
    make.subject("后来的合作社", at=DONGTUAN)
    confirm(cast, batch, asked_too="1")
    assert [Subject.objects.get(pk=pk).credit_code for pk in batch.created_ids] == [CODE]


@pytest.mark.parametrize("kind", ["农户", "家庭农场"])
def test_a_farmer_known_by_his_phone(cast, sheet_of, kind):
    make.subject("问大有", at=DONGTUAN, kind=Kind.SMALLHOLDER, phone="13907931234")
    village = Region.objects.filter(parent=DONGTUAN).order_by("code")[0]
    batch, page = send(cast, sheet_of, row(name="问 大有", kind=kind, region=village.code, phone="139-0793-1234"))
    assert "是同一家吗" in page
    confirm(cast, batch, asked_too="1")
    assert len(batch.created_ids) == 1


def test_the_command_tells_how_good_cells_were_read(cast, sheet_of, tmp_path):
    file, out = tmp_path / "in.xlsx", io.StringIO()
    rows = (row(name="留意一社", region="上饶县 董团乡"), row(name="留意二社", area=0.125), row(kind="火星人"))
    file.write_bytes(sheet_of(*rows).read())
    with pytest.raises(CommandError):
        call_command("import_register", "subjects", str(file), "--as", "guangxin", "--dry-run", stdout=out)
    told = out.getvalue().splitlines()
    assert any(line.startswith("第2行 所在地区（不影响导入）") and "撤县设区" in line for line in told)
    assert any(line.startswith("第3行") and "四舍五入" in line for line in told)
    assert told[-1] == "共3行，可导入2行，有问题1行。"
    assert importing.look(SUBJECTS, file.read_bytes(), by=cast.guangxin.post).good == 2
