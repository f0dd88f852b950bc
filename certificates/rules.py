"""What the certificate system asks for, by the day of issue. Values in, values out.

An edition is whatever carries `since`, `obliged`, `encouraged`, `categories`, `bases` and `promises`: the law
changed four times, and a certificate is always read by the edition of its own day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from supervision.ground.errors import RuleViolation
from supervision.ground.subjects import NATURAL_PERSONS, Kind

from .vocabulary import COLLECTOR, PRODUCER


class Versioned(Protocol):
    """What is in force from a day on."""

    @property
    def since(self) -> dt.date: ...


E = TypeVar("E", bound=Versioned)


def version_on(editions: Iterable[E], day: dt.date) -> E:
    """The edition in force on `day`."""
    fitting = [edition for edition in editions if edition.since <= day]
    if not fitting:
        raise RuleViolation("合格证制度自2019年12月起试行，此前的日期不能开具。", field="issued_on")
    return max(fitting, key=lambda edition: edition.since)


def may_issue(edition: Any, kind: str) -> bool:
    """Who is obliged, and who is only encouraged and never blamed."""
    return kind in edition.obliged or kind in edition.encouraged


def covers(edition: Any, category: str) -> bool:
    """Whether products of the category fall under the system: never grain, oil or made tea; tea leaves from 2026."""
    return category in edition.categories


def form_of(kind: str) -> str:
    """Which of the two forms a subject signs."""
    return COLLECTOR if kind == Kind.COLLECTOR else PRODUCER


def promise(edition: Any, kind: str) -> str:
    """The fixed words; nobody ticks or rewrites them."""
    return edition.promises.get(form_of(kind), "")


def basis_labels(edition: Any, chosen: Collection[str]) -> list[str]:
    """The labels of the chosen bases in the order of the form."""
    return [label for code, label in edition.bases if code in chosen]


def check_issue(
    edition: Any,
    *,
    kind: str,
    category: str,
    quantity: Decimal,
    bases: Collection[str],
    issued_on: dt.date,
    today: dt.date,
) -> None:
    """Refuse, with the reason at its field, what the edition does not know."""
    if issued_on > today:
        raise RuleViolation("开具日期不能晚于今天。", field="issued_on")
    if not may_issue(edition, kind):
        raise RuleViolation(f"{Kind(kind).label}不在“{edition.name}”的开具范围内。", field="subject")
    if not promise(edition, kind):
        raise RuleViolation(f"{issued_on:%Y-%m-%d} 的证样没有收购者样式，不能由收购单位或个人开具。", field="subject")
    if not covers(edition, category):
        raise RuleViolation(f"“{category}”不在“{edition.name}”（{issued_on:%Y-%m-%d}）的适用品类内。", field="product")
    if quantity <= 0:
        raise RuleViolation("数量（重量）应大于零。", field="quantity")
    known = [code for code, _label in edition.bases]
    if unknown := [code for code in bases if code not in known]:
        raise RuleViolation(f"该日期的证样没有承诺依据“{unknown[0]}”。", field="bases")
    if known and not bases:
        raise RuleViolation("请至少选择一项承诺依据。", field="bases")


def is_natural_person(kind: str, credit_code: str) -> bool:
    """Farmers, and family farms or collectors without a business registration: their phone is masked in public."""
    return kind in NATURAL_PERSONS or not credit_code


def shown_phone(phone: str, *, natural: bool) -> str:
    """138****5678 for a natural person, in full for an enterprise."""
    if not natural or not phone:
        return phone
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else "****"
