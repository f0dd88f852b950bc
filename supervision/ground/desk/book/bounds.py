"""How much of an upload is unfolded, met while it is read.

A few hundred bytes can stand for gigabytes. Nothing that a file says about itself is believed without being counted:
the parts of a package are inflated piece by piece, no further than the directory says, and only the parts that are
read at all; cells are counted as they come by. The directory alone already gives away most bombs.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from supervision.ground.errors import RuleViolation

MOST_ROWS = 200_000
MOST_CELLS = 3_000_000  # 200,000 rows of 15 columns; counted are the empty ones too
MOST_COLUMNS = 16_384
MOST_TAGS = 6 * MOST_CELLS  # where elements begin and end, for all parts together
MOST_MERGED = 200_000
COUNTED_FROM = 4 * 1024 * 1024
UNFOLDED = 400 * 1024 * 1024
FOLDS = 120  # XML of a worksheet packs 10 to 40 times
FOLDS_FROM = 16 * 1024 * 1024
DIRECTORY = 512 * 1024  # some 5,000 parts
CHUNK = 128 * 1024
SILENT = 2 * 1024 * 1024  # bytes in which no element begins or ends: no workbook has such a text or attribute
TOO_FAR = "工作表范围过大，请删除数据区以外的单元格（包括只有格式的空行、空列）后再上传。"
TOO_MUCH = "文件展开后过大，请分成几个文件。"
TOO_MERGED = "合并的单元格太多，请取消合并后再上传。"
TOO_MANY = f"一次最多导入{MOST_ROWS:,}行，请分成几个文件。"
END = b"PK\x05\x06"


class NotAWorkbook(ValueError):
    """Not what its first bytes promise."""


def refuse(said: str) -> RuleViolation:
    return RuleViolation(said, field="file")


@dataclass
class Budget:
    """What is left of rows and cells for all worksheets of a file together."""

    rows: int = field(default_factory=lambda: MOST_ROWS)
    cells: int = field(default_factory=lambda: MOST_CELLS)

    def take_row(self, cells: int) -> None:
        self.rows -= 1
        if self.rows < 0:
            raise refuse(TOO_MANY)
        self.take_cells(cells)

    def take_cells(self, cells: int) -> None:
        self.cells -= cells
        if self.cells < 0:
            raise refuse(TOO_FAR)


class Package:
    """A zip file whose parts are read one by one within what is left."""

    def __init__(self, content: bytes) -> None:
        self._check_directory(content)
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self._left, self._tags = UNFOLDED, MOST_TAGS
        self.entries = {_plain(entry.filename): entry for entry in self._zip.infolist()}
        self.unfolded = sum(entry.file_size for entry in self.entries.values())

    @staticmethod
    def _check_directory(content: bytes) -> None:
        at = content.rfind(END, -66_000)
        if at < 0 or len(content) < at + 22:
            raise NotAWorkbook
        if struct.unpack_from("<I", content, at + 12)[0] > DIRECTORY:
            raise refuse(TOO_MUCH)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self.entries

    @property
    def locked(self) -> bool:
        return any(entry.flag_bits & 1 for entry in self.entries.values())

    def walk(self, name: str, start: Starts, end: Ends | None = None, text: Texts | None = None) -> None:
        """Give a part's elements, their ends and texts to the handlers."""
        entry = self.entries[_plain(name)]
        if entry.file_size > FOLDS_FROM and entry.file_size > FOLDS * entry.compress_size:
            raise refuse(TOO_MUCH)
        self._left -= entry.file_size
        if self._left < 0:
            raise refuse(TOO_MUCH)
        self._count(entry)
        parser = _parser(start, end, text)
        fed = 0
        with self._zip.open(entry) as part:
            while chunk := part.read(CHUNK):
                parser.Parse(chunk)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > SILENT:
                    raise NotAWorkbook
        parser.Parse(b"", True)

    def _count(self, entry: zipfile.ZipInfo) -> None:
        """Counting signs is a hundred times cheaper than reading elements: what holds too many is not begun."""
        if entry.file_size < COUNTED_FROM:
            return
        cells = 0
        with self._zip.open(entry) as part:
            while chunk := part.read(CHUNK):
                self._tags -= chunk.count(b"<")
                cells += chunk.count(b"<c ")
                if self._tags < 0 or cells > MOST_CELLS:
                    raise refuse(TOO_FAR)


Starts = Callable[[str, dict[str, str]], None]
Ends = Callable[[str], None]
Texts = Callable[[str], None]


def _parser(start: Starts, end: Ends | None, text: Texts | None) -> expat.XMLParserType:
    """No document type and so no entities: expansion and outside files begin there."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _no_doctype
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    return parser


def _no_doctype(*_told: object) -> None:
    raise NotAWorkbook


def _plain(name: str) -> str:
    """Some programs write backslashes, some other capitals than they refer to."""
    return name.replace("\\", "/").lstrip("/").lower()
