"""The cache in Redis, without which the site goes on: sessions are read from the database, nobody counts readers."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError


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

    def reachable(self) -> bool:
        client: Any = self  # the framework's own way to its client has no name outside
        return client._cache.get_client().ping()
