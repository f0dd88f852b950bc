"""Files that a correction takes off: ticked on the form of the record, with one reason for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from supervision.ground import files
from supervision.ground.records import Record

from .fields import SignatureField

if TYPE_CHECKING:
    from django.db import models

    from supervision.ground.people import Post

APART = {"data-na": "files"}  # templates/parts/kept_files.html shows them, not the sections
Offered = list[dict[str, Any]]


def ask(form: Any, record: models.Model) -> None:
    """The form of a correction knows the two fields, so that a refusal stands at them, and what was signed before."""
    for field in form.fields.values():
        if isinstance(field, SignatureField):
            field.stored = files.of(record, field.purpose).last()
    if isinstance(record, Record):
        ticked, why = forms.MultipleHiddenInput(attrs=APART), forms.HiddenInput(attrs=APART)
        form.fields[files.TAKEN_OFF] = _Ticked(required=False, label="移除", widget=ticked)
        form.fields[files.TAKEN_OFF_WHY] = forms.CharField(required=False, label="移除原因", max_length=500, widget=why)


def offered(record: models.Model, shown: Offered, form: Any, post: Post) -> Offered:
    """The files as the form shows them: which may be taken off, and which were ticked on a page that comes back."""
    if files.TAKEN_OFF not in form.fields or not isinstance(record, Record):
        return shown
    ticked = set(form[files.TAKEN_OFF].value() or ())
    rows = {row.pk: row for row in files.of(record)}
    told = [row | {"stays": files.why_not_remove(rows[row["pk"]], record, post)} for row in shown if row["pk"] in rows]
    return [row | {"offered": not row["stays"], "ticked": str(row["pk"]) in ticked} for row in told]


class _Ticked(forms.MultipleChoiceField):
    """Keys of files; whether they are the record's own, its service asks."""

    def validate(self, value: Any) -> None:
        if any(not str(key).isdecimal() for key in value):
            raise forms.ValidationError("要移除的附件无法识别，请刷新后再试。")
