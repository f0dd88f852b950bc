"""The cache in Redis, without which the site goes on: sessions are read from the database, nobody counts readers."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

MOST_COUNTED = 20_000  # names and addresses that one process remembers while Redis is away


class ForgivingRedisCache(RedisCache):
    """What cannot be reached is not there. Health asks `reachable()`, so that an operator still hears of it."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        with suppress(RedisError):
            return super().get(key, default, version)
        return default

    def set(self, *args: Any, **kwargs: Any) -> None:
        with suppress(RedisError):
            super().set(*args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        with suppress(RedisError):
            return super().add(*args, **kwargs)
        return True

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        with suppress(RedisError):
            return super().delete(*args, **kwargs)
        return False

    def has_key(self, key: Any, version: int | None = None) -> bool:
        with suppress(RedisError):
            return super().has_key(key, version)
        return False

    def tally(self, key: str, seconds: int, by: int = 1) -> tuple[int, int]:
        """Add to a count that begins with its first entry and ends `seconds` later: the count, what is left of them.

        One round trip, so that two who count at once count two. Without Redis every process counts for itself: a limit
        is then as many times larger as there are processes, and never gone.
        """
        try:
            return self._tallied(self.make_and_validate_key(key), seconds, by)
        except RedisError:
            return _alone.tally(key, seconds, by)

    def _tallied(self, key: str, seconds: int, by: int) -> tuple[int, int]:
        client: Any = self  # the framework's own way to its client has no name outside
        pipe = client._cache.get_client(key, write=True).pipeline()
        pipe.set(key, 0, nx=True, ex=seconds)
        pipe.incrby(key, by)
        pipe.ttl(key)
        _made, count, left = pipe.execute()
        return int(count), max(1, int(left))

    def reachable(self) -> bool:
        client: Any = self
        return client._cache.get_client().ping()


class Alone:
    """What one process counts by itself."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[int, float]] = {}
        self._one_at_a_time = threading.Lock()

    def tally(self, key: str, seconds: int, by: int) -> tuple[int, int]:
        now = time.monotonic()
        with self._one_at_a_time:
            count, until = self._counts.pop(key, (0, 0.0))
            if until <= now:
                count, until = 0, now + seconds
            while len(self._counts) >= MOST_COUNTED:
                del self._counts[next(iter(self._counts))]
            self._counts[key] = (count + by, until)
        return count + by, max(1, round(until - now))


_alone = Alone()
