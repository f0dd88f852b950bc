"""The text of a cell from its pieces: runs of rich text joined, the reading guide above it left out."""

from __future__ import annotations

import re

from . import bounds

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
LONGEST = 70_000  # characters; a cell of Excel holds 32,767


class Words:
    """Collects what stands in `t` elements, but not in a phonetic guide."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0
        self._open = self._guide = False

    def start(self, name: str) -> None:
        if name == "t":
            self._open = True
        elif name == "rPh":
            self._guide = True

    def end(self, name: str) -> None:
        if name == "t":
            self._open = False
        elif name == "rPh":
            self._guide = False

    def text(self, data: str) -> None:
        if self._open and not self._guide:
            self._size += len(data)
            if self._size > LONGEST:
                raise bounds.NotAWorkbook
            self._pieces.append(data)

    def take(self) -> str:
        text = self._pieces[0] if len(self._pieces) == 1 else "".join(self._pieces)
        self._pieces, self._size = [], 0
        return plain(text)


def plain(text: str) -> str:
    """Excel writes characters that XML forbids as _x000D_; and line ends are one character."""
    if "_x" in text:
        text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
