from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from tests import make


def picture(size=(40, 30), kind="JPEG", **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (30, 120, 60)).save(out, kind, **options)
    return out.getvalue()


def photo_with_place(size=(2400, 1200)) -> bytes:
    """What a phone takes on 20 December 2021 in 董团乡, held upright."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Phone 13"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2021:12:20 09:30:00"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", (28.0, 27.0, 36.0)
    gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", (117.0, 54.0, 0.0)
    return picture(size, exif=exif)


def office(inside: str, *more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parcel:
        for name in ("[Content_Types].xml", inside, *more):
            parcel.writestr(name, "<x/>")
    return out.getvalue()


def upload(content: bytes, name: str = "照片.jpg", said: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=said)


@pytest.fixture
def subject(cast):
    return make.subject()
