"""How the registers are called where only their keys or their models were written down. Asked by urls.py, after the
rooms have entered theirs.
"""

from __future__ import annotations

from django.apps import apps
from django.db.models import Case

from supervision.ground.desk import REGISTERS, Register, label_of

Pairs = list[tuple[str, str]]
BOOKS = [("assessment", "年终考核")]  # what is taken out and is no register


def by_key() -> Pairs:
    known = [(register.key, register.label) for register in REGISTERS.values()]
    return sorted([*known, *BOOKS], key=lambda pair: pair[1])


def by_model() -> Pairs:
    """Of the registers, and of the accounts, which have none of their own."""
    found = {register.model._meta.label_lower: register.label for register in REGISTERS.values()}
    return sorted((found | {"supervision.user": "账号"}).items(), key=lambda pair: pair[1])


def key_said() -> Case:
    return label_of("register", by_key())


def model_said() -> Case:
    """Of every model that something can be done with, its register's name before its own."""
    own = {model._meta.label_lower: str(model._meta.verbose_name) for model in apps.get_models()}
    return label_of("register", sorted((own | dict(by_model())).items()))


def register_of(said: str) -> Register | None:
    """The register that a key or the label of a model speaks of."""
    by_label = {register.model._meta.label_lower: register for register in REGISTERS.values()}
    return REGISTERS.get(said) or by_label.get(said)
