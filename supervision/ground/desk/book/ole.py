"""The storage that old Office files are: a small disk of sectors with a directory, as far as a workbook needs it."""

from __future__ import annotations

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST = 0xFFFFFFFA  # and above: no further sector
SMALL = 4096  # shorter streams lie in the small sectors of the first stream
ENTRY = 128


class Storage:
    """The streams by name. Every chain ends: no sector is followed twice."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise ValueError
        self._size, self._small = 1 << shift, 1 << small_shift
        count, directory = struct.unpack_from("<II", content, 44)
        small_first, more_first = struct.unpack_from("<I4xI", content, 60)[0], struct.unpack_from("<I", content, 68)[0]
        self._next = self._table(count, more_first)
        self.streams = self._directory(self._chain(directory))
        self._small_next = _numbers(self._chain(small_first))
        self._small_content = self._chain(self.streams["Root Entry"][0])

    def read(self, name: str) -> bytes:
        first, size = self.streams[name]
        if size >= SMALL:
            return self._chain(first)[:size]
        pieces, seen = [], 0
        while first < LAST and seen * self._small < size:
            pieces.append(self._small_content[first * self._small : (first + 1) * self._small])
            first, seen = self._small_next[first], seen + 1
        return b"".join(pieces)[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._content[at : at + self._size]

    def _table(self, count: int, more: int) -> list[int]:
        """The allocation table: where each sector goes on."""
        found = list(struct.unpack_from("<109I", self._content, 76))
        while more < LAST and len(found) < count and len(found) * self._size < len(self._content):
            numbers = _numbers(self._sector(more))
            found, more = [*found, *numbers[:-1]], numbers[-1]
        return _numbers(b"".join(self._sector(number) for number in found[:count] if number < LAST))

    def _chain(self, number: int) -> bytes:
        pieces: list[bytes] = []
        while number < LAST and number < len(self._next):
            if len(pieces) > len(self._next):
                raise ValueError
            pieces.append(self._sector(number))
            number = self._next[number]
        return b"".join(pieces)

    @staticmethod
    def _directory(content: bytes) -> dict[str, tuple[int, int]]:
        """First sector and size by name; what lies in inner storages (an embedded table, say) comes after and
        does not take the place of an outer stream.
        """
        found: dict[str, tuple[int, int]] = {}
        for at in range(0, len(content) - ENTRY + 1, ENTRY):
            length = struct.unpack_from("<H", content, at + 64)[0]
            if 2 <= length <= 64:
                name = content[at : at + length - 2].decode("utf-16-le", "replace")
                found.setdefault(name, struct.unpack_from("<II", content, at + 116))
        return found


def names(content: bytes) -> set[str]:
    return set(Storage(content).streams)


def _numbers(content: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))
