"""Before the first release a migration may be rewritten.  Data made by the old one is put aside, never deleted."""
import hashlib
import json
import time

from .state import ROOT

RECORD = "migrations.json"
MADE_BY_THE_SITE = ("pgdata", "valkey", "media", RECORD)


def migration_files():
    """Every migration of this checkout with the hash of its text."""
    files = [*ROOT.glob("*/migrations/0*.py"), *ROOT.glob("shangrao_nongan/*/migrations/0*.py")]
    return {str(p.relative_to(ROOT)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(files)}


def remember(state):
    """Called after a successful migrate: these are the files the database was made with."""
    (state / RECORD).write_text(json.dumps(migration_files(), indent=1))


def put_away_if_stale(state):
    """Move the data aside when a migration it was made with has changed or gone; returns what to tell the person."""
    record = state / RECORD
    if not record.exists():
        return []
    now = migration_files()
    changed = [name for name, digest in json.loads(record.read_text()).items() if now.get(name) != digest]
    if not changed:
        return []
    place = state / f"aside-{time.strftime('%Y%m%d-%H%M%S')}"
    place.mkdir(mode=0o755)
    for name in MADE_BY_THE_SITE:
        if (state / name).exists():
            (state / name).rename(place / name)
    return [f"数据库结构文件已改动（{changed[0]} 等 {len(changed)} 个），原有数据已移到 {place}，现重新建库。"]
