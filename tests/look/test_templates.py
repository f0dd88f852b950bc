"""Every template compiles; none has inline styles, scripts or foreign addresses, as the content policy demands."""

import re

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = settings.BASE / "templates"
FILES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]+\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", re.I),
    "an inline handler": re.compile(r"<[^>]+\son[a-z]+\s*=", re.I),
    "a foreign address": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.I),
}


@pytest.mark.parametrize("name", FILES)
def test_a_template_compiles_and_keeps_the_policy(name):
    get_template(name)
    source = re.sub(r"{%\s*comment.*?endcomment\s*%}", "", (ROOT / name).read_text(), flags=re.S)
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(source)] == []


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html", "403_csrf.html"])
def test_error_pages_need_no_context(name):
    page = get_template(name).render()
    assert '<html lang="zh-CN">' in page
    assert "回首页" in page
