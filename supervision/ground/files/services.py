from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models

from supervision.ground import history
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post

from . import images
from .models import Attachment, AttachmentQuerySet
from .removing import take_off
from .sniff import is_heic, type_of
from .vocabulary import IMAGES, LARGEST, MEGABYTE, MOST_AT_ONCE, PICTURES, TYPES, Purpose

Upload = UploadedFile[Any] | str
PLACES = ("region_id", "township_id", "county_id", "managing_zone_id")
SAME_PICTURE = "与整改前后的另一张是同一张照片，请上传分别拍摄的照片。"
LABELS = {purpose: purpose.label for purpose in Purpose}


def attach(
    uploads: Upload | Iterable[Upload] | None, *, to: models.Model, by: Post, purpose: str = Purpose.PHOTO
) -> list[Attachment]:
    """Bind uploaded files (or a signature drawn in the page, as a data URL) to a record.

    Everything is checked before anything is stored. The same content twice on one record is kept once: a phone
    that repeats an upload adds nothing.
    """
    given = _listed(uploads)
    if len(given) > MOST_AT_ONCE:
        raise RuleViolation(f"一次最多上传 {MOST_AT_ONCE} 个文件。", field=purpose)
    if not given:
        return []
    prepared = _prepared(given, purpose)
    _refuse_same_picture([fields for fields, _ in prepared], to, purpose)
    with history.acting(by, f"上传{LABELS[Purpose(purpose)]}"):
        known = {row.sha256: row for row in of(to, purpose)}
        for fields, content in prepared:
            if fields["sha256"] not in known:
                if purpose == Purpose.SIGNATURE:  # signed anew: the one before goes, with a trace
                    take_off([row for row in known.values() if not row.held], by=by, why="重新签名")
                known[fields["sha256"]] = _stored(fields, content, to=to, by=by, purpose=purpose)
        return list({fields["sha256"]: known[fields["sha256"]] for fields, _ in prepared}.values())


def _refuse_same_picture(described: list[dict[str, Any]], to: Any, purpose: str) -> None:
    """One picture does not show both how it was and that it was put right: what is given here on one side is compared
    with the other side of the record, and with the record that it answers (`SHOWN_BEFORE` of the model names it).
    """
    if purpose not in (Purpose.BEFORE, Purpose.AFTER, Purpose.PHOTO):
        return
    if purpose == Purpose.BEFORE:
        other = of(to).filter(purpose__in=(Purpose.AFTER, Purpose.PHOTO))
    else:
        other = of(to, Purpose.BEFORE)
    known = {row.sha256 for row in other}
    earlier = getattr(to, getattr(to, "SHOWN_BEFORE", ""), None) if purpose != Purpose.BEFORE else None
    if earlier is not None:
        known |= {row.sha256 for row in of(earlier, Purpose.PHOTO)}
    for fields in described:
        if fields["sha256"] in known:
            raise RuleViolation(f"“{fields['name']}”：{SAME_PICTURE}", field=purpose)


def of(record: models.Model, purpose: str = "") -> AttachmentQuerySet:
    """The files of a record, oldest first."""
    rows = Attachment.objects.of(record)
    return rows.filter(purpose=purpose) if purpose else rows


def _listed(uploads: Any) -> list[Upload]:
    given = [uploads] if uploads is None or isinstance(uploads, (str, UploadedFile)) else list(uploads)
    return [upload for upload in given if upload]


def _prepared(given: list[Upload], purpose: str) -> list[tuple[dict[str, Any], bytes]]:
    """The rows' fields and the bytes to store; a RuleViolation at the field named like the purpose.

    All are looked at before the first picture is unfolded, which is what takes time and memory.
    """
    looked = []
    for upload in given:
        name, content = _drawn(upload) if isinstance(upload, str) else _read(upload, purpose)
        with _named(name, purpose):
            kind = _kind(content, purpose)
            looked.append((name, content, kind, images.opened(content, kind) if kind in IMAGES else None))
    try:
        images.refuse_too_much(image for *_rest, image in looked if image is not None)
    except RuleViolation as wrong:
        raise RuleViolation(wrong.message, field=purpose) from wrong
    prepared = []
    for name, content, kind, image in looked:
        with _named(name, purpose):
            prepared.append(_described(name, content, kind, image, purpose))
    return prepared


@contextmanager
def _named(name: str, purpose: str) -> Iterator[None]:
    try:
        yield
    except RuleViolation as wrong:
        raise RuleViolation(f"“{name}”：{wrong}", field=purpose) from wrong


def _kind(content: bytes, purpose: str) -> str:
    kind = type_of(content)
    if is_heic(content):
        raise RuleViolation("不支持 HEIC 格式，请在手机相机设置中选择“兼容性最佳”，或另存为 JPG 后上传。")
    if purpose in PICTURES and kind not in IMAGES:
        raise RuleViolation("不是可用的图片，请上传 JPG、PNG 或 WebP 图片。")
    if kind not in TYPES:
        raise RuleViolation("文件类型不支持，请上传 JPG、PNG、WebP、PDF、XLSX 或 DOCX 文件（不含宏）。")
    return kind


def _described(name: str, content: bytes, kind: str, image: Any, purpose: str) -> tuple[dict[str, Any], bytes]:
    fields: dict[str, Any] = {"content_type": kind}
    if image is not None:
        picture = images.remade(image, opaque=purpose != Purpose.SIGNATURE)
        content = picture.content
        names = ("width", "height", "latitude", "longitude", "taken_at")
        fields |= {name: getattr(picture, name) for name in names}
    stem = PurePath(name).stem[:100] or "文件"
    fields |= {"name": stem + TYPES[kind], "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return fields, content


def _read(upload: UploadedFile[Any], purpose: str) -> tuple[str, bytes]:
    name = PurePath((upload.name or "文件").replace("\\", "/")).name
    name = "".join(sign for sign in name if sign.isprintable()) or "文件"
    if (upload.size or 0) > LARGEST:
        raise RuleViolation(f"“{name}”超过 {LARGEST // MEGABYTE} MB，请压缩后上传。", field=purpose)
    if not upload.size:
        raise RuleViolation(f"“{name}”是空文件，请重新选择。", field=purpose)
    upload.seek(0)
    return name, upload.read()


def _drawn(url: str) -> tuple[str, bytes]:
    """A signature from the page's canvas."""
    head, _, data = url.partition(",")
    wrong = RuleViolation("签名内容无法识别，请清除后重新签名。", field=Purpose.SIGNATURE)
    if head != "data:image/png;base64" or len(data) > 2 * MEGABYTE:
        raise wrong
    try:
        return "签名.png", base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError) as broken:
        raise wrong from broken


def _stored(fields: dict[str, Any], content: bytes, *, to: models.Model, by: Post, purpose: str) -> Attachment:
    places = {name: getattr(to, name, None) for name in PLACES}
    row = Attachment(
        record_label=to._meta.label_lower, record_id=to.pk, purpose=purpose, made_by=by, **places, **fields
    )
    row.file.save(row.name, ContentFile(content), save=False)
    try:
        row.save(force_insert=True)
    except Exception:
        row.file.storage.delete(str(row.file.name))
        raise
    return row
