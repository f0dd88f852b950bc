"""Every form in which something is typed says whose it is and is sent by the script; what is no such form is named."""

from __future__ import annotations

import re

from .source import ROOT, templates

FORM = re.compile(r"<form[^>]*method=\"post\"[^>]*>.*?</form>", re.S)
TYPED = re.compile(r"<textarea|<select|<input(?![^>]*type=\"hidden\")|\{%\s*include|\{\{\s*field")
# Passwords and codes are never kept; the year is a choice of the session, a link one choice; what was put aside is sent
# as it was typed.
OTHERWISE = {
    "desk/parts/linked.html",
    "registration/login.html", "registration/password_change_form.html", "parts/year.html",
    "registration/second.html", "registration/second_code.html",
    "supervision/parts/unsent_paper.html",
}  # fmt: skip


def forms():
    for path in templates():
        name = path.relative_to(ROOT / "templates").as_posix()
        for form in FORM.findall(path.read_text()):
            yield name, form


def test_whoever_types_is_known_and_what_is_typed_is_kept():
    typed = [(name, form) for name, form in forms() if TYPED.search(form) and name not in OTHERWISE]
    assert len(typed) >= 8
    assert [name for name, form in typed if "data-na-form" not in form or "{% whose %}" not in form] == []


def test_the_exceptions_are_there():
    assert {name for name, _ in forms()} >= OTHERWISE


def test_every_way_out_asks():
    out = [form for _, form in forms() if "logout" in form.split(">")[0]]
    assert len(out) >= 4
    assert all("data-na-leave" in form.split(">")[0] for form in out)
