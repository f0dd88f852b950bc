"""Certificates for tests, through the room's own verb."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from certificates import services
from certificates.models import Certificate
from supervision.ground.people import Post
from supervision.ground.subjects import Product, Subject
from tests import make


def producer_subject() -> Subject:
    return Subject.objects.get(organisation=make.post("producer").organisation)


def vegetable() -> Product:
    return Product.objects.filter(category="蔬菜").order_by("code")[0]


def row(**given: Any) -> dict[str, Any]:
    return {
        "subject": given.get("subject") or producer_subject(),
        "product": vegetable(),
        "quantity": Decimal("120.5"),
        "bases": ["self_tested"],
        **given,
    }


def certificate(by: Post | None = None, **given: Any) -> Certificate:
    return services.issue(by=by or make.post("producer"), **row(**given))
