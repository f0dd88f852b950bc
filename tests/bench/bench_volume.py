"""Lists, searches and the home page over a million records: each beside its first page or its plainest form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from supervision.ground.desk import keyset
from supervision.ground.people import User
from supervision.models import Patrol

from . import volume

LIST = "/supervision/patrols/"


@pytest.fixture(scope="module")
def city(django_db_blocker: Any) -> Iterator[Client]:
    with django_db_blocker.unblock(), volume.filled():
        client = Client()
        client.force_login(User.objects.get(username="city"))
        yield client


def _at(offset: int) -> str:
    """The address of the page that begins after so many rows."""
    order = keyset.Order("held_on", down=True)
    [values] = Patrol.objects.order_by("-held_on", "-id").values_list("held_on", "id")[offset : offset + 1]
    return f"{LIST}?year=&after={keyset.pack(values, order)}"


@pytest.mark.benchmark(group="a list of 1,000,000", warmup=True)
@pytest.mark.parametrize("offset", [0, 10_000, 500_000, 990_000])
def bench_depth(benchmark: Any, city: Client, offset: int) -> None:
    url = _at(offset) if offset else f"{LIST}?year="
    assert benchmark(city.get, url).status_code == 200


@pytest.mark.benchmark(group="search in 1,000,000", warmup=True)
@pytest.mark.parametrize("word", ["韭", "韭菜", "丰源", "蔬菜1", "丰源蔬菜", "XC-b-5000"])
def bench_search(benchmark: Any, city: Client, word: str) -> None:
    answer = benchmark(city.get, LIST, {"q": word, "year": ""})
    assert answer.status_code == 200


@pytest.mark.benchmark(group="header search", warmup=True)
@pytest.mark.parametrize("word", ["韭菜", "丰源蔬菜"])
def bench_header(benchmark: Any, city: Client, word: str) -> None:
    assert benchmark(city.get, "/supervision/find/", {"q": word}).status_code == 200


@pytest.mark.benchmark(group="home over 1,000,000", warmup=True)
def bench_home(benchmark: Any, city: Client) -> None:
    assert benchmark(city.get, "/").status_code == 200
