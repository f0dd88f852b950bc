"""Whoever may read the record may read its files; for the neighbour they do not exist."""

import pytest
from django.urls import reverse

from supervision.enforcement.models.case import Case
from supervision.enforcement.services.case import open_case
from supervision.ground import clock, files, history
from supervision.ground.files import Attachment
from supervision.ground.records import State
from supervision.ground.subjects import Subject

from .conftest import picture, upload


@pytest.fixture
def photo(cast, subject):
    return files.attach(upload(picture()), to=subject, by=cast.township.post)[0]


def _url(row):
    return reverse("supervision:file", args=[row.pk])


def test_those_who_see_the_record_see_its_photo(photo, cast):
    for member in (cast.township, cast.guangxin, cast.zone, cast.reviewer):
        answer = member.get(_url(photo))
        assert answer.status_code == 200, member.name
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
        assert answer["Content-Disposition"].startswith("inline")


def test_the_neighbour_gets_404(photo, cast):
    for member in (cast.xinzhou, cast.neighbour_township, cast.lab_tester, cast.market):
        assert member.get(_url(photo)).status_code == 404, member.name


def test_the_file_of_a_case_is_not_read_by_the_producer_it_is_about(cast):
    own = Subject.objects.get(organisation=cast.producer.post.organisation)
    fields = {"category": "quality", "source": "inspection", "cause": "使用禁用农药", "party_kind": "organisation"}
    today = clock.today()
    case = open_case(by=cast.guangxin.post, submit=True, subject=own, opened_on=today, filed_on=today, **fields)
    assert Case.objects.visible_to(cast.producer.post).get() == case, "it lies in the producer's scope"
    (paper,) = files.attach(upload(b"%PDF-1.7", name="笔录.pdf"), to=case, by=cast.guangxin.post, purpose="document")
    (photo,) = files.attach(upload(picture()), to=own, by=cast.township.post)
    assert cast.producer.get(_url(photo)).status_code == 200
    assert cast.producer.get(_url(paper)).status_code == 404
    assert cast.guangxin.get(_url(paper)).status_code == 200


def test_a_stranger_is_sent_to_the_login(photo, client):
    assert client.get(_url(photo)).status_code == 302


def test_documents_are_downloaded_not_shown(cast, subject):
    (row,) = files.attach(
        upload(b"%PDF-1.7", name='报"告\r\n.pdf'), to=subject, by=cast.township.post, purpose="document"
    )
    answer = cast.township.get(_url(row))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "\n" not in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_files_of_a_record_without_scope_are_shown_to_nobody(photo, cast):
    with history.acting(None, "测试"):
        Attachment.objects.filter(pk=photo.pk).update(record_label="supervision.region")
    assert cast.reviewer.get(_url(photo)).status_code == 404


def test_a_file_taken_off_a_draft_is_gone_from_the_pages_but_not_from_the_history(photo, cast, subject):
    with history.acting(None, "测试"):
        Subject.objects.filter(pk=subject.pk).update(state=State.DRAFT)
    subject.refresh_from_db()
    files.remove(subject, [photo.pk], by=cast.township.post, version=subject.version, why="拍错了")
    assert cast.township.get(_url(photo)).status_code == 404
    assert cast.guangxin.get(_url(photo)).status_code == 200, "who judges the record sees what was taken off"
    assert cast.xinzhou.get(_url(photo)).status_code == 404
    assert not files.of(subject).exists()
    assert [change.why for change in history.of(photo)] == ["拍错了", ""]


def test_a_file_missing_from_the_storage_is_not_found(photo, cast):
    photo.file.storage.delete(photo.file.name)
    assert cast.township.get(_url(photo)).status_code == 404
