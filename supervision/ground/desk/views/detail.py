from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from supervision.ground import audit, files, history, kinds, records
from supervision.ground.people import OfficialRequest, Post
from supervision.ground.records import Record, State
from supervision.ground.subjects import Subject

from .. import linked, listing, persons
from ..acts import Deed, Verb
from ..registry import Register
from ..verbs import EDIT
from .base import DeskView

OWN = "您填写过这条记录，不能自己审核。"
BY_ONE = "单人办理"
NOBODY = "本单位暂无复核人"
APPOINT = "管理员可在“账号岗位”任命复核人（股长或分管领导，只审不填）。"


class DetailView(DeskView):
    """One record: its columns in groups, what may be done with it, its files, its whole history."""

    def get(self, request: OfficialRequest, pk: int) -> HttpResponse:
        return render(request, "desk/detail.html", self.context(self.find(pk)))

    def context(self, record: models.Model, *, refused: dict[str, Any] | None = None) -> dict[str, Any]:
        post = self.request.post
        panels = () if records.is_citizen(post) else self.register.panels  # what is done about it is internal
        history_shown = hasattr(record, "events") and not records.is_citizen(post)
        told = {
            "register": self.register,
            "record": record,
            "title": str(record),
            "fields": self._groups(record),
            "second": self._second(record),
            "actions": actions(self, record, refused or {}),
            "panels": [panel.template for panel in panels],
            "timeline": history.of(record) if history_shown else [],
            "files": shown_files(record),
            "removed_files": removed_files(record, post),
            "dossier_url": dossier_of(record, post),
            "call_url": persons.call_url(getattr(record, "subject_id", None), post),
            "purposes": audit.Purpose.choices,
            "back_url": self.back_url(),
        }
        if another := another_url(self.register, record, post):
            told["another_url"] = another
        if self.register.edit and _offered(self, EDIT, record):
            told["edit_url"] = self.register.url("edit", record.pk)
        for panel in panels:
            told |= panel.context(record, post)
        if isinstance(record, Record) and not records.is_citizen(post) and linked.partners(self.register):
            told["linked"] = linked.told(self.register, record, post)
            told["linked_subject"] = linked.subject_of(record) or ""
        return told

    def _second(self, record: models.Model) -> str:
        """Who takes over what this person has written, where it waits: somebody of the unit, or the level above; and
        who confirms what one person has taken over alone.
        """
        if isinstance(record, Record) and record.stands_alone:
            return self._confirmed_by(record)
        post, verb = self.request.post, self.register.verb_named("accept")
        if verb is None or getattr(record, "state", "") != State.SUBMITTED or not isinstance(record, Record):
            return ""
        perm = self.register.perm(verb.right)
        if not post.has_perm(perm) or not records.deciding.wrote(record, post):
            return ""
        if records.deciding.by_one(record, post):
            return f"{NOBODY}，由您单人办理，办理后即生效，经另一人补复核后才计入统计和考核。{APPOINT}"
        others = Post.objects.seconds_to(post, perm)
        if others:
            return f"{OWN}请由本单位其他人审核：{'、'.join(sorted({str(other.user) for other in others}))}。"
        above = "" if post.is_citywide else "，由上一级审核"
        return f"{OWN}{NOBODY}{above}。{APPOINT}"

    def _confirmed_by(self, record: Record) -> str:
        """What stands alone: who may confirm it; where nobody can, that there is nobody."""
        post, perm = self.request.post, self.register.perm("accept")
        if not post.is_citywide or not post.has_perm(perm):
            return f"{records.ALONE}：已生效，经市级另一人补复核后才计入统计和考核。"
        others = [] if not records.deciding.wrote(record, post) else Post.objects.seconds_to(post, perm)
        if others:
            who = f"请由本单位其他人补复核：{'、'.join(sorted({str(other.user) for other in others}))}。"
        else:
            who = f"{NOBODY}。{APPOINT}" if records.deciding.wrote(record, post) else "请您补复核。"
        return f"{records.ALONE}：已生效，补复核前不计入统计和考核。{who}"

    def _groups(self, record: models.Model) -> list[dict[str, Any]]:
        register = self.register
        rows = register.rows(self.request.post).filter(pk=record.pk)
        columns = {column.name: column for column in register.columns_of(self.request.post)}
        row = listing.values(rows, list(columns.values())).first()
        if row is None:
            raise Http404("没有找到这条记录，或它不在您的范围内。")
        values, shown = listing.plain(row), persons.offered(register, record, self.request.post)
        return [
            {
                "title": title,
                "items": [
                    {
                        "label": columns[name].label,
                        "value": values[name],
                        "kind": columns[name].kind,
                        "wide": columns[name].width >= kinds.LONG,
                        "reveal_url": shown.get(name, ""),
                    }
                    for name in names
                    if name in columns
                ],
            }
            for title, names in register.groups
        ]


