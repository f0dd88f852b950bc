"""The cache in Redis, without which the site goes on: sessions are read from the database, nobody counts readers."""
from contextlib import suppress

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError


class ForgivingRedisCache(RedisCache):
    """What cannot be reached is not there. Health asks `reachable()`, so that an operator still hears of it."""

    def get(self, key, default=None, version=None):
        with suppress(RedisError):
            return super().get(key, default, version)
        return default

    def set(self, *args, **kwargs):
        with suppress(RedisError):
            super().set(*args, **kwargs)

    def add(self, *args, **kwargs):
        with suppress(RedisError):
            return super().add(*args, **kwargs)
        return True

    def delete(self, *args, **kwargs):
        with suppress(RedisError):
            return super().delete(*args, **kwargs)
        return False

    def has_key(self, key, version=None):
        with suppress(RedisError):
            return super().has_key(key, version)
        return False

    def reachable(self):
        return self._cache.get_client().ping()
