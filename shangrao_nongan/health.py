"""Two public questions.  /healthz: is this process up?  /readyz: can the site do its work?"""
import time

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from . import schema

HEARTBEAT = "worker-heartbeat"
HEARTBEAT_MAX_AGE = 75  # seconds: three beats and a little


def beat():
    cache.set(HEARTBEAT, time.time(), timeout=3600)


@login_not_required
@require_safe
@never_cache
def healthz(request):
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def readyz(request):
    """200 when everything answers, else 503 and which part does not; no inner details, since anyone may ask."""
    checks = {"database": _database, "broker": _broker, "migrations": _migrations, "worker": _worker}
    states = {name: _state(check) for name, check in checks.items()}
    ready = all(state == "ok" for state in states.values())
    return JsonResponse({"ready": ready, **states}, status=200 if ready else 503)


def _state(check):
    try:
        return "ok" if check() else "not ready"
    except (DatabaseError, RedisError, OSError):
        return "unreachable"


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _broker():
    return cache.reachable()


_applied = False


def _migrations():
    """Migrations only go forward while a process lives, so the answer yes is remembered."""
    global _applied
    _applied = _applied or schema.fits(connection)
    return _applied


def _worker():
    seen = cache.get(HEARTBEAT)
    return seen is not None and time.time() - seen < HEARTBEAT_MAX_AGE
