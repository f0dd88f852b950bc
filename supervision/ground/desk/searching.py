"""What the first box of a list looks in: everything by which a person knows a row, as far as this post reads it.

It follows from the register's columns: names, titles, codes, contacts, the number of a certificate, what the row points
at (its subject, product, laboratory). A new register is searched without saying anything; `Search` adds what no column
shows. Numbers of persons are found whole only, by their digest where they are sealed: a mask must not be guessed at
sign by sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q

from supervision.ground import clock, kinds
from supervision.ground.people import Post
from supervision.ground.records import is_citizen, sealed
from supervision.ground.regions import Region
from supervision.ground.subjects import Subject, phone_mark
from supervision.ground.units import UnitField

from .columns import Column
from .finding import called, has, in_one_of
from .persons import IN_THE_CLEAR

if TYPE_CHECKING:
    from .conditions import Search

NUMBER = "number"
TOLD = 7  # labels in the box; more do not fit


@dataclass(frozen=True)
class Looking:
    """`texts` are looked in by a part, `subjects` lead to a subject ("" is the subject itself), `whole` are numbers of
    persons in the clear.
    """

    texts: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # of the texts those by which a row is named: what the list shows, numbers and codes

    @property
    def by_name(self) -> Looking:
        """For the box that looks in all registers at once."""
        return replace(self, texts=self.names)

    @property
    def hint(self) -> str:
        told = [label for label in self.labels if label][:TOLD]
        return "、".join(told) + ("等" if len(self.labels) > TOLD else "")


def looking(model: type[models.Model], columns: Sequence[Column], search: Search | None = None) -> Looking:
    """What can be looked in, in the order of the columns."""
    texts: list[str] = []
    subjects: list[str] = [""] if model is Subject else []
    whole: list[str] = []
    labels: list[str] = []
    names: list[str] = []
    for column in columns:
        path = column.expr or column.name
        if not isinstance(path, str) or (found := _sort(model, path, column.kind)) is None:
            continue
        place, what = found
        {"text": texts, "subject": subjects, "whole": whole}[place].append(what)
        labels.append(column.label)
        if place == "text" and (column.list or column.kind == "code"):
            names.append(path)
    for path in search.paths if search else ():
        texts.append(path)
    if search and search.subject:
        subjects.append(search.subject)
    return Looking(*(tuple(dict.fromkeys(some)) for some in (texts, subjects, whole, labels, names)))


def _sort(model: type[models.Model], path: str, kind: str) -> tuple[str, str] | None:
    """Where a column is looked in; None for what nobody looks for by a word (a day, a choice, an amount)."""
    way, field = _at_end(model, path)
    if field is None or not isinstance(field, models.CharField) or field.choices or isinstance(field, UnitField):
        return None
    if way and way[-1] is Subject and field.name == "name":
        return "subject", path.rpartition("__")[0]
    if kind == "personal" or field.name in IN_THE_CLEAR:
        return "whole", path
    if (field.max_length or 0) >= kinds.LONG_FROM or any(step in (Region, Post) for step in way):
        return None
    return "text", path


def _at_end(model: type[models.Model], path: str) -> tuple[list[Any], Any]:
    """The models on the way and the field at the end of a path; None where it ends in no field."""
    way: list[Any] = []
    *steps, last = path.split("__")
    at: Any = model
    try:
        for step in steps:
            at = at._meta.get_field(step).related_model
            way.append(at)
        return way, at._meta.get_field(last)
    except FieldDoesNotExist:
        return way, None


def matching(where: Looking, model: Any, post: Post, value: str) -> Q:
    """Rows in which every word is found somewhere: “董团 韭菜” are the samples of 韭菜 from subjects of 董团."""
    asked: Any = Q()
    for word in kinds.clean(value).split():
        asked &= _one(where, model, post, word)
    return asked


def _one(where: Looking, model: Any, post: Post, word: str) -> Q:
    found = _in_texts(where, word) | _in_related(where, model, word)
    for path in where.subjects:
        if not path:
            found |= _named(post, word)
            continue
        known = Subject.objects.visible_to(post).filter(_named(post, word)).values("pk")
        family = Subject.objects.filter(Q(pk__in=known) | Q(merged_into__in=known))  # what was merged is found with it
        found |= Q(**{f"{path}__in": family.values("pk")})
    if number := _phone(word):
        for path in where.whole:
            found |= Q(**{path: number})
    return found | _as_printed(where, word)


def _in_texts(where: Looking, word: str) -> Q:
    """The row's own texts, all folded together; its number by the beginning."""
    own = [path for path in where.texts if "__" not in path]
    texts = [path for path in own if path != NUMBER]
    found: Any = in_one_of(texts, word) if texts else Q(pk__in=())
    code = kinds.codes.read(word)
    return found | Q(number__startswith=code) if NUMBER in own and code.isascii() else found


def _in_related(where: Looking, model: Any, word: str) -> Q:
    """What the row points at is looked up in its own table, which is short, and not once more for each row."""
    found, code = Q(), kinds.codes.read(word)
    for path in where.texts:
        head, _apart, last = path.rpartition("__")
        if not head:
            continue
        _way, field = _at_end(model, head)
        rows = field.related_model._base_manager
        known = rows.filter(number__startswith=code) if last == NUMBER else rows.filter(has(last, word))
        found |= Q(**{f"{head}__in": known.values("pk")})
    return found


def _as_printed(where: Looking, word: str) -> Q:
    """A person's number of another shape (a sampler's card): the whole of it, as it was written down."""
    found, code = Q(), kinds.codes.read(word)
    for path in where.whole:
        found |= Q(**{path: code})
    return found


def _named(post: Post, word: str) -> Q:
    """A subject by its name or sound, its number, its whole credit code, and its whole phone or identity number."""
    code = kinds.codes.read(word)
    found = called(word) | Q(credit_code=code) if code else called(word)
    if "-" in code:
        found |= Q(number__startswith=code)
    if is_citizen(post):
        return found
    if number := _phone(word):
        found |= Q(phone_digest=phone_mark(number))
    if identity := _identity(word):
        found |= Q(identity_digest=sealed.digest(identity))
    return found


def _phone(word: str) -> str:
    try:
        return kinds.phones.read(word) if any(sign.isdigit() for sign in word) else ""
    except kinds.Unreadable:
        return ""


def _identity(word: str) -> str:
    try:
        return kinds.codes.identity(word, today=clock.today()) if len(word) >= kinds.codes.IDENTITY_LENGTH else ""
    except kinds.Unreadable:
        return ""
