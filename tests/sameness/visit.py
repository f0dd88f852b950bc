"""Asking the addresses of the site as one account, through the public door, and writing the answers as lines."""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, URLPattern, get_resolver, resolve

from . import text

HOST = "localhost"
FOLLOWED = 3  # pages that are only found by following links, of each address
ASKED = 3  # lists and pages with a question mark, of each address
LEFT = ("admin/", "static/", "logout", "readyz")  # Django's own; signing out ends the visit; the machine's state
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Line = tuple[str, str, str, str]


def addresses() -> list[str]:
    """Every address of the URL configuration, with its arguments still open."""
    found = dict.fromkeys(_walk(get_resolver().url_patterns, ""))
    return [path for path in found if not path.startswith(LEFT)]


def _walk(patterns: Iterable[Any], before: str) -> Iterator[str]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield path
        else:
            yield from _walk(pattern.url_patterns, path)


class Visitor:
    """One account (None: nobody) walking the site; what it sees is kept in `lines`."""

    def __init__(self, adapter: Any, account: Any, only: str = "") -> None:
        self.adapter, self.account = adapter, account
        self.who = account.who if account else "anonymous"
        self.only = re.compile(only)
        self.lines: list[Line] = []
        self.seen: set[str] = set()
        self.waiting: deque[str] = deque()
        self.menus: set[str] = set()
        self.per_route: Counter[str] = Counter()
        self.client = Client(raise_request_exception=False, SERVER_NAME=HOST)
        if account:
            adapter.sign_in(self.client, account)

    def walk(self) -> list[Line]:
        """Everything without an argument, a sample of every register, and then where the pages lead."""
        patterns = addresses()
        for path in patterns:
            if "<" not in path:
                self.ask(f"/{path}")
        for register in self.adapter.registers():
            self._sample(register, patterns)
        for url in self.adapter.public():
            self.ask(url)
        while self.waiting:
            self._follow(self.waiting.popleft())
        return self.lines

    def opened(self) -> list[Line]:
        """Every number of the home page opened, for every county of this year and for all together."""
        for year in self.adapter.YEARS:
            self.adapter.look_at_year(self.client, year)
            self.ask("/", mark=f"{year} ")
            for code in self.adapter.shown_codes():
                parts = [f"county=&part={part}" for part in ("counted", "left_out", "whole")]
                if year == self.adapter.YEARS[0]:
                    counties = self.adapter.county_codes()
                    parts += [f"county={county}&part={part}" for county in counties for part in ("counted", "left_out")]
                for part in parts:
                    self.ask(f"/figures/{code}/?{part}", mark=f"{year} ")
        return self.lines

    def _sample(self, register: Any, patterns: list[str]) -> None:
        own = self.adapter.sample(register, self.account) if self.account else []
        keys = sorted({*own, *self.adapter.sample(register, None)[:ASKED]})
        below = [path for path in patterns if f"/{path}".startswith(register.path) and "<int:pk>" in path]
        below += [path for path in patterns if path.startswith(f"api/{register.key}/<")]
        for path in below:
            for pk in keys:
                filled = "/" + re.sub(r"<\w+:pk>", str(pk), path)
                if "<slug:step>" in path:
                    for step in register.steps:
                        self.ask(filled.replace("<slug:step>", step))
                elif "<" not in filled and "/import/" not in filled:
                    self.ask(filled)
        self._try(f"{register.path}new/", {"submit": "1"})
        for nth, pk in enumerate(sorted({*own[:1], *own[-1:]})):
            self._act(f"{register.path}{pk}/", register.verbs, all_=nth == 0)

    def _act(self, detail: str, verbs: Iterable[str], *, all_: bool) -> None:
        """Every verb the page offers is tried; on one record of a register also those that it does not offer."""
        if not self.account or not self.only.search(detail):
            return
        body = self.client.get(detail).content.decode()
        found = re.search(r'name="version" value="(\d+)"', body)
        for verb in verbs:
            if all_ or f"{detail}act/{verb}/" in body:
                data = {"version": found[1] if found else "", "why": "核对后办理"}
                self._try(f"{detail}act/{verb}/", data, then=detail)

    def _try(self, url: str, data: dict[str, str], then: str = "") -> None:
        """Send a form, look at what became of it, and take it back."""
        if not self.account or not self.only.search(url):
            return
        with transaction.atomic():
            done = self.client.post(url, data)
            self._answered(done, url, kind="act")
            if then and done.status_code == 302:
                self._answered(self.client.get(then), f"{url} {then}", kind="act")
            transaction.set_rollback(True)

    def _follow(self, url: str) -> None:
        """A page found by a link, while its address has not been asked often enough."""
        path, _, question = url.partition("?")
        if path[1:].startswith(LEFT):
            return
        try:
            route = resolve(path).route
        except Resolver404:
            self.write("page", url, "#status 没有这个地址")
            return
        if "<" not in route and not question:
            return
        kind = f"{route}?" if question else route
        self.per_route[kind] += 1
        if self.per_route[kind] <= (ASKED if question else FOLLOWED):
            self.ask(url)

    def write(self, kind: str, url: str, fact: str) -> None:
        self.lines.append((kind, self.who, text.plain(url), text.plain(fact)))

    def ask(self, url: str, mark: str = "") -> None:
        name = mark + text.plain(url)
        if name in self.seen or not self.only.search(url):
            return
        self.seen.add(name)
        self._answered(self.client.get(url), name)

    def _answered(self, answer: Any, name: str, kind: str = "") -> None:
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        given = answer.headers.get("Content-Type", "").partition(";")[0]
        kind = kind or ("api" if "/api/" in name else "export" if given == SHEET else "page")
        more = [answer.headers.get(header, "") for header in ("Content-Disposition", "Location")]
        self.write(kind, name, f"#status {answer.status_code} {given} {' '.join(more)}")
        for fact in self._facts(given, body, follow=kind == "page"):
            self.write(kind, name, fact)
        self._messages(kind, name, answer)

    def _facts(self, given: str, body: bytes, *, follow: bool) -> Iterable[str]:
        if given == SHEET:
            return text.counted(text.workbook(body))
        if given == "text/html":
            said = body.decode()
            if follow:
                self.waiting.extend(one for one in text.links(said) if text.plain(one) not in self.seen)
            inner, around = text.page(said)
            return [*text.counted(inner), self._around(around)]
        if given == "application/json":
            return text.answer(json.loads(body))
        if given.startswith("application/vnd.oai"):
            return text.counted(list(_outline(body.decode())))
        if given.startswith("text/"):
            return text.counted(body.decode().splitlines())
        return [f"#bytes {len(body)} {text.digest([body.hex()])}"] if body else []

    def _around(self, chunks: list[str]) -> str:
        """The menu and the header, written once and named by their digest on every page that has them."""
        told = list(text.counted(chunks))
        name = text.digest(told)
        if name not in self.menus:
            self.menus.add(name)
            for fact in told:
                self.write("menu", name, fact)
        return f"#menu {name}"

    def _messages(self, kind: str, url: str, answer: Any) -> None:
        """What a redirect leaves for the next page is said here, so that no page speaks of another."""
        if answer.status_code in (301, 302, 303) and self.account:
            session = self.client.session
            if said := session.pop("_messages", None):
                session.save()
                self.write(kind, url, f"#message {' / '.join(one[3] for one in json.loads(said))}")


def _outline(schema: str) -> Iterator[str]:
    """A YAML text with the path of every line, so that a line says where it belongs."""
    path: list[tuple[int, str]] = []
    for line in schema.splitlines():
        depth = len(line) - len(line.lstrip())
        while path and path[-1][0] >= depth:
            path.pop()
        yield "/".join([name for _, name in path] + [line.strip()])
        path.append((depth, line.strip().rstrip(":")))
