"""Whose a form is. It is opened by one person in one post; what comes back from it is that person's and no other's,
whoever has logged in meanwhile on the same device.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

from supervision.ground.people import Post, User

FIELD = "whose"  # the hidden field of every form in which something is typed
SALT = "supervision.unsent"


@dataclass(frozen=True)
class Holder:
    user: int
    post: int


def mark_of(post: Post) -> str:
    """Signed: nobody can put anything aside in somebody else's name."""
    return Signer(salt=SALT).sign(f"{post.user_id}.{post.pk}")


def read(mark: str) -> Holder | None:
    """Who opened the form; a mangled mark is as good as none."""
    try:
        user, post = Signer(salt=SALT).unsign(mark).split(".")
        return Holder(int(user), int(post))
    except (BadSignature, ValueError):
        return None


def tag_of(user: int) -> str:
    """What a person is called on the device: always the same, and it says nothing to anybody else."""
    return salted_hmac(f"{SALT}.tag", str(user), algorithm="sha256").hexdigest()[:24]


def device_key(user: User, device: str) -> str:
    """The key that seals what this person types on this device. It is never stored, here or there: only who is logged
    in is given it.
    """
    made = salted_hmac(f"{SALT}.key", f"{user.pk}:{device}", algorithm="sha256").digest()
    return base64.b64encode(made).decode()
