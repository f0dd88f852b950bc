"""The addresses of a register."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from supervision.ground.subjects import Subject

from . import registry as registers
from .persons import numbers
from .registry import Register
from .views import act, detail, export, form, imports, paste, read, reveal, review, selection, step
from .views import list as list_


def paths(key: str, declared: Register) -> list[URLPattern]:
    """Named `<app>:<key>`, `-detail`, `-new`, `-edit`, `-act`, `-step`, `-export`, `-import` …"""
    if key != declared.key:
        raise ValueError(f"台账 {declared.key} 不能以 {key} 为地址")
    registers.register(declared)
    given = {"register": declared}
    found = [
        path(f"{key}/", list_.ListView.as_view(**given), name=key),
        path(f"{key}/export/", export.ExportView.as_view(**given), name=f"{key}-export"),
        path(f"{key}/<int:pk>/", detail.DetailView.as_view(**given), name=f"{key}-detail"),
        path(f"{key}/<int:pk>/act/<slug:verb>/", act.ActView.as_view(**given), name=f"{key}-act"),
    ]
    if declared.reviewed:
        picked = f"{key}/selection/<int:pk>/"
        found += [
            path(f"{key}/select/", selection.SelectView.as_view(**given), name=f"{key}-select"),
            path(picked, selection.SelectionView.as_view(**given), name=f"{key}-selection"),
            path(f"{picked}export/", selection.PickedExportView.as_view(**given), name=f"{key}-selection-export"),
            path(f"{picked}read/", read.ReadView.as_view(**given), name=f"{key}-selection-read"),
        ]
    found += _of_kind(key, declared, given)
    if declared.steps:
        found.append(path(f"{key}/<int:pk>/step/<slug:step>/", step.StepView.as_view(**given), name=f"{key}-step"))
    if declared.create:
        found.append(path(f"{key}/new/", form.NewView.as_view(**given), name=f"{key}-new"))
    if declared.edit:
        found.append(path(f"{key}/<int:pk>/edit/", form.EditView.as_view(**given), name=f"{key}-edit"))
    if declared.sheet:
        found += [
            path(f"{key}/import/", imports.UploadView.as_view(**given), name=f"{key}-import"),
            path(f"{key}/import/template/", imports.TemplateView.as_view(**given), name=f"{key}-import-template"),
            path(f"{key}/import/<int:pk>/", imports.BatchView.as_view(**given), name=f"{key}-import-batch"),
            path(f"{key}/import/<int:pk>/marked/", imports.MarkedView.as_view(**given), name=f"{key}-import-marked"),
            path(f"{key}/import/<int:pk>/review/", review.ReviewView.as_view(**given), name=f"{key}-import-review"),
            path(f"{key}/import/<int:pk>/undo/", imports.UndoView.as_view(**given), name=f"{key}-import-undo"),
        ]
    return found


def _of_kind(key: str, declared: Register, given: dict[str, Any]) -> list[URLPattern]:
    """What follows from the register's columns and from its noun."""
    found = []
    if numbers(declared.model, declared.columns):
        shown = reveal.RevealView.as_view(**given)
        found.append(path(f"{key}/<int:pk>/reveal/<slug:field>/", shown, name=f"{key}-reveal"))
    if declared.model is Subject:
        found.append(path(f"{key}/paste/", paste.PasteView.as_view(**given), name=f"{key}-paste"))
    return found
