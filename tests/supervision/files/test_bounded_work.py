"""What pictures ask of a request is known from their heads, and bounded before one is unfolded."""

import io
import zipfile

import pytest
from PIL import Image

from supervision.ground import files
from supervision.ground.errors import RuleViolation
from supervision.ground.files import Attachment, images, sniff

from .conftest import picture, upload


def _large(number):
    """59 million pixels in a few kilobytes."""
    out = io.BytesIO()
    Image.new("1", (7_680, 7_680 + number)).save(out, "PNG")
    return upload(out.getvalue(), name=f"{number}.png")


def test_twenty_large_pictures_are_refused_before_the_first_is_unfolded(cast, subject, monkeypatch):
    monkeypatch.setattr(images, "remade", lambda *given, **more: pytest.fail("unfolded"))
    with pytest.raises(RuleViolation, match="超过 16000 万像素的上限，请分几次上传") as wrong:
        files.attach([_large(number) for number in range(20)], to=subject, by=cast.township.post)
    assert wrong.value.field == "photo"
    assert not Attachment.objects.exists()


def test_one_beyond_the_bound_is_told_its_size_and_the_bound(cast, subject):
    out = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(out, "PNG")
    with pytest.raises(RuleViolation, match=r"9000×9000.*最多 6000 万像素"):
        files.attach(upload(out.getvalue()), to=subject, by=cast.township.post)


def test_the_photos_of_a_good_camera_are_within_it():
    """A JPEG is read at a part of its size: twelve of 50 million pixels are one visit's."""
    image = Image.new("RGB", (1, 1))
    image.format, image._size = "JPEG", (8_160, 6_144)
    images.refuse_too_much([image] * 12)


def test_what_moves_is_no_photo(cast, subject):
    frames = [Image.new("RGB", (20, 20), (shade, 0, 0)) for shade in (0, 120, 240)]
    for kind in ("PNG", "WEBP"):
        out = io.BytesIO()
        frames[0].save(out, kind, save_all=True, append_images=frames[1:])
        with pytest.raises(RuleViolation, match="动图"):
            files.attach(upload(out.getvalue()), to=subject, by=cast.township.post)
    assert files.attach(upload(picture()), to=subject, by=cast.township.post)


def test_all_fields_of_a_request_share_one_bound(cast, subject, monkeypatch):
    """Photos, papers and signatures are attached one after another; together they are one person's wait."""
    monkeypatch.setattr(images, "remade", lambda *given, **more: images.Picture(b"x", 1, 1))
    two, one = [_large(1), _large(2)], [_large(3)]
    files.begin()
    files.attach(two, to=subject, by=cast.township.post)
    with pytest.raises(RuleViolation, match="分几次上传") as wrong:
        files.attach(one, to=subject, by=cast.township.post, purpose="document")
    assert wrong.value.field == "document"
    files.begin()
    files.attach([_large(4)], to=subject, by=cast.township.post, purpose="document")
    files.finish()
    files.attach([_large(5), _large(6)], to=subject, by=cast.township.post)
    files.attach([_large(7), _large(8)], to=subject, by=cast.township.post, purpose="document")


def test_an_archive_of_a_hundred_thousand_parts_is_not_read(monkeypatch):
    """Its list alone takes most of a second; whether it is honest about their number makes no difference."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", b"")
        archive.writestr("word/document.xml", b"")
        for number in range(12_000):
            archive.writestr(f"{number}", b"")
    monkeypatch.setattr(sniff.zipfile, "ZipFile", lambda *given: pytest.fail("read"))
    content = out.getvalue()
    at = content.rfind(b"PK\x05\x06")
    for given in (content, content[: at + 10] + b"\x02\x00" + content[at + 12 :]):
        assert sniff.type_of(given) == ""
