"""Copies of the code in which faults are planted. What a killed run left is swept away by the next one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .fault import ROOT, Fault

PREFIX = "nongan-mutate-"


def sweep() -> None:
    """Remove the folders of runs that are no more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        owner = folder.name.removeprefix(PREFIX).split("-")[0]
        if owner.isdigit() and not Path("/proc", owner).exists():
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def copy() -> Iterator[Path]:
    """A copy of the files that git knows or would take, as they are now."""
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-", ignore_cleanup_errors=True) as made:
        listed = subprocess.run(
            ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            capture_output=True,
            check=True,
            text=True,
        )
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                target = Path(made, name)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, target)
        Path(made, ".build").symlink_to(ROOT / ".build")
        yield Path(made)


@contextmanager
def planted(folder: Path, fault: Fault | None) -> Iterator[None]:
    """The fault stands in the copy while this lasts; without one nothing is changed."""
    if fault is None:
        yield
        return
    path = folder / fault.file
    whole = path.read_text()
    _write(path, fault.planted(whole))
    try:
        yield
    finally:
        _write(path, whole)


def _write(path: Path, text: str) -> None:
    """Compiled code is known by second and size of its source, and a fault may change neither."""
    path.write_text(text)
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        with suppress(FileNotFoundError):
            compiled.unlink()
