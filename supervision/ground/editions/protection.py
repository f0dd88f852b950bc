"""Published editions and their items stand still in the database itself."""

from __future__ import annotations

from typing import Any

from supervision.ground.records import guards

from .dictionary import Dictionary
from .models import Edition, Item

# What may still move: how long it applies, that it was withdrawn, that somebody compared it with its source.
MOVES = (
    "state", "valid_to", "replaced_by_id", "verified", "version", "withdrawn_by_id", "withdrawn_at", "withdrawn_why",
)  # fmt: skip


def protect(edition: type[Edition], item: type[Item]) -> None:
    """Declare the triggers of one kind of edition; called from an app's `ready`."""
    name = edition._meta.verbose_name
    guards.freeze(
        edition._meta.label,
        message=f"{name}已发布，不能修改或删除。",
        when="OLD.state <> 'draft'",
        allow=MOVES,
        # No way back: withdrawn is withdrawn, and what was published is never a draft again.
        bar="NEW.state <> OLD.state AND NOT (OLD.state = 'published' AND NEW.state = 'withdrawn')",
    )
    settled = _settled(edition)
    guards.freeze(
        item._meta.label,
        message=f"{name}已发布，其内容不能增删或修改。",
        when=settled.format("OLD"),
        entering=settled.format("NEW"),
    )


def _settled(edition: type[Any]) -> str:
    table = f"public.{edition._meta.db_table}"
    return f"EXISTS (SELECT 1 FROM {table} e WHERE e.id = {{}}.edition_id AND e.state <> 'draft')"


def protect_dictionary(edition: type[Dictionary]) -> None:
    """The same for a dictionary: of a published entry only its last day moves, when the next one begins."""
    model: Any = edition
    entry, change = (model._meta.get_field(name).related_model._meta.label for name in ("entries", "changes"))
    name = edition._meta.verbose_name
    guards.freeze(
        edition._meta.label,
        message=f"{name}已发布，不能修改或删除。",
        when="OLD.state <> 'draft'",
        allow=("verified", "version"),
    )
    settled = _settled(edition)
    guards.freeze(
        entry,
        message=f"{name}已发布，其内容不能增删或修改。",
        when="OLD.edition_id IS NOT NULL",
        allow=("valid_to",),
        # An entry comes in while its edition is being published, and never moves to another.
        entering=f"OLD.edition_id IS DISTINCT FROM NEW.edition_id AND {settled.format('NEW')}",
    )
    guards.freeze(
        change,
        message=f"{name}已发布，其内容不能增删或修改。",
        when=settled.format("OLD"),
        entering=settled.format("NEW"),
    )
