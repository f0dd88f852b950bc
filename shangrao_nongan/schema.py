"""Does the database stand where this code stands?  Asked before a migrate touches anything, and by /readyz.

Django knows an applied migration by its name only; a file rewritten since then would go unnoticed. So each is recorded
with the sum of its file, in a plain table that `migrate` makes itself: it must be readable before the first migration
and by an older release, which a table under migrations of its own would not be.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.migrations.executor import MigrationExecutor

from supervision.ground.records import guards

from . import installed, landed, triggers
from .embedded.environment import embedded_state

TABLE = "nongan_applied_migration"
Key = tuple[str, str]  # app, name

AHEAD = (
    "数据库已由更新的版本升级（{}），本版本是退回的旧版本：未改动任何表和触发器，程序可以继续使用；要再升级请换回新版本。"
)
MIXED = (
    "数据库含有本版本不认识的迁移（{}），本版本又有尚未执行的迁移（{}），两者不是同一条线："
    "未作任何改动，请换用正确的版本。"
)
CHANGED = "迁移文件 {} 与数据库建立时执行的不一样（已执行的迁移不得修改）：未作任何改动，请恢复原文件后再升级{}。"
ALTERED = "数据库里 {} 的结构与上次升级后不一样（有人手工改动过）：未作任何改动，请先改回再升级。"
AWAY = "；如果不要原有数据，可自行把文件夹 {} 移走，再运行即建新库"


@dataclass(frozen=True)
class Standing:
    """How the database differs from the code; names like `supervision.0002_more`, files relative to the root."""

    changed: tuple[str, ...]  # applied, but the file is not what was applied
    unknown: tuple[str, ...]  # applied, of ours, and not in this code: a newer release was here
    pending: tuple[str, ...]  # in this code and not applied
    recorded: bool  # every applied one of ours has its sum in the table
    by_hand: frozenset[installed.Key] = frozenset()  # what is no longer as the last upgrade left it

    @property
    def ahead(self) -> bool:
        """This is a rollback: old code on the schema of a newer release."""
        return bool(self.unknown) and not self.pending and not self.changed

    @property
    def altered(self) -> list[str]:
        """The tables and functions that no upgrade can mend."""
        return sorted(name for kind, name in self.by_hand if kind == "structure")

    @property
    def refusal(self) -> str:
        """The sentence with which a migrate is refused, or nothing."""
        if self.changed:
            state = embedded_state(os.environ)
            return CHANGED.format("、".join(self.changed), AWAY.format(state) if state else "")
        if self.unknown and self.pending:
            return MIXED.format("、".join(self.unknown), "、".join(self.pending))
        return ALTERED.format("、".join(self.altered)) if self.altered else ""


def files(root: Path | None = None) -> dict[Key, Path]:
    """The migration files of our own apps below `root`; those of installed packages are their makers' business."""
    base = Path(settings.BASE)
    found: dict[Key, Path] = {}
    for config in apps.get_app_configs():
        home = Path(config.path)
        if base in home.parents and "site-packages" not in home.parts:
            folder = (root or base) / home.relative_to(base) / "migrations"
            found |= {(config.label, path.stem): path for path in folder.glob("[0-9]*.py")}
    return found


def standing(connection: Any, root: Path | None = None) -> Standing:
    """Compare without touching: `root` is the checkout (another one only in tests)."""
    root = root or Path(settings.BASE)
    ours = files(root)
    executor = MigrationExecutor(connection)
    applied = set(executor.loader.applied_migrations)
    record = _record(connection)
    sums = record if record is not None else _sums_before_the_record(root, ours)
    labels = {label for label, _ in ours} | {label for label, _ in record or ()}
    mine = {key for key in applied if key[0] in labels}
    by_hand = installed.differences(connection)
    return Standing(
        changed=tuple(
            ours[key].relative_to(root).as_posix()
            for key in sorted(mine & set(ours))
            if key in sums and sums[key] != _sum(ours[key])
        ),
        unknown=tuple(".".join(key) for key in sorted(mine - set(executor.loader.disk_migrations))),
        pending=tuple(str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())),
        recorded=record is not None and mine <= set(record) and by_hand is not None,
        by_hand=by_hand or frozenset(),
    )


def fits(connection: Any) -> bool:
    """True when this code can work on this database, and nobody changed the database by hand.

    After a rollback the schema and the triggers are those of the newer release, and its rules keep old code working.
    """
    found = standing(connection)
    if found.changed or found.pending or found.by_hand or not found.recorded:
        return False
    return found.ahead or (triggers.as_declared(connection) and guards.as_declared(connection))


def make_record(connection: Any) -> None:
    """The tables alone, before the rights are given."""
    installed.make_record(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"""
            CREATE TABLE IF NOT EXISTS {TABLE} (
                app text, name text, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(),
                PRIMARY KEY (app, name)
            )
        """)


def record(connection: Any) -> None:
    """Note the sum of every applied migration of ours and what stands; by the owner, in the upgrade's transaction."""
    installed.record(connection)
    ours = files()
    applied = [key for key in MigrationExecutor(connection).loader.applied_migrations if key in ours]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT app, name FROM {TABLE}")
        gone = [key for key in cursor.fetchall() if key not in applied]
        cursor.executemany(f"DELETE FROM {TABLE} WHERE app = %s AND name = %s", gone)
        cursor.executemany(
            f"INSERT INTO {TABLE} (app, name, sha256) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [(*key, _sum(ours[key])) for key in applied],
        )


def _sum(path: Path) -> str:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    return landed.MOVED.get(found, found)


def _record(connection: Any) -> dict[Key, str] | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [TABLE])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(f"SELECT app, name, sha256 FROM {TABLE}")
        return {(app, name): found for app, name, found in cursor.fetchall()}


def _key(name: str) -> Key:
    app, _, migration = name.partition(".")
    return app, migration


def _sums_before_the_record(root: Path, ours: dict[Key, Path]) -> dict[Key, str]:
    """The first release's files; beside an embedded database it also noted what it had really applied."""
    sums = {_key(name): found for name, found in landed.SUMS.items()}
    state = embedded_state(os.environ)
    noted = state / "migrations.json" if state else None
    if noted and noted.exists():
        told = json.loads(noted.read_text())
        names = {key: path.relative_to(root).as_posix() for key, path in ours.items()}
        sums |= {key: told[name] for key, name in names.items() if name in told}
    return sums
