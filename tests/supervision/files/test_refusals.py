"""What is not taken, said in a sentence at its field; nothing is stored then."""

import io

import pytest
from PIL import Image

from supervision.ground import files, history
from supervision.ground.errors import RuleViolation
from supervision.ground.files import Attachment, vocabulary
from supervision.ground.records import State

from .conftest import office, picture, upload

HEIC = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40


def _bomb():
    out = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "purpose", "said"),
    [
        (b"<script>alert(1)</script>", "photo", "不是可用的图片"),
        (b"%PDF-1.7", "photo", "不是可用的图片"),
        (HEIC, "photo", "HEIC"),
        (picture()[:200], "photo", "已损坏"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "photo", "已损坏"),
        (_bomb(), "photo", "像素过大"),
        (b"MZ\x90\x00", "document", "文件类型不支持"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "document", "文件类型不支持"),
        (office("xl/workbook.xml", "xl/vbaProject.bin"), "document", "文件类型不支持"),
        (b"PK\x03\x04broken", "document", "文件类型不支持"),
        (b"", "document", "空文件"),
    ],
)
def test_refused(cast, subject, content, purpose, said):
    with pytest.raises(RuleViolation, match=said) as wrong:
        files.attach(upload(content, name="现场.jpg"), to=subject, by=cast.township.post, purpose=purpose)
    assert wrong.value.field == purpose
    assert "现场.jpg" in str(wrong.value)


def test_too_large(cast, subject, monkeypatch):
    monkeypatch.setattr("supervision.ground.files.services.LARGEST", vocabulary.MEGABYTE)
    with pytest.raises(RuleViolation, match="超过 1 MB"):
        files.attach(upload(b"\x00" * (vocabulary.MEGABYTE + 1)), to=subject, by=cast.township.post)


def test_too_many_at_once(cast, subject):
    with pytest.raises(RuleViolation, match="最多上传 20 个"):
        files.attach([upload(picture())] * 21, to=subject, by=cast.township.post)


@pytest.mark.parametrize("drawn", ["data:text/html;base64,PGI+", "data:image/png;base64,!!!", "hello"])
def test_a_signature_that_is_none(cast, subject, drawn):
    with pytest.raises(RuleViolation, match="重新签名"):
        files.attach(drawn, to=subject, by=cast.township.post, purpose="signature")


def test_one_bad_file_keeps_the_good_ones_out_too(cast, subject):
    with pytest.raises(RuleViolation):
        files.attach([upload(picture()), upload(b"bad")], to=subject, by=cast.township.post)
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_a_record_that_was_handed_in_loses_no_file(cast, subject, state):
    (row,) = files.attach(upload(picture()), to=subject, by=cast.township.post)
    with history.acting(None, "测试"):
        type(subject).objects.filter(pk=subject.pk).update(state=state)
    subject.refresh_from_db()
    with pytest.raises(RuleViolation, match="不能修改"):
        files.remove(subject, [row.pk], by=cast.township.post, version=subject.version, why="拍错了")
