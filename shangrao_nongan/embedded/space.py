"""Room on the disk: PostgreSQL ends when it has none, and every upload and export needs some."""

from __future__ import annotations

import shutil
from pathlib import Path

LEAST = 200 * 1024 * 1024  # bytes


def short_of(path: str | Path) -> int | None:
    """The free megabytes when they are too few, else None."""
    free = shutil.disk_usage(path).free
    return free // 1024**2 if free < LEAST else None
