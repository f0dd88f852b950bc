"""What pictures ask of a request is known from their heads, and bounded before one is unfolded."""

import io

import pytest
from PIL import Image

from supervision.ground import files
from supervision.ground.errors import RuleViolation
from supervision.ground.files import Attachment, images

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
