"""Preparing a state of the code on the stored release, and the lines it shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from tests.upgrade import stored

ROOT = Path(__file__).resolve().parents[2]
COLLECT = Path(__file__).with_name("collect.py")
REGISTERS, ACCOUNTS = 24, 15
# Lines of each kind that a full run has at least: one that visited nothing must not count as the same.
LEAST = {"figure": 2000, "row": 10000, "score": 2000, "score-row": 2000, "page": 100000, "export": 10000, "api": 60000}
LEAST["act"] = 10000


class NotEnough(Exception):
    """The tool saw too little to say anything."""


@contextmanager
def tree(asked: str) -> Iterator[Path]:
    """A folder as it is, or a revision of this repository unpacked beside the built static files of this one."""
    folder = Path(asked)
    if (folder / "manage.py").exists():
        yield folder.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="nongan-state-") as made:
        packed = subprocess.run(["git", "-C", ROOT, "archive", asked], capture_output=True, check=False)
        if packed.returncode:
            raise NotEnough(f"{asked} 既不是代码目录，也不是本仓库的版本。")
        subprocess.run(["tar", "-x", "-C", made], input=packed.stdout, check=True)
        Path(made, ".build").symlink_to(ROOT / ".build")
        yield Path(made)


class State:
    """One state of the code with a database of its own: the stored release, upgraded and scored by this state."""

    def __init__(self, folder: Path, name: str, media: str) -> None:
        self.folder = folder
        url, owner = os.environ["DATABASE_URL"], os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
        self.name = f"nongan_test_{name}_{os.getpid()}"
        self.admin = _named(owner, "postgres")
        self.environment = {
            **os.environ,
            **stored.KEYS,
            "DATABASE_URL": _named(url, self.name),
            "DATABASE_OWNER_URL": _named(owner, self.name),
            "MEDIA_ROOT": media,
            "KEY_PREFIX": self.name,
            "APP_ENV": "test",
            "LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(folder),
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "DJANGO_SETTINGS_MODULE": "shangrao_nongan.settings",
        }

    def prepare(self) -> dict:
        """Restore, upgrade with the state's own command, score; what there is to visit."""
        self._sql(f'CREATE DATABASE "{self.name}"')
        stored.restore(self.environment["DATABASE_OWNER_URL"])
        self._python("manage.py", "migrate", "-v0", "--no-input")
        self._python("manage.py", "load_reference")
        return json.loads(self._python(COLLECT, "prepare").splitlines()[-1])

    def lines(self, units: Sequence[str], *, only: str = "", plant: str = "") -> list[str]:
        more = {"SAMENESS_ONLY": only, "SAMENESS_PLANT": plant, "SAMENESS_JOBS": str(os.cpu_count() or 2)}
        return self._python(COLLECT, *units, **more).splitlines()

    def drop(self) -> None:
        self._sql(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def sql(self, statement: str) -> None:
        """Change a stored row: for the tool's own tests."""
        self._sql(statement, self.environment["DATABASE_OWNER_URL"])

    def _python(self, *command: object, **more: str) -> str:
        told = [sys.executable, "-P", *map(str, command)] if command[0] == COLLECT else [sys.executable, *command]
        done = subprocess.run(
            told, cwd=self.folder, env=self.environment | more, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NotEnough(f"{self.folder}：{command[0]} {command[1]} 没有完成。\n{done.stderr[-3000:]}")
        return done.stdout

    def _sql(self, statement: str, url: str = "") -> None:
        link = psycopg2.connect(url or self.admin)
        link.autocommit = True
        try:
            with link.cursor() as cursor:
                cursor.execute(statement)
        finally:
            link.close()


def _named(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def kinds(lines: Sequence[str]) -> Counter[str]:
    return Counter(line.partition("|")[0] for line in lines)


def check(told: dict, lines: Sequence[str]) -> None:
    """Refuse a run that saw too little: registers, roles, accounts, lines of each kind."""
    counts, people = kinds(lines), {who for who in told["units"] if ":" in who}
    seen = {line.split("|")[2] for line in lines if line.startswith("page|") and "|#status 200 " in line}
    shown = {path for path in told["registers"] if path in seen}
    visited = {line.split("|")[1] for line in lines if line.startswith("page|") and "|#status 200 " in line}
    faults = [
        f"{kind} 只有 {counts[kind]} 行，至少应有 {least}" for kind, least in LEAST.items() if counts[kind] < least
    ]
    if len(shown) < REGISTERS or len(shown) < len(told["registers"]):
        faults.append(f"只看到 {len(shown)} 个台账，至少应有 {max(REGISTERS, len(told['registers']))}")
    if len(people & visited) < ACCOUNTS:
        faults.append(f"只有 {len(people & visited)} 个账号看了网站，至少应有 {ACCOUNTS}")
    if missing := set(told["roles"]) - {who.partition(":")[0] for who in visited}:
        faults.append(f"没有这些角色的账号：{'、'.join(sorted(missing))}")
    if faults:
        raise NotEnough("看得太少，不能作为依据：\n" + "\n".join(faults))


def full(folder: Path, name: str) -> list[str]:
    """All lines of a state; its database is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="nongan-media-") as media:
        state = State(folder, name, media)
        try:
            told = state.prepare()
            lines = state.lines(told["units"])
        finally:
            state.drop()
    check(told, lines)
    return lines
