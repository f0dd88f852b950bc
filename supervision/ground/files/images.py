"""Photos: place and time are read and kept as fields, then the picture is made anew, smaller and without EXIF."""

from __future__ import annotations

import datetime as dt
import io
import threading
import warnings
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from PIL import ExifTags, Image, UnidentifiedImageError

from supervision.ground.errors import RuleViolation

from . import tones
from .vocabulary import AT_THE_SAME_TIME, JPEG_PART, MOST_PIXELS, MOST_PIXELS_AT_ONCE

EARLIEST = 1990  # phones that write EXIF are younger
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
ALLOWED = f"最多 {MOST_PIXELS // 10_000} 万像素，请用手机的普通模式拍摄或缩小后上传。"
BROKEN = "图片已损坏，无法读取，请重新拍摄或选择。"
_asked_for: ContextVar[int | None] = ContextVar("pixels", default=None)  # by the request that goes on
_unfolding = threading.BoundedSemaphore(AT_THE_SAME_TIME)


@dataclass(frozen=True)
class Picture:
    content: bytes
    width: int
    height: int
    latitude: float | None = None
    longitude: float | None = None
    taken_at: dt.datetime | None = None


def opened(content: bytes, kind: str) -> Image.Image:
    """The picture with its head read, no pixel yet. A RuleViolation for what is broken or unfolds to too much."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own bound is lower, and said below
            image = Image.open(io.BytesIO(content), formats=[FORMATS[kind]])
    except Image.DecompressionBombError as bomb:
        raise RuleViolation(f"图片像素过大，{ALLOWED}") from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as broken:
        raise RuleViolation(BROKEN) from broken
    if image.width * image.height > MOST_PIXELS:
        raise RuleViolation(f"图片像素过大（{image.width}×{image.height}），{ALLOWED}")
    if kind != "image/jpeg" and getattr(image, "n_frames", 1) > 1:
        raise RuleViolation("动图不能作为照片，请截取其中一张另存为图片后上传。")
    return image


def cost(image: Image.Image) -> int:
    """How many pixels have to be unfolded; a JPEG is read at a part of its size."""
    return image.width * image.height // (JPEG_PART if image.format == "JPEG" else 1)


def begin(**signal: Any) -> None:
    """A request begins: none of its pictures has been unfolded."""
    _asked_for.set(0)


def finish(**signal: Any) -> None:
    """It is over; the thread may go on to something that nobody waits for."""
    _asked_for.set(None)


def refuse_too_much(images: Iterable[Image.Image]) -> None:
    """What one request may ask for, photos, papers and signatures together, is bounded before the first picture of a
    field is unfolded. Outside a request nobody waits.
    """
    asked, before = sum(cost(image) for image in images), _asked_for.get()
    if before is not None:
        asked += before
        _asked_for.set(asked)
    if asked > MOST_PIXELS_AT_ONCE:
        bound = f"{MOST_PIXELS_AT_ONCE // 10_000} 万像素"
        raise RuleViolation(f"这一次的图片太大，合计约 {asked // 10_000} 万像素，超过 {bound}的上限，请分几次上传。")


def remade(image: Image.Image, *, opaque: bool = True) -> Picture:
    """The picture as it is stored."""
    kind = "JPEG" if image.format in ("JPEG", "MPO") else image.format or "PNG"
    place = _exif(image)
    try:
        with _unfolding:
            made = tones.settled(image, opaque=opaque)
            out = io.BytesIO()
            if kind == "JPEG":
                made.save(out, kind, quality=82, optimize=True)
            else:
                # What the old picture said of itself (place, transparent colour, profile) is not written again.
                made.info.clear()
                made.save(out, kind)
            return Picture(out.getvalue(), made.width, made.height, **place)
    except (OSError, ValueError, SyntaxError) as broken:
        raise RuleViolation(BROKEN) from broken


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
