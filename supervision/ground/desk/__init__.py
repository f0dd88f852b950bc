"""The counter every register stands behind: list, detail, form, Excel out, Excel in, REST.

A register is declared once (a `Register` of `Column`s) and given addresses by `desk.paths(key, REGISTER)`. Names are
looked up at their first use, so that `desk.models` can be imported while the models are being loaded.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "Column": "columns",
    "label_of": "columns",
    "Direct": "registry",
    "Panel": "registry",
    "Register": "registry",
    "Step": "registry",
    "Verb": "registry",
    "REGISTERS": "registry",
    "register": "registry",
    "named": "registry",
    "LIFE": "verbs",
    "DeskFilterSet": "filters",
    "called_all": "filters",
    "search_box": "filters",
    "DeskForm": "forms",
    "DeskModelForm": "forms",
    "FilesField": "fields",
    "RegionField": "fields",
    "SignatureField": "fields",
    "SubjectField": "fields",
    "SubjectSearch": "views.search",
    "Sheet": "sheets",
    "SheetColumn": "sheets",
    "paths": "urls",
    "api_urls": "api",
    "viewset": "api",
}
__all__ = list(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'supervision.ground.desk' has no attribute {name!r}")
    value = getattr(import_module(f"supervision.ground.desk.{_HOME[name]}"), name)
    globals()[name] = value
    return value
