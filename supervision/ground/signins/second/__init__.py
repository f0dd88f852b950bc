"""The second factor: what somebody has, beside the password that he knows."""

from .guarding import keep
from .services import (
    ADMINISTRATING,
    GRACE,
    Standing,
    begin,
    confirm,
    grace_shown,
    handed_out,
    is_set,
    proves,
    replace,
    reset,
    standing,
)
from .totp import address, new_secret

__all__ = [
    "ADMINISTRATING",
    "GRACE",
    "Standing",
    "address",
    "begin",
    "confirm",
    "grace_shown",
    "handed_out",
    "is_set",
    "keep",
    "new_secret",
    "proves",
    "replace",
    "reset",
    "standing",
]