def actions(view: DeskView, record: models.Model, refused: dict[str, Any]) -> list[dict[str, Any]]:
    """What fits the record and the post's role, each with its address: steps lead to a page, verbs are posted."""
    steps = [
        {
            "name": step.name,
            "label": step.label,
            "url": view.register.url("step", record.pk, step.name),
            "style": step.style,
            "method": "get",
        }
        for step in view.register.steps
        if _offered(view, step, record)
    ]
    verbs = [
        {
            "name": verb.name,
            "label": _label(view, verb, record),
            "url": view.register.url("act", record.pk, verb.name),
            "style": verb.style,
            "needs_reason": verb.needs_reason,
            "confirm": verb.confirm,
            "asked": verb.asked or f"确定{verb.label}",
            **(refused if refused.get("name") == verb.name else {}),
        }
        for verb in view.register.verbs
        if _offered(view, verb, record)
    ]
    return steps + verbs


def _label(view: DeskView, verb: Verb, record: Any) -> str:
    """What one person does alone is not called a review."""
    alone = verb.name == "accept" and isinstance(record, Record)
    return BY_ONE if alone and records.deciding.by_one(record, view.request.post) else verb.label


def _offered(view: DeskView, deed: Deed, record: models.Model) -> bool:
    return not view.register.why_not(deed, record, view.request.post)


def another_url(register: Register, record: Any, post: Post) -> str:
    """再记一条, for who entered this one: the form with its day, its place and what else the next one has as well."""
    if register.create is None or not post.has_perm(register.perm("add")) or not isinstance(record, Record):
        return ""
    if record.made_by is None or record.made_by.user_id != post.user_id:
        return ""
    form: Any = register.form_class
    columns = {field.name: field.attname for field in record._meta.concrete_fields if field.name in form.base_fields}
    names = [name for name in (record.DATE_FIELD, "region", *register.common) if name in columns]
    values = ((name, getattr(record, columns[name])) for name in names)
    kept = [(name, value.isoformat() if isinstance(value, dt.date) else str(value)) for name, value in values if value]
    plain = [(name, value) for name, value in kept if not any(kinds.masks.found(value))]  # nobody's phone in an address
    return f"{register.url('new')}?{urlencode(plain)}"


def dossier_of(record: models.Model, post: Post) -> str:
    """Where everything about its subject stands together: a page of the roof, known by its name only."""
    subject = record.pk if isinstance(record, Subject) else getattr(record, "subject_id", None)
    if not subject or not post.has_perm("supervision.view_subject"):
        return ""
    try:
        return reverse("dossier", args=[subject])
    except NoReverseMatch:
        return ""


def shown_files(record: models.Model) -> list[dict[str, Any]]:
    return [_shown(row) for row in files.of(record)]


def removed_files(record: models.Model, post: Post) -> list[dict[str, Any]]:
    """What was taken off, by whom and why: for those who judge the record."""
    return [_shown(row) for row in files.removed(record)] if files.judges(type(record), post) else []


def _shown(row: Any) -> dict[str, Any]:
    names = ("pk", "name", "is_image", "taken_at", "held", "removed_at", "removed_by", "removed_why")
    return {name: getattr(row, name) for name in names} | {"url": reverse("supervision:file", args=[row.pk])}
