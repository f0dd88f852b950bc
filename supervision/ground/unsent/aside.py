"""What was posted without a script and could not be saved: put aside for a day, sealed, for the one who typed it."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from django.core.cache import cache
from django.http import HttpRequest, QueryDict

from supervision.ground import clock
from supervision.ground.records import sealed

from .whose import FIELD

KEPT = 24 * 3600  # seconds
MOST = 5  # papers of one person; the oldest go
LARGEST = 1024 * 1024  # signs of one paper, a drawn signature included
OWN = {"csrfmiddlewaretoken", "aside", "restore"}  # of the page, not typed by anybody
NEVER = "password"


@dataclass(frozen=True)
class Paper:
    """One posted form: where it was going, and every field as it was sent."""

    id: str
    path: str
    at: str
    typed: list[list[str]]
    files: int = 0

    @property
    def may_be_looked_at(self) -> bool:
        """A form of the desk can be opened filled in; anything else can only be sent again."""
        return any(name == "client_key" for name, _ in self.typed)

    @property
    def words(self) -> str:
        """By what the person recognises it: the first of what was written in words."""
        return "；".join(text for _, text in self.typed if not text.isascii())[:80]


def of(request: HttpRequest) -> Paper | None:
    """What this request posted, unless it holds a password, nothing, or an amount that nobody types."""
    typed = [[name, text] for name, texts in request.POST.lists() if name not in OWN for text in texts]
    if not typed or any(NEVER in name for name, _ in typed) or sum(len(text) for _, text in typed) > LARGEST:
        return None
    files = sum(len(given) for _, given in request.FILES.lists())
    return Paper(secrets.token_hex(8), request.get_full_path(), f"{clock.now():%H:%M}", typed, files)


def put(paper: Paper, user: int) -> None:
    """Under the name of who typed it; the same paper sent once more is one paper."""
    others = [one for one in all_of(user) if (one.path, _words(one)) != (paper.path, _words(paper))]
    _write(user, [*others, paper][-MOST:])


def all_of(user: int) -> list[Paper]:
    stored = cache.get(_place(user))
    return [Paper(**one) for one in json.loads(sealed.unseal(stored))] if stored else []


def drop(user: int, paper: str) -> None:
    _write(user, [one for one in all_of(user) if one.id != paper])


def drop_all(user: int) -> None:
    _write(user, [])


def settle(user: int, sent: QueryDict) -> None:
    """It was sent after all, from here or from the form it was laid into: it waits no longer."""
    key = sent.get("client_key", "")
    waiting = all_of(user)
    left = [one for one in waiting if one.id != sent.get("aside") and not (key and ["client_key", key] in one.typed)]
    if len(left) < len(waiting):
        _write(user, left)


def _write(user: int, papers: list[Paper]) -> None:
    if papers:
        cache.set(_place(user), sealed.seal(json.dumps([asdict(one) for one in papers])), KEPT)
    else:
        cache.delete(_place(user))


def _words(paper: Paper) -> list[list[str]]:
    return [pair for pair in paper.typed if pair[0] != FIELD]


def _place(user: int) -> str:
    return f"unsent:{user}"


def from_here(request: HttpRequest) -> bool:
    """Sent from a page of this site: what another site posts in a visitor's name is not offered to be sent again."""
    source = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    return (source.scheme, source.netloc) == (request.scheme, request.get_host())
