"""The workbook of an .xlsx: which worksheets there are, their texts and styles; the cells are read in `sheetxml`."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from . import bounds
from .bounds import Budget, NotAWorkbook, Package
from .cells import Book, Page
from .sheetxml import Setting, read_page
from .words import Words

# Of the formats that every Excel knows without their text, those of days and times; 27 to 36 and 50 to 58 are Chinese.
DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
UNSEEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
BOOK = "xl/workbook.xml"
ROW = re.compile(rb"<(?:\w+:)?row[ />]")
PIECE, MOST_UNPACKED = 1 << 16, 20 << 20  # bytes; what is larger is long
EXTRAS = (("/media/", "图片"), ("xl/comments", "批注"), ("/threadedcomments/", "批注"), ("/charts/", "图表"))


@dataclass
class _Part:
    """What the workbook says of one worksheet."""

    name: str
    link: str
    shown: bool


@dataclass
class _Workbook:
    parts: list[_Part] = field(default_factory=list)
    from_1904: bool = False


def read(content: bytes) -> Book:
    """Every worksheet; of hidden ones the name alone."""
    package = Package(content)
    at = _main_part(package)
    told, targets = _workbook(package, at), _links(package, at)
    kept = {part.link: targets[part.link] for part in told.parts if part.shown and part.link in targets}
    base = posixpath.dirname(at)
    setting = Setting(_texts(package, base), _days(package, base), told.from_1904, Budget())
    pages = []
    for part in told.parts:
        target = kept.get(part.link, "")
        if target and target in package:
            pages.append(read_page(package, target, part.name, setting))
        else:
            pages.append(Page(part.name, shown=part.shown))
    return Book(pages, extras=_extras(package))


def _extras(package: Package) -> list[str]:
    found = [word for start, word in EXTRAS if any(start in name for name in package.entries)]
    return list(dict.fromkeys(found))


def unfolded(content: bytes) -> int:
    """How large all parts together are, as the package says (and Python's zipfile reads no further than that)."""
    return Package(content).unfolded


def is_long(content: bytes, rows: int) -> bool:
    """Whether its worksheets have more rows than this together; no further than that is unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        left = MOST_UNPACKED
        for name in packed.namelist():
            if "/worksheets/" not in name or not name.endswith(".xml"):
                continue
            before = b""
            with packed.open(name) as part:
                while piece := part.read(PIECE):
                    rows -= len(ROW.findall(before + piece))
                    before = piece[-4:]
                    left -= len(piece)
                    if rows < 0 or left < 0:
                        return True
    return False


def _main_part(package: Package) -> str:
    if BOOK in package:
        return BOOK
    if "_rels/.rels" in package:
        found = [at for kind, at in _relations(package, "_rels/.rels", "").values() if kind == "officeDocument"]
        if found and found[0] in package and "workbook" in found[0].lower():
            return found[0]
    raise NotAWorkbook


def _relations(package: Package, name: str, base: str) -> dict[str, tuple[str, str]]:
    """The last word of the kind and the part, by the id of the relation."""
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, told: dict[str, str]) -> None:
        if local(element) == "Relationship" and told.get("TargetMode") != "External":
            target = told.get("Target", "").replace("\\", "/")
            at = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
            found[told.get("Id", "")] = (told.get("Type", "").rpartition("/")[2], at)

    package.walk(name, start)
    return found


def _links(package: Package, book: str) -> dict[str, str]:
    base, name = posixpath.split(book)
    path = f"{base}/_rels/{name}.rels"
    if path not in package:
        raise NotAWorkbook
    return {key: at for key, (kind, at) in _relations(package, path, base).items() if kind == "worksheet"}


def _workbook(package: Package, at: str) -> _Workbook:
    told = _Workbook()

    def start(element: str, given: dict[str, str]) -> None:
        name = local(element)
        if name == "sheet":
            link = next((value for key, value in given.items() if local(key) == "id" and ":" in key), "")
            told.parts.append(_Part(given.get("name", ""), link, given.get("state", "visible") == "visible"))
        elif name == "workbookPr":
            told.from_1904 = given.get("date1904", "0") in ("1", "true")

    package.walk(at, start)
    if not told.parts:
        raise NotAWorkbook
    return told


def _texts(package: Package, base: str) -> list[str]:
    path = f"{base}/sharedStrings.xml"
    if path not in package:
        return []
    texts: list[str] = []
    words = Words()

    def start(element: str, _given: dict[str, str]) -> None:
        words.start(local(element))

    def end(element: str) -> None:
        name = local(element)
        words.end(name)
        if name == "si":
            texts.append(words.take())
            if len(texts) > bounds.MOST_CELLS:
                raise bounds.refuse(bounds.TOO_MUCH)

    package.walk(path, start, end, words.text)
    return texts


def _days(package: Package, base: str) -> list[bool]:
    """Of each cell style, whether its numbers are days."""
    path = f"{base}/styles.xml"
    if path not in package:
        return []
    formats: dict[str, str] = {}
    styles: list[bool] = []
    inside = [False]

    def start(element: str, given: dict[str, str]) -> None:
        name = local(element)
        if name == "numFmt":
            formats[given.get("numFmtId", "")] = given.get("formatCode", "")
        elif name == "cellXfs":
            inside[0] = True
        elif name == "xf" and inside[0]:
            key = given.get("numFmtId", "0")
            styles.append(_is_day(formats[key]) if key in formats else key.isdecimal() and int(key) in DAYS)

    def end(element: str) -> None:
        if local(element) == "cellXfs":
            inside[0] = False

    package.walk(path, start, end)
    return styles


def _is_day(code: str) -> bool:
    return bool(re.search("[ymdhs]", UNSEEN.sub("", code).split(";")[0], re.IGNORECASE))


def local(name: str) -> str:
    """The name without its prefix: programs choose these as they like."""
    return name.rpartition(":")[2]
