"""What kinds of facts there are and who wants to hear of them; filled when the rooms are imported."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Fact

Take = Callable[["Fact"], None]


@dataclass(frozen=True)
class Kind:
    """`urgent` kinds are recorded when the record is submitted, the others when it is accepted."""

    code: str
    label: str
    urgent: bool = False


@dataclass(frozen=True)
class Receiver:
    name: str
    kinds: frozenset[str]
    take: Take


KINDS: dict[str, Kind] = {}
RECEIVERS: dict[str, Receiver] = {}


def kind(code: str, label: str, *, urgent: bool = False) -> str:
    """Register a kind and return its code: ``PROBLEM = facts.kind("patrol.problem", "巡查发现问题")``."""
    new = Kind(code, label, urgent)
    if KINDS.setdefault(code, new) != new:
        raise ValueError(f"事实种类 {code} 重复登记")
    return code


def receives(name: str, *, kinds: Iterable[str]) -> Callable[[Take], Take]:
    """Register the receiver `name`. It gets each fact of its kinds once, in order per subject, counter-facts too
    (`fact.is_counter`), and may be called again for a fact at which it failed: it has to be idempotent.
    """

    def register(take: Take) -> Take:
        known = RECEIVERS.get(name)
        if known is not None and known.take.__module__ != take.__module__:
            raise ValueError(f"事实接收方 {name} 重复登记")
        RECEIVERS[name] = Receiver(name, frozenset(kinds), take)
        return take

    return register


def wanted_by(code: str) -> list[str]:
    return [receiver.name for receiver in RECEIVERS.values() if code in receiver.kinds]
