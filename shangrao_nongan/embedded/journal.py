"""The log files of the embedded site: readable by their owner and group, of bounded size, while they are written.

Processes write to descriptors they inherited, opened for appending: a file may be copied away and emptied under them.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

MOST = 5 * 1024 * 1024  # bytes of one file
KEPT = 3  # older files beside it: name.log.1 is the newest


def opened(path: Path) -> BinaryIO:
    """The file for a child to write to, made with the mode 0640 whatever the umask says."""
    path.parent.mkdir(exist_ok=True)
    handle = open(path, "ab")
    os.fchmod(handle.fileno(), 0o640)
    return handle


def rotate(path: Path, most: int = MOST) -> None:
    """Copy the file away and empty it, when it is larger than `most` bytes.

    On a full disk the copy is given up and the file emptied all the same: the site needs the space more.
    """
    if not path.exists() or path.stat().st_size <= most:
        return
    with suppress(OSError):
        for number in range(KEPT - 1, 0, -1):
            older = _older(path, number)
            if older.exists():
                older.replace(_older(path, number + 1))
        newest = _older(path, 1)
        try:
            shutil.copyfile(path, newest)
            newest.chmod(0o640)
        except OSError:
            newest.unlink(missing_ok=True)
    with suppress(OSError):
        os.truncate(path, 0)


def _older(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}.{number}")
