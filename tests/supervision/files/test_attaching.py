"""What is kept of an upload: the picture made anew, its place and time, and nothing twice."""

import base64
import datetime as dt
import io
from decimal import Decimal

import pytest
from django.utils import timezone
from PIL import ExifTags, Image

from supervision.ground import files, history

from .conftest import office, photo_with_place, picture, upload


def _attach(cast, subject, uploads, **more):
    return files.attach(uploads, **{"to": subject, "by": cast.township.post} | more)


def test_a_photo_keeps_place_and_time_as_fields_and_loses_its_exif(cast, subject):
    (row,) = _attach(cast, subject, [upload(photo_with_place((4800, 2400)))])
    row.refresh_from_db()
    assert (row.latitude, row.longitude) == (Decimal("28.46"), Decimal("117.9"))
    assert row.taken_at == timezone.make_aware(dt.datetime(2021, 12, 20, 9, 30))
    image = Image.open(row.file)
    assert not image.getexif()
    assert image.size == (row.width, row.height) == (1200, 2400)  # turned upright and made smaller


def test_the_row_carries_the_places_of_its_record_and_who_and_when(cast, subject):
    (row,) = _attach(cast, subject, upload(picture()))
    assert (row.county_id, row.managing_zone_id, row.made_by) == ("361104", "361171", cast.township.post)
    assert [change.verb for change in history.of(row)] == ["上传照片"]


def test_it_is_stored_under_a_name_nobody_can_guess(cast, subject):
    (row,) = _attach(cast, subject, upload(picture(), name="../../身份证.php.jpg"))
    assert row.name == "身份证.php.jpg"
    assert row.file.name.startswith("files/")
    assert "身份证" not in row.file.name
    assert row.file.name.endswith(".jpg")


def test_the_extension_follows_the_content(cast, subject):
    (row,) = _attach(cast, subject, upload(picture(kind="PNG"), name="照片.jpg"))
    assert (row.name, row.content_type) == ("照片.png", "image/png")


def test_the_same_content_twice_is_kept_once(cast, subject):
    first = _attach(cast, subject, [upload(picture()), upload(picture(), name="又一张.jpg")])
    assert first == _attach(cast, subject, upload(picture()))
    assert files.of(subject).count() == 1


def test_a_signature_drawn_in_the_page(cast, subject):
    drawn = "data:image/png;base64," + base64.b64encode(picture(kind="PNG")).decode()
    (row,) = _attach(cast, subject, drawn, purpose="signature")
    assert (row.name, row.purpose) == ("签名.png", "signature")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 ...", "报告.pdf"),
        (office("xl/workbook.xml"), "台账.xlsx"),
        (office("word/document.xml"), "通报.docx"),
        (picture(kind="WEBP"), "图.webp"),
    ],
)
def test_documents_that_are_welcome(cast, subject, content, name):
    (row,) = _attach(cast, subject, upload(content, name=name), purpose="document")
    assert row.name == name


def test_nothing_uploaded_is_nothing_attached(cast, subject):
    assert _attach(cast, subject, None) == _attach(cast, subject, []) == _attach(cast, subject, "") == []


def test_transparency_of_a_signature_stays(cast, subject):
    out = io.BytesIO()
    Image.new("RGBA", (20, 10), (0, 0, 0, 0)).save(out, "PNG")
    (row,) = _attach(cast, subject, upload(out.getvalue()), purpose="signature")
    assert Image.open(row.file).getpixel((1, 1))[3] == 0


@pytest.mark.parametrize("said", ["0001:01:01 00:00:00", "1970:01:01 00:00:00", "9999:12:31 23:59:59", "昨天"])
def test_a_camera_without_a_clock_says_nothing(cast, subject, said):
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = said.encode()
    (row,) = _attach(cast, subject, upload(picture(exif=exif)))
    row.refresh_from_db()
    assert row.taken_at is None
    assert cast.township.get(f"/supervision/subjects/{subject.pk}/").status_code == 200
