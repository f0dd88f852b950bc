"""The code of the moment (RFC 6238: HMAC-SHA-1, six digits, thirty seconds): what every authenticator app shows.

Values in, values out. SHA-1 is what the apps agree on; as the key of an HMAC it is sound.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from urllib.parse import quote, urlencode

STEP, DIGITS = 30, 6
APART = 1  # steps that a phone's clock may be before or behind
ISSUER = "上饶农安"


def new_secret() -> str:
    """160 bits, in the letters that a person may have to type."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code(secret: str, step: int, digits: int = DIGITS) -> str:
    told = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    at = told[-1] & 15
    return str((int.from_bytes(told[at : at + 4], "big") & 0x7FFFFFFF) % 10**digits).zfill(digits)


def step_of(secret: str, typed: str, moment: float, *, after: int) -> int | None:
    """The step whose code was typed, later than `after`, the last one used: no code opens twice."""
    now = int(moment) // STEP
    for step in range(now - APART, now + APART + 1):
        if step > after and hmac.compare_digest(code(secret, step).encode(), typed.encode()):
            return step
    return None


def address(secret: str, username: str) -> str:
    """What the drawing says, and what opens the app on the phone itself."""
    asked = urlencode({"secret": secret, "issuer": ISSUER, "digits": DIGITS, "period": STEP}, quote_via=quote)
    return f"otpauth://totp/{quote(ISSUER)}:{quote(username)}?{asked}"
