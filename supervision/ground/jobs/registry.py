"""The kinds of jobs there are: the name of the Celery task, and what an official calls it."""

from __future__ import annotations

KINDS: dict[str, str] = {}


def kind(name: str, label: str) -> str:
    """Register a kind and return its name."""
    if KINDS.setdefault(name, label) != label:
        raise ValueError(f"任务种类 {name} 重复登记")
    return name


def label_of(name: str) -> str:
    return KINDS.get(name, name)
