"""Keys of names: the folded text stored beside the one a person typed, so that look-alikes are one row.

A key is worked out in Python whenever its row is checked or written. Two rows that were doubles of each other before
there were keys stay: `twin` tells them apart (0 is the first, 1 and on the others), and every new row has 0.
Rows written by code that knows no keys have the empty key, which the constraints leave out, until `refold`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from supervision.ground.kinds import fold

LONGEST = 400
BETWEEN = "\n"  # of the parts of a key: folded, a part has no white space of its own
AT_ONCE = 500


def of(*texts: str) -> str:
    """The key of one text, or of several that only together say which."""
    return BETWEEN.join(fold(text) for text in texts)[:LONGEST] if any(texts) else ""


class KeyField(models.CharField[Any, Any]):
    """The key of the texts in `of`, kept right by the row itself. In the database it is a plain text."""

    def __init__(self, verbose_name: str = "名称键", *, of: Sequence[str] = (), **more: Any) -> None:
        self.of = tuple(of)
        settled: Any = {"max_length": LONGEST, "editable": False, "default": "", "db_default": ""}
        super().__init__(verbose_name, **settled | more)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return value if model_instance is None else self.work_out(model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return self.work_out(model_instance)

    def work_out(self, row: Any) -> str:
        """Set the key on the row. A row that gets another name is no old double of anything any more."""
        key, before = of(*(getattr(row, name) or "" for name in self.of)), getattr(row, self.attname)
        if before and before != key and hasattr(row, "twin"):
            row.twin = 0
        setattr(row, self.attname, key)
        return key


def twin_field() -> models.SmallIntegerField[Any, Any]:
    return models.SmallIntegerField("重名序号", default=0, db_default=0, editable=False)


def once(*fields: str, key: str, condition: Q | None = None, **more: Any) -> models.UniqueConstraint:
    """One row of a key (within `fields`), but for the old doubles and for what has no key yet."""
    told = ~Q(**{key: ""})
    return models.UniqueConstraint(
        fields=[*fields, key, "twin"], condition=told if condition is None else condition & told, **more
    )


def changed(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """The keys (and the twin number) that must be written with these columns."""
    found: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if isinstance(field, KeyField) and set(field.of) & set(names):
            found[field.attname] = field.work_out(row)
            if hasattr(row, "twin"):
                found["twin"] = row.twin
    return found


def keyed() -> list[tuple[type[models.Model], KeyField]]:
    """Every model with a key."""
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, KeyField)
    ]


def refold() -> int:
    """Bring all stored keys in line with the map of today and with what other code wrote; how many rows changed.

    Inside `history.acting`. Cheap enough to run at every release: the tables with keys are small.
    """
    total = 0
    for model, field in keyed():
        rule: Any = next(one for one in model._meta.constraints if field.name in getattr(one, "fields", ()))
        within = [name for name in rule.fields if name not in (field.name, "twin")]
        rest = _rest(rule.condition, field.name)
        total += fill(model, key=field.name, of_texts=field.of, within=within, condition=rest)
    return total


def _rest(condition: Q, key: str) -> Q:
    """What `once` was given as the condition."""
    told = ~Q(**{key: ""})
    return Q() if condition == told else Q(*(one for one in condition.children if one != told))


def fill(model: Any, *, key: str, of_texts: Sequence[str], within: Sequence[str], condition: Q | None = None) -> int:
    """Write the keys that are not right, and number the doubles among the rows that the constraint speaks of.

    Migrations call it with the model of their own state. Rows that change are taken out of the constraint first, for
    two of them may change places.
    """
    names = ("pk", key, "twin", *of_texts, *within)
    rows = [dict(zip(names, row, strict=True)) for row in model._base_manager.order_by("pk").values_list(*names)]
    for row in rows:
        row["new"] = of(*(row[name] or "" for name in of_texts))
    bound = _bound(model, condition)
    taken: set[tuple[Any, ...]] = set()
    for row in sorted(rows, key=lambda row: (row[key] != row["new"], row["twin"], row["pk"])):
        row["number"] = row["twin"] if row["new"] == row[key] else 0
        if row["pk"] not in bound or not row["new"]:
            continue
        place = [row[name] for name in within]
        while (*place, row["new"], row["number"]) in taken:
            row["number"] += 1
        taken.add((*place, row["new"], row["number"]))
    wrong = [row for row in rows if (row[key], row["twin"]) != (row["new"], row["number"])]
    _write(model, key, wrong)
    return len(wrong)


def _bound(model: Any, condition: Q | None) -> set[Any]:
    """The rows that the constraint speaks of, once they have a key."""
    return set(model._base_manager.filter(condition or Q()).values_list("pk", flat=True))


def _write(model: Any, key: str, rows: Sequence[dict[str, Any]]) -> None:
    moved = [row["pk"] for row in rows if row[key]]
    if moved:
        model._base_manager.filter(pk__in=moved).update(**{key: ""})
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        objs = [model(pk=row["pk"], **{key: row["new"], "twin": row["number"]}) for row in some]
        model._base_manager.bulk_update(objs, [key, "twin"])
