"""A photo of a good camera is made smaller before it travels, and keeps where, when and which way up it was taken."""

from __future__ import annotations

import io

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import expect

from supervision.ground import files
from supervision.ground.files.vocabulary import MEGABYTE
from supervision.patrols.models.patrol import Patrol
from tests import make

pytestmark = pytest.mark.browser


def large_photo(name: str) -> dict[str, object]:
    """Held upright, taken in 董团乡; noise, so that it is as large as a real one."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2021:12:20 09:30:00"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", (28.0, 27.0, 36.0)
    gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", (117.0, 54.0, 0.0)
    out = io.BytesIO()
    Image.effect_noise((3200, 2400), 60).convert("RGB").save(out, "JPEG", quality=92, exif=exif)
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_it_is_made_smaller_and_keeps_its_place(visit, cast):
    subject = make.subject("董团一号合作社")
    given = [large_photo("棚一.jpg"), large_photo("棚二.jpeg")]
    assert all(len(one["buffer"]) > 3 * MEGABYTE for one in given)
    page = visit(cast.township, phone=True)
    page.goto(f"/supervision/patrols/new/?subject={subject.pk}")
    photos = page.get_by_label("现场照片")
    photos.set_input_files(given)
    page.get_by_role("button", name="保存草稿").click()  # at once: the page waits for the photos
    expect(page.get_by_role("heading", name="新增巡查记录")).to_have_count(0, timeout=60_000)
    stored = list(files.of(Patrol.objects.get()))
    assert [row.name for row in stored] == ["棚一.jpg", "棚二.jpg"]
    for row in stored:
        assert (float(row.latitude), float(row.longitude), row.taken_at is not None) == (28.46, 117.9, True)
        assert (row.width, row.height) == (1200, 1600)


def test_what_the_field_holds_is_small(visit, cast):
    subject = make.subject("董团一号合作社")
    page = visit(cast.township, phone=True)
    page.goto(f"/supervision/patrols/new/?subject={subject.pk}")
    photos = page.get_by_label("现场照片")
    given = large_photo("棚一.jpg")
    photos.set_input_files([given])
    limit = len(given["buffer"]) / 2
    photos_now = "limit => document.querySelector('input[type=file][name=photos]').files[0].size < limit"
    page.wait_for_function(photos_now, arg=limit)
    expect(page.get_by_text("棚一.jpg")).to_be_visible()
