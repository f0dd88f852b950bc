"""What the first page weighs over the wire: a phone in a village has 50 KB a second, on good days."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

MOST = 150_000
PACKERS = {"gzip": lambda content: gzip.compress(content, 9), "br": brotli.compress}


def files_of(page: str) -> set[str]:
    return set(re.findall(r'(?:href|src)="/static/([^"#?]+)', page))


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("who", ["township", "guangxin", "city"])
def test_the_first_signed_in_page_is_light(cast, who, packer):
    answer = getattr(cast, who).client.get("/", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    names = files_of(gzip.decompress(answer.content).decode())
    assert {"app/app.css", "app/app.js"} <= names
    weight = len(answer.content) + sum(len(PACKERS[packer](Path(finders.find(name)).read_bytes())) for name in names)
    assert weight <= MOST, {name: Path(finders.find(name)).stat().st_size for name in names}


def test_the_chart_script_is_only_named(cast):
    page = cast.city.client.get("/").content.decode()
    assert 'name="na-charts"' in page
    assert "app/charts.js" not in files_of(page)
