"""Whether everything that began before a moment has ended: until then its rows may still come, dated before it.

The application's role does not see since when the sessions of others have a transaction open (an owner's, a backup's).
What it does see of everybody is that they have one: each holds a lock on its own virtual number. So those that are
open are noted once the moment is over, and when none of them is open any more, none is that began before it.
"""

from __future__ import annotations

import datetime as dt

import structlog
from django.core.cache import cache
from django.db import connection

log = structlog.get_logger(__name__)
BEGINNING = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
KEPT = 7 * 24 * 3600  # seconds for which a note is good; without one (no cache) a quiet instant is waited for
# Of this database, by somebody who logged in (the server's own workers write no rows of ours), and not ourselves.
OPEN = """
SELECT pg_postmaster_start_time() || ' ' || l.virtualtransaction
FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'virtualxid' AND l.granted AND l.virtualxid = l.virtualtransaction
    AND a.datid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())
    AND a.usesysid IS NOT NULL AND l.pid <> pg_backend_pid()
UNION ALL
SELECT 'prepared ' || p.transaction FROM pg_catalog.pg_prepared_xacts p WHERE p.database = current_database()
"""


def still_writing(until: dt.datetime) -> bool:
    """Whether a transaction that began before `until`, a moment that is over, still goes on: whoever's it is."""
    looked = moment()
    going_on = _open()
    name = f"chain-open-{connection.settings_dict['NAME']}"
    noted = cache.get(name)
    if noted is None or noted[0] < until:
        noted = (looked, sorted(going_on))
        cache.set(name, noted, timeout=KEPT)
    left = going_on.intersection(noted[1])
    if left:
        log.warning("chain_waits", until=until.isoformat(), transactions=len(left), since=noted[0].isoformat())
    return bool(left)


def moment() -> dt.datetime:
    """Now, by the clock that dates the rows."""
    return _asked("clock_timestamp()")


def midnight() -> dt.datetime:
    """The last one in Shanghai, by the clock of the database: the history has real moments, not the business day.

    It is over for five minutes, because a statement gets its moment an instant before its transaction can be seen.
    """
    local = "(now() - interval '5 minutes') AT TIME ZONE 'Asia/Shanghai'"
    return _asked(f"date_trunc('day', {local}) AT TIME ZONE 'Asia/Shanghai'")


def _asked(moment: str) -> dt.datetime:
    """As a number: whatever zone the session has been set to, it is the same."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT (extract(epoch FROM {moment}) * 1000000)::bigint")
        return BEGINNING + dt.timedelta(microseconds=cursor.fetchone()[0])


def _open() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # who is connected is read once a transaction otherwise
        cursor.execute(OPEN)
        return {name for (name,) in cursor.fetchall()}
