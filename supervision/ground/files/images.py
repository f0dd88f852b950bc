"""Photos: place and time are read and kept as fields, then the picture is made anew, smaller and without EXIF."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from supervision.ground.errors import RuleViolation

from .vocabulary import LONGEST_SIDE, MOST_PIXELS

EARLIEST = 1990  # phones that write EXIF are younger
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


@dataclass(frozen=True)
class Picture:
    content: bytes
    width: int
    height: int
    latitude: float | None = None
    longitude: float | None = None
    taken_at: dt.datetime | None = None


def remade(content: bytes, kind: str) -> Picture:
    """The picture as it is stored. Raises a RuleViolation for what is broken or unfolds to too much."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=[FORMATS[kind]])
            if image.width * image.height > MOST_PIXELS:
                raise RuleViolation("图片像素过大，请用手机的普通模式拍摄后上传。")
            place = _exif(image)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return Picture(_encoded(upright, kind), upright.width, upright.height, **place)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise RuleViolation("图片像素过大，请用手机的普通模式拍摄后上传。") from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as broken:
        raise RuleViolation("图片已损坏，无法读取，请重新拍摄或选择。") from broken


def _encoded(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "image/jpeg":
        image.convert("RGB").save(out, "JPEG", quality=82, optimize=True)
    else:
        mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
        clean = Image.new(mode, image.size)
        clean.paste(image.convert(mode))
        clean.save(out, FORMATS[kind])
    return out.getvalue()


def _exif(image: Image.Image) -> dict[str, Any]:
    """Place and time as the phone noted them; phones write nonsense at times, and then they noted nothing."""
    try:
        exif = image.getexif()
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        detail = exif.get_ifd(ExifTags.IFD.Exif)
    except Exception:
        return {}
    latitude = _degrees(gps, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, "S", 90)
    longitude = _degrees(gps, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, "W", 180)
    if latitude is None or longitude is None:
        latitude = longitude = None
    taken = detail.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    return {"latitude": latitude, "longitude": longitude, "taken_at": _moment(taken)}


def _degrees(gps: Mapping[int, Any], value: int, hemisphere: int, negative: str, limit: int) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in gps[value])
        angle = degrees + minutes / 60 + seconds / 3600
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    if not 0 <= angle <= limit:  # also false for NaN
        return None
    return round(-angle if gps.get(hemisphere) == negative else angle, 6)


def _moment(text: Any) -> dt.datetime | None:
    """A camera without a clock says the year 1 or 1970, a wrong one a day to come: then it said nothing."""
    try:
        taken = timezone.make_aware(dt.datetime.strptime(str(text).strip("\x00 "), "%Y:%m:%d %H:%M:%S"))
    except (ValueError, OverflowError):
        return None
    return taken if taken.year >= EARLIEST and taken <= timezone.now() + dt.timedelta(days=1) else None
