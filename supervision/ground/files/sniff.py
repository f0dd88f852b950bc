"""What a file is, by its content: the name and the browser's word for it count for nothing."""

from __future__ import annotations

import io
import struct
import zipfile

from .vocabulary import DOCX, MOST_DIRECTORY, PDF, XLSX

END = b"PK\x05\x06"
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")


def type_of(content: bytes) -> str:
    """The media type, or "" for everything that is not welcome (macros included)."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"%PDF-"):
        return PDF
    return _office(content) if content.startswith(b"PK\x03\x04") else ""


def is_heic(content: bytes) -> bool:
    """An iPhone's own format, which our pages cannot show."""
    return content[4:8] == b"ftyp" and content[8:12] in HEIC


def _directory(content: bytes) -> int:
    """How long the list of an archive's parts is, before it is read: a list of a million takes seconds."""
    at = content.rfind(END, -66_000)
    return int(struct.unpack_from("<I", content, at + 12)[0]) if at >= 0 and len(content) >= at + 22 else 0


def _office(content: bytes) -> str:
    if _directory(content) > MOST_DIRECTORY:
        return ""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return ""
    if "[Content_Types].xml" not in names or any("vbaproject" in name.lower() for name in names):
        return ""
    if "xl/workbook.xml" in names:
        return XLSX
    return DOCX if "word/document.xml" in names else ""
