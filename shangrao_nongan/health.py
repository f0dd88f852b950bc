"""Two public questions.  /healthz: is this process up?  /readyz: can the site do its work?"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from . import schema
from .embedded import space

HEARTBEAT = "worker-heartbeat"
HEARTBEAT_MAX_AGE = 75  # seconds: three beats and a little

SENTENCES = {
    "database": "数据库没有应答，正在等待它恢复。",
    "broker": "任务队列（Redis）没有应答，正在等待它恢复；填报和查询照常，后台任务稍后补做。",
    "migrations": "数据库的结构、触发器或权限与本版本不一致，请运行发布脚本，它会改正或说明原因。",
    "worker": "任务进程没有报到，后台任务（评分、导入）稍后继续。",
    "disk": "磁盘空间不足，请清理；上传和导出可能不成功。",
}


def beat() -> None:
    cache.set(HEARTBEAT, time.time(), timeout=3600)


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when everything answers, else 503 and which part does not; no inner details, since anyone may ask."""
    checks = {
        "database": _database, "broker": _broker, "migrations": _migrations, "worker": _worker, "disk": _disk,
    }  # fmt: skip
    states = {name: _state(check) for name, check in checks.items()}
    missing = [name for name, state in states.items() if state != "ok"]
    said = {"said": [SENTENCES[name] for name in missing]} if missing else {}
    answer = {"ready": not missing, **states, **said}
    return JsonResponse(answer, status=503 if missing else 200, json_dumps_params={"ensure_ascii": False})


def _state(check: Callable[[], bool]) -> str:
    try:
        return "ok" if check() else "not ready"
    except (DatabaseError, RedisError, OSError):
        return "unreachable"


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _broker() -> bool:
    kept: Any = cache  # our own kind of cache, see the settings
    return kept.reachable()


FITS_FOR = 60  # seconds for which a yes is believed: the catalog is large, and anyone may ask
_fitted_at: float | None = None


def _migrations() -> bool:
    global _fitted_at
    now = time.monotonic()
    if _fitted_at is None or now - _fitted_at >= FITS_FOR:
        _fitted_at = now if schema.fits(connection) else None
    return _fitted_at is not None


def _disk() -> bool:
    """Room for what is uploaded; a folder that is not made yet lies on the disk of the one above it."""
    place = next(path for path in (settings.MEDIA_ROOT, *settings.MEDIA_ROOT.parents) if path.is_dir())
    return space.short_of(place) is None


def _worker() -> bool:
    seen = cache.get(HEARTBEAT)
    return seen is not None and time.time() - seen < HEARTBEAT_MAX_AGE
