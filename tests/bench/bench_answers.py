"""A page of the API, the page of a certificate, and many accepted at once: each beside the plainest way there is."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from rest_framework import serializers

from supervision.grid.services.subject import LIFE, register_subjects
from supervision.ground.desk import registry
from supervision.ground.desk.many import run
from supervision.ground.desk.picking import pick
from supervision.models import Subject
from tests import make
from tests.bench.bench_registers import given
from tests.certificates.make import certificate

ROWS = 1000
PUBLIC = "SELECT * FROM certificates_certificate WHERE code = %s"
_address = itertools.count(1)


class SubjectSerializer(serializers.ModelSerializer[Subject]):
    class Meta:
        model = Subject
        fields = "__all__"


@pytest.fixture
def subjects(cast: Any) -> None:
    register_subjects(given(ROWS), by=make.post("guangxin"))
    connection.cursor().execute("ANALYZE supervision_subject")


def as_json_agg(client: Client) -> None:
    with connection.cursor() as cursor:
        rows = f"SELECT * FROM supervision_subject ORDER BY id LIMIT {ROWS}"
        cursor.execute(f"SELECT coalesce(json_agg(row_to_json(one)), '[]')::text FROM ({rows}) one")
        assert len(cursor.fetchone()[0]) > ROWS


def as_the_api_does(client: Client) -> None:
    answer = client.get(f"/api/subjects/?size={ROWS}&year=")
    assert len(answer.json()["results"]) == ROWS


def as_model_serializer(client: Client) -> None:
    assert json.dumps(SubjectSerializer(Subject.objects.all()[:ROWS], many=True).data, default=str)


@pytest.mark.benchmark(group="1,000 rows as JSON", warmup=True)
@pytest.mark.parametrize("way", [as_json_agg, as_the_api_does, as_model_serializer])
def bench_rest(benchmark: Any, cast: Any, subjects: None, way: Any) -> None:
    benchmark(way, cast.guangxin.client)


@pytest.mark.benchmark(group="the page of a certificate", warmup=True)
@pytest.mark.parametrize("way", ["the query alone", "the page"])
def bench_certificate(benchmark: Any, cast: Any, way: str) -> None:
    made = certificate()

    def alone() -> None:
        with connection.cursor() as cursor:
            cursor.execute(PUBLIC, [made.code])
            assert cursor.fetchone()

    def page() -> None:
        step = next(_address)  # readings are counted for each address
        client = Client(REMOTE_ADDR=f"10.{step >> 16 & 255}.{step >> 8 & 255}.{step & 255}")
        assert client.get(made.public_path).status_code == 200

    benchmark(alone if way == "the query alone" else page)


def one_by_one(rows: list[Subject]) -> None:
    for row in rows[: ROWS // 10]:
        LIFE.accept(row, by=make.post("reviewer"))


def all_at_once(rows: list[Subject]) -> None:
    register = registry.named("subjects")
    picked = pick(register, {row.pk: row.version for row in rows}, by=make.post("reviewer"))
    assert len(run(picked.pk, "accept", by=make.post("reviewer")).done_ids) == ROWS


@pytest.mark.benchmark(group="100 accepted one by one, 1,000 at once", warmup=False)
@pytest.mark.parametrize("way", [one_by_one, all_at_once])
def bench_review(benchmark: Any, cast: Any, way: Any) -> None:
    def fresh() -> tuple[tuple[list[Subject]], dict[str, Any]]:
        last = Subject.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        register_subjects(given(ROWS), by=make.post("guangxin"))
        return (list(Subject.objects.filter(pk__gt=last)),), {}

    benchmark.pedantic(way, setup=fresh, rounds=3)
