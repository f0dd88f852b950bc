"""The same workbook uploaded twice: told with the way to the first one, and read once more only when it is wanted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from supervision.ground.desk import importing
from supervision.ground.desk.models import ImportBatch
from supervision.ground.subjects import Subject

from .conftest import URL, row

pytestmark = pytest.mark.django_db
IMPORT = URL + "import/"


@pytest.fixture
def send(sheet_of):
    content = sheet_of(row(name="甲农户", kind="农户")).read()

    def upload(member, **more):
        return member.post_to(IMPORT, {"file": SimpleUploadedFile("名录.xlsx", content), **more})

    return upload


def test_before_it_is_confirmed_it_is_the_batch_that_is_there(cast, send):
    first, second = send(cast.guangxin), send(cast.guangxin)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert ImportBatch.objects.count() == 1


def test_once_imported_it_is_asked_about_and_read_again_only_when_wanted(cast, send):
    send(cast.guangxin)
    batch = ImportBatch.objects.get()
    importing.run_import(batch.pk, by=cast.guangxin.post)
    told = send(cast.guangxin)
    text = told.content.decode()
    assert told.status_code == 422 and "同一文件已导入过" in text
    assert f'href="{IMPORT}{batch.pk}/"' in text and ImportBatch.objects.count() == 1
    key = told.context["form"]["client_key"].value()
    wanted = [cast.guangxin.post_to(IMPORT, {"held": batch.pk, "client_key": key}) for _ in range(2)]
    assert [answer.status_code for answer in wanted] == [302, 302] and wanted[0].url == wanted[1].url
    fresh = ImportBatch.objects.exclude(pk=batch.pk).get()
    assert importing.content_of(fresh) == importing.content_of(batch)


def test_what_was_undone_may_be_uploaded_again(cast, send):
    send(cast.guangxin)
    batch = ImportBatch.objects.get()
    importing.run_import(batch.pk, by=cast.guangxin.post)
    importing.run_undo(batch.pk, by=cast.guangxin.post, why="传错了")
    assert send(cast.guangxin).status_code == 302
    assert ImportBatch.objects.count() == 2
    assert Subject.objects.live().filter(name="甲农户").count() == 0


def test_a_colleague_is_not_asked_and_a_neighbour_finds_no_batch(cast, send):
    send(cast.guangxin)
    importing.run_import(ImportBatch.objects.get().pk, by=cast.guangxin.post)
    assert send(cast.xinzhou).status_code == 302
    theirs = ImportBatch.objects.get(made_by=cast.guangxin.post)
    assert cast.xinzhou.post_to(IMPORT, {"held": theirs.pk}).status_code == 404
