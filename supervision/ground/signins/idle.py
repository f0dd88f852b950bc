"""How long somebody may leave the screen alone before the log-in ends, by the role that is in use.

At a desk in an office others pass by: half an hour. Townships, assistants, producers and markets use their own phone,
often without a network for days: a week at least. Both are settings (IDLE_MINUTES, OWN_PHONE_DAYS).
"""

from __future__ import annotations

from django.conf import settings

from supervision.ground.people import Role

ON_THEIR_OWN_PHONE = (Role.TOWNSHIP_SUPERVISOR, Role.VILLAGE_ASSISTANT, Role.PRODUCER, Role.MARKET)


def allowed(role: str) -> int:
    """Seconds; a person without a post is treated like one at a desk."""
    if role in ON_THEIR_OWN_PHONE:
        return int(settings.OWN_PHONE_DAYS) * 24 * 3600
    return int(settings.IDLE_MINUTES) * 60
