"""Every template compiles, is used by somebody, and keeps the content policy: no inline style, script or handler."""

import re

import pytest
from django.template.loader import get_template

from .source import ROOT, python_files, templates

NAMES = [path.relative_to(ROOT / "templates").as_posix() for path in templates()]
FRAMEWORK = re.compile(r"^(400|403|403_csrf|404|500|registration/\w+)\.html$")
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]+\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", re.I),
    "an inline handler": re.compile(r"<[^>]+\son[a-z]+\s*=", re.I),
    "a foreign address": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.I),
    "a javascript address": re.compile(r"javascript:", re.I),
    "an unescaped value": re.compile(r"(?<!help_text)\|\s*safe\b(?!seq)|autoescape\s+off"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles_and_keeps_the_policy(name):
    get_template(name)
    source = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", (ROOT / "templates" / name).read_text(), flags=re.S)
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(source)] == []


def test_every_template_is_used():
    written = "\n".join(path.read_text() for path in (*python_files(), *templates()))
    named = set(re.findall(r"[\w/-]+\.html", written))
    assert [name for name in NAMES if name not in named and not FRAMEWORK.match(name)] == []


def test_every_template_that_is_named_exists():
    """A page nobody opened yet must not be the first to find out."""
    named = set()
    for path in python_files():
        named |= set(re.findall(r"[\"']([\w/-]+/[\w-]+\.html)[\"']", path.read_text()))
    for path in templates():
        named |= set(re.findall(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']", path.read_text()))
    for name in sorted(named):
        get_template(name)
