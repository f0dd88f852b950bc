from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from supervision.ground import history
from supervision.ground.people import Post

from .dictionary import Dictionary
from .models import Edition
from .services import dictionaries, draft, put_in_force

E = TypeVar("E", bound=Edition)
SHIPPED = "随软件"


def ship(model: type[E], papers: Iterable[Mapping[str, Any]], *, by: Post) -> list[E]:
    """Bring in what this version of the software knows; `by` is the system's own post.

    An edition whose code is there already stays as people left it. Where a key has none yet (an empty site) it is
    published, unverified; elsewhere it arrives as a draft, and the office decides.
    """
    there = list(model._default_manager.values_list("code", "key"))
    codes, keys = {code for code, _key in there}, {key for _code, key in there}
    made = []
    with history.acting(by, f"载入{model._meta.verbose_name}"):
        for paper in papers:
            if paper["code"] in codes:
                continue
            made.append(draft(model, by=by, source=SHIPPED, **paper))
            if paper["key"] not in keys:
                put_in_force(made[-1], by=by)
    return made


def ship_rows(model: type[Dictionary], rows: Iterable[Mapping[str, Any]], *, name: str, by: Post) -> int:
    """The rows of a dictionary that are not there; how many came.

    Those of keys the site does not know are published, unverified; newer ones of known keys wait in one draft. What
    is there or was proposed once stays as people left it.
    """
    entry, change = dictionaries.kind_of(model, "entries"), dictionaries.kind_of(model, "changes")
    there = {*entry._default_manager.values_list(entry.KEY, "valid_from")}
    keys = {key for key, _day in there}
    there |= {*change._default_manager.values_list(entry.KEY, "valid_from")}
    missing = [row for row in rows if (row[entry.KEY], row["valid_from"]) not in there]
    with history.acting(by, f"载入{model._meta.verbose_name}"):
        for known in (False, True):
            changes = [row for row in missing if (row[entry.KEY] in keys) is known]
            if changes:
                made = dictionaries.draft(model, by=by, name=name, source=SHIPPED, changes=changes)
                if not known:
                    dictionaries.put_in_force(made, by=by)
    return len(missing)
