"""How long it is known who was signed in where: as long as the law asks for logs, and then no longer.

默认·待核对: the cyber security law (网络安全法第二十一条第三项) asks for six months, 184 days where they are longest; a
site may keep them longer (SIGNIN_DAYS). Failed tries, ended log-ins and passwords are acts, which stay.

The digest chain runs over acts and the history, not over these rows: nothing in it refers to what goes here. That some
went, and how many, is itself an act, and so in the chain.
"""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from supervision.ground import history
from supervision.ground.people import User

from .models import SignIn
from .services import NOBODY

FORGOTTEN = "清理登录明细"
AT_ONCE = 5000  # rows of one transaction


def days() -> int:
    return int(settings.SIGNIN_DAYS)


def forget() -> int:
    """Take away the log-ins that ended, or were last used, longer ago; how many. Safe to run twice."""
    before = Now() - dt.timedelta(days=days())
    gone = 0
    while keys := list(_over(before).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with history.acting(None, FORGOTTEN, f"{days()}天以前的登录明细{len(keys)}条", on=[User(pk=NOBODY)]):
            gone += _over(before).filter(pk__in=keys).delete()[0]
    return gone


def _over(before: Any) -> Any:
    """Those that were ended, and those that nobody ended and whose session ran out: it lasts as long as it is used."""
    ended = SignIn.objects.filter(ended_at__lt=before)
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    used = store.get_model_class().objects.filter(session_key=OuterRef("session"), expire_date__gte=before)
    return ended | SignIn.objects.open().filter(~Exists(used), began_at__lt=before)
