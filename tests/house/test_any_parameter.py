"""Nothing that an address can carry breaks a page: every parameter of every page, every key, every method."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from supervision.ground.desk import listing
from supervision.ground.desk.filters import TURNS
from tests.cast import Member

from . import site, source

pytestmark = pytest.mark.doors

# Too long, too large, invisible, of another alphabet, of another kind; as they stand in an address.
ODD = {
    "empty": "", "nul": "a%00b", "surrogate": "%ED%A0%80", "bytes": "%FF%FE", "long": "%E9%95%BF" * 3000,
    "huge": "9" * 5000, "beyond": "9" * 30, "negative": "-1", "full width": "%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%91",
    "day": "2021-02-30", "year": "0000-00-00", "list": "a,b,%27%3B--", "turned": "%E2%80%AE123", "braces": "{0}%25s",
}  # fmt: skip
KEYS = ["9" * 19, "9" * 30, "9" * 5000, "%00", "1%00", "-1", "0", "%EF%BC%91", "%ED%A0%80", "x" * 2000]
READ = re.compile(r"""(?:GET|query_params|data)\.get\(\s*["'](\w+)["']""")


def names_read() -> list[str]:
    """Every parameter that a view of ours asks an address for."""
    found = {name for path in source.python_files() for name in READ.findall(path.read_text())}
    return sorted((found | {"q"}) - {"csrf"})


def status_of(member: Member, url: str, method: str = "get") -> int:
    answer = getattr(member.client, method)(url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def broken(member: Member, urls: Iterator[str]) -> dict[str, int]:
    member.client.raise_request_exception = False
    return {url[:200]: status for url in urls if (status := status_of(member, url)) >= 500}


def plain_pages(scene: Any) -> list[Any]:
    """Those of no register; the lists, workbooks and forms of registers have their own questions below."""
    return [t for t in scene.targets() if t.is_page and t.address.register is None and t.name != "readyz"]


def test_the_parameters_are_found():
    assert {"page", "sort", "after", "county", "map", "year", "size", "columns", "subject"} <= set(names_read())


def some(at: int, most: int = 3) -> list[str]:
    """Odd values by turns: every place is asked a few, and together they meet all of them many times."""
    odd = list(ODD.values())
    return [odd[(at * most + step) % len(odd)] for step in range(most)]


def test_pages_beside_the_registers(scene, cast):
    names = names_read()
    asked = [
        f"{target.url}?{'&'.join(f'{name}={odd}' for name in names)}"
        for at, target in enumerate(plain_pages(scene))
        for odd in some(at)
    ]
    assert broken(cast.city, iter(asked)) == {}


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key[:12])
def test_keys_in_addresses(scene, cast, key):
    urls = [f"/{re.sub(r'<[^>]+>', key, a.path)}" for a in site.addresses() if a.arguments]
    assert len(urls) > 120
    assert broken(cast.city, iter(urls)) == {}


@pytest.mark.parametrize("method", ["head", "options", "post"])
def test_methods(scene, cast, method):
    member = cast.city
    member.client.raise_request_exception = False
    urls = [t.url for t in scene.targets() if t.name not in ("readyz", "logout")]
    assert {url: s for url in urls if (s := status_of(member, url, method)) >= 500} == {}


each = pytest.mark.parametrize("register", site.registers(), ids=[one.key for one in site.registers()])


def lookers(cast: Any, register: Any) -> list[Member]:
    """One of the city, who reads a column more, and one of every other kind of list; else who reads only this."""
    members = [cast.city, cast.guangxin, cast.township, cast.lab_tester]
    found = [one for one in members if one.post.has_perm(register.perm("view"))]
    return found or [cast.auditor]


@each
def test_sorting_by_every_column(scene, cast, register):
    columns = [column.name for column in register.columns]
    strange = ["-" + columns[-1], "--" + columns[0], "nothing", "id", "c_id", "region__county", "?"]
    for first, member in enumerate(lookers(cast, register)):
        for name in [*columns[: 2 if first else None], *strange[first::3]]:
            answer = member.get(register.url(), {"sort": name})
            assert answer.status_code == 200, (member.name, name)
            known = name.lstrip("-") in columns
            told = [str(message) for message in answer.context["messages"]]
            assert any("不能按这一列排序" in text for text in told) is not known, (name, told)
    for name in ("-", "nothing", columns[-1]):
        for url in (register.url("export"), f"/api/{register.key}/"):
            assert status_of(cast.city, f"{url}?{urlencode({'sort': name})}") in (200, 400, 403)


@each
def test_every_filter_with_every_odd_value(scene, cast, register):
    """One by one to the list itself, for a wrong one hides the others; all together to the pages."""
    member = lookers(cast, register)[0]
    fields = [*register.filters({}, register.rows(member.post), post=member.post).form.fields]
    for at, name in enumerate([*fields, *TURNS, f"{fields[0]}[]"]):
        for odd in some(at, 5):
            data = QueryDict(f"{name}={odd}")
            shown = listing.show(register, post=member.post, data=data, year=2021)
            assert shown.filter.is_valid() or not shown.rows, (name, odd[:20])
    everything = ["&".join(f"{name}={odd}" for name in [*fields, "page", "after"]) for odd in ODD.values()]
    doors = (register.url(), register.url("export"), f"/api/{register.key}/")
    assert broken(member, (f"{doors[at % 3]}?{query}" for at, query in enumerate(everything * 2))) == {}


@each
def test_forms_filled_in_by_the_address(scene, cast, register):
    if register.create is None:
        pytest.skip("nothing is entered here by hand")
    names = [*register.form_class.base_fields, "client_key", "version"]
    member = next((m for m in (cast.guangxin, cast.city, cast.township) if m.post.has_perm(register.perm("add"))), None)
    assert member is not None
    queries = ["&".join(f"{name}={odd}" for name in names) for odd in some(len(names), 5)]
    assert broken(member, (f"{register.url('new')}?{query}" for query in queries)) == {}
