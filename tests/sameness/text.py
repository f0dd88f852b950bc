"""Answers as lines: what a person sees of a page, the cells of a workbook, the values of a JSON answer."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "br", "code", "em", "i", "label", "mark", "small", "span", "strong", "sub", "sup", "time")
)
SILENT = {"style", "svg", "script", "head"}
AROUND = {"nav", "header", "aside"}  # outside <main> the same on many pages: told once
ASKED = ("href", "action", "method", "name", "type", "value", "formaction", "src", "alt", "title", "placeholder")
FLAGS = ("checked", "selected", "disabled", "required", "readonly", "multiple", "hidden", "open")
SECRET = {"csrfmiddlewaretoken", "client_key"}  # new at every showing
OPTIONS = 30  # a longer choice is told by its length and its digest

_days = [dt.datetime.now(dt.UTC).date() + dt.timedelta(days=n) for n in (-1, 0, 1)]
_TODAY = "|".join(f"{d:%Y-%m-%d}|{d.year}年{d.month}月{d.day}日" for d in _days)
VARIES = (
    # When the database itself says that something was done during this run.
    (re.compile(rf"(?:{_TODAY})[ T]*\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:?\d\d|Z)?"), "<此刻>"),
    # The place in a list is signed with the moment of the signature.
    (re.compile(r"((?:after|before)=[\w-]+)(?::|%3A)\w{6}(?::|%3A)[\w-]+"), r"\1"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "<uuid>"),
)


def plain(value: str) -> str:
    """One line without what legitimately varies between two runs."""
    value = " ".join(value.split())
    for pattern, instead in VARIES:
        value = pattern.sub(instead, value)
    return value


def digest(parts: Any) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def counted(chunks: list[str]) -> Iterator[str]:
    """Every chunk once, with how often it came, and the order of all of them as one digest."""
    chunks = [chunk for chunk in map(plain, chunks) if chunk]
    for chunk, times in Counter(chunks).items():
        yield f"{chunk} ×{times}" if times > 1 else chunk
    yield f"#order {digest(chunks)}"


class _Page(HTMLParser):
    """Text by block, a table by rows, and every link, button, input and choice with its names."""

    def __init__(self) -> None:
        super().__init__()
        self.in_main = False
        self.inside: list[str] = []
        self.around: list[str] = []
        self.inner: list[str] = []
        self.words: list[str] = []
        self.silent: list[str] = []
        self.row: list[str] | None = None
        self.links: list[tuple[str, list[str]]] = []
        self.choice: tuple[str, list[str]] | None = None

    @property
    def chunks(self) -> list[str]:
        return self.around if self.inside else self.inner

    def flush(self) -> None:
        said = " ".join(" ".join(self.words).split())
        self.words = []
        if said and self.choice is not None:
            self.choice[1].append(said)
        elif said and self.row is not None:
            self.row.append(said)
        elif said:
            self.chunks.append(said)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.silent or tag in SILENT:
            if tag in SILENT and (tag != "script" or given.get("type") != "application/json"):
                self.silent.append(tag)
            return
        if tag not in INLINE:
            self.flush()
        if tag == "main":
            self.in_main = True
        elif tag in AROUND and not self.in_main:
            self.inside.append(tag)
        elif tag == "tr":
            self.row = []
        self._note(tag, given)

    def _note(self, tag: str, given: dict[str, str]) -> None:
        """What the element itself says: a choice and a link wait for their words."""
        if tag == "select":
            self.choice = (described(tag, given), [])
        elif tag == "option":
            self.words.append(f"{'*' if 'selected' in given else ''}{given.get('value', '')}=")
        elif tag == "a":
            self.links.append((described(tag, given), []))
        elif tag == "details" and self.inside:  # the group of the page one is on stands open
            return
        elif said := described(tag, given):
            self.chunks.append(said)

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent[-1]:
                self.silent.pop()
            return
        if tag == "a" and self.links:
            said, words = self.links.pop()
            self.chunks.append(f"{said} {' '.join(words)}")
        if tag not in INLINE:
            self.flush()
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()
        elif tag == "tr" and self.row is not None:
            self.chunks.append("行 " + " ¦ ".join(self.row))
            self.row = None
        elif tag == "select" and self.choice is not None:
            said, options = self.choice
            short = " / ".join(options) if len(options) <= OPTIONS else f"{len(options)}项 {digest(options)}"
            self.chunks.append(f"{said} {short}")
            self.choice = None

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.words.append(data)
            if self.links:
                self.links[-1][1].append(data.strip())


def described(tag: str, given: dict[str, str]) -> str:
    """An element by what it does: nothing for one that only shapes the page."""
    if given.get("name") in (*SECRET, "next"):  # `next` is the page itself
        return f"<{tag} {given['name']}>"
    told = [f"{name}={given[name]}" for name in ASKED if given.get(name)]
    told += [f"{n}={v}" for n, v in given.items() if n.startswith(("data-", "hx-", "aria-label")) and n != "hx-headers"]
    told += [name for name in FLAGS if name in given]
    return f"<{tag} {' '.join(told)}>" if told or tag in ("button", "input") else ""


def page(body: str) -> tuple[list[str], list[str]]:
    """What the page says, and what stands around it: the menu, the header."""
    title = re.search(r"<title>(.*?)</title>", body, re.S)
    parser = _Page()
    parser.feed(body)
    parser.close()
    parser.flush()
    return [f"<title> {title[1]}" if title else "", *parser.inner], parser.around


def links(body: str) -> list[str]:
    """The addresses a page leads to, in order."""
    found = re.findall(r'(?:href|action|hx-get)="(/[^"#]*)', body)
    return list(dict.fromkeys(one.replace("&amp;", "&") for one in found))


def workbook(content: bytes) -> list[str]:
    from openpyxl import load_workbook

    found = []
    book = load_workbook(io.BytesIO(content), data_only=False)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            cells = ["" if cell.value is None else str(cell.value) for cell in row]
            found.append(f"{sheet.title} 行 {' ¦ '.join(cells)}")
        found += [f"{sheet.title} 批注 {c.coordinate} {c.comment.text}" for r in sheet for c in r if c.comment]
        found += [f"{sheet.title} 校验 {v.sqref} {v.type} {v.formula1}" for v in sheet.data_validations.dataValidation]
    return found


def answer(value: Any, path: str = "") -> Iterator[str]:
    """A JSON answer by its values; a row of a list is one line, named by its id."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from answer(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and value and all(isinstance(one, dict) and "id" in one for one in value):
        for one in value:
            yield f"{path}[id={one['id']}] {json.dumps(one, ensure_ascii=False, sort_keys=True)}"
    else:
        yield f"{path} = {json.dumps(value, ensure_ascii=False, sort_keys=True)}"
