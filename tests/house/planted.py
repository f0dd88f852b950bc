"""A phone, an identity number and an account number in every text column of every row of the scene, and in its history:
whatever register comes later is planted too, because the columns are asked of the models.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import psycopg2
from django.contrib.postgres.fields import ArrayField
from django.db import connections, models
from django.http.response import HttpResponseBase
from psycopg2 import sql

from supervision.ground.texts import columns
from tests import databases

from .source import our_models

PHONE, SPACED, IDENTITY, ACCOUNT = "13912345678", "139 1234 5678", "361121198001011234", "6228480402564890018"
NUMBERS = (PHONE, SPACED, IDENTITY, ACCOUNT)
MASKED = "139****5678"
# The longest that fits; `{}` is the row's key, because some texts stand there only once.
TEXTS = (
    f"王{{}}手机{PHONE}或{SPACED}，身份证{IDENTITY}，卡号{ACCOUNT}",
    f"{{}}机{PHONE}证{IDENTITY}",
    f"王{PHONE}",
    PHONE,
)
# Published reference data, about no person, and what the program itself looks its rows up by.
REFERENCE = {
    "Region", "Population", "Counter", "Product", "TermEdition", "Term", "TermChange", "Holiday", "Checklist",
    "ChecklistItem", "Analyte", "ResiduePart", "Limit", "Prohibition", "Edition", "RuleSet", "EntryRule",
    "LevelThreshold", "Scheme", "Item", "OpeningList", "SeedStage", "Sent", "Said", "Run",
}  # fmt: skip
BY_PROGRAM = {
    "number", "code", "pinyin", "username", "product_key", "sha256", "content_type", "kind", "key", "register", "link",
    "result_url", "checklist", "edition", "unit", "amount_unit", "controlled_unit", "rows_model", "fact_kind",
    "receiver", "aspect", "asked_of", "version", "caliber_version", "request", "analytes", "digits", "typed",
    "reader", "record_label",
}  # fmt: skip
OWN_CODES = {"credit.CreditEntry.rule"}


def fields() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every column in which a person's words can stand."""
    for model in our_models():
        for field, _lines in columns(model):
            if (
                model.__name__ in REFERENCE
                or field.name in BY_PROGRAM
                or f"{model._meta.label}.{field.name}" in OWN_CODES
            ):
                continue
            room = getattr(field, "base_field", field).max_length
            if room is None or room >= len(PHONE):
                yield model, field


def text_for(field: Any) -> str:
    room = (getattr(field, "base_field", field).max_length or 1000) - 8
    return next(text for text in TEXTS if len(text) <= room or text == PHONE)


def plant() -> int:
    """Into the database that the tests are connected to, past all guards and without history; how many columns."""
    name = connections["default"].settings_dict["NAME"]
    done = 0
    with psycopg2.connect(databases.url_of(name, owner=True)) as connection, connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model, field in fields():
            done += _fill(cursor, model, field, "")
            events = getattr(model, "pgh_event_model", None) or _events(model)
            if events is not None:
                _fill(cursor, events, field, " WHERE pgh_label = 'insert'")
        why = json.dumps({"why": TEXTS[0].format(""), "who": f"王{PHONE}"}, ensure_ascii=False)
        cursor.execute("ALTER TABLE pghistory_context DISABLE TRIGGER USER")
        cursor.execute("UPDATE pghistory_context SET metadata = metadata || %s", [why])
        cursor.execute("ALTER TABLE pghistory_context ENABLE TRIGGER USER")
    return done


def _events(model: Any) -> Any:
    found = [one.related_model for one in model._meta.related_objects if one.get_accessor_name() == "events"]
    return found[0] if found else None


def _fill(cursor: Any, model: Any, field: Any, where: str) -> int:
    table = sql.Identifier(model._meta.db_table)
    before, _, after = text_for(field).partition("{}")
    value, given = ("%s || id || %s", [before, after]) if after and "{}" in text_for(field) else ("%s", [before])
    if isinstance(field, ArrayField):  # as many as there are: other columns may stand beside them one by one
        value, given = f"array_fill(%s::text, ARRAY[GREATEST(1, cardinality({field.column}))])", [before + after]
    statement = sql.SQL(f"UPDATE {{}} SET {{}} = {value}{where}")
    if "id" not in {one.column for one in model._meta.concrete_fields}:
        statement = statement if "id ||" not in value else sql.SQL(f"UPDATE {{}} SET {{}} = %s || %s{where}")
    cursor.execute("SAVEPOINT one")
    try:
        cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(table))
        cursor.execute(statement.format(table, sql.Identifier(field.column)), given)
        cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(table))
    except psycopg2.IntegrityError:  # a text that may stand there only once, or a shape that the table asks for
        cursor.execute("ROLLBACK TO one")
        return 0
    return 1


class _Read(HTMLParser):
    """What a person reads of a page, and what its tags carry; not what he has typed into its boxes."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in ("textarea", "style", "script"):
            self.within = tag if tag != "script" or "json" not in str(dict(attrs).get("type")) else ""
        self.read += [
            value or "" for name, value in attrs if not (tag in ("input", "option", "button") and name == "value")
        ]

    def handle_endtag(self, tag: str) -> None:
        if tag == self.within:
            self.within = ""

    def handle_data(self, data: str) -> None:
        if not self.within:
            self.read.append(data)


def told_by(answer: HttpResponseBase) -> str:
    """Everything an answer tells in words: a page, JSON, the parts of a workbook, and its heads."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind, heads = answer.get("Content-Type", ""), str(answer.items())
    if "html" in kind:
        page = _Read()
        page.feed(content.decode())
        return heads + "\n".join(page.read)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return heads + "\n".join(book.read(name).decode() for name in book.namelist())
    return heads + (content.decode() if kind.startswith(("text/", "application/json")) else "")


def leaked(answer: HttpResponseBase) -> list[str]:
    told = told_by(answer)
    return [number for number in NUMBERS if number in told]
