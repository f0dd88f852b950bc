"""The door that every answer leaves by: numbers of persons in its text are masked, whichever page wrote it.

Closed by default. A page or an answer of the API is masked as it goes out, so no template and no view can forget it.
What somebody types stays his own: the values of boxes are left alone, or a record saved as it was opened would lose the
number that stands in its remark. Statutory papers carry full values: their views say so, each with its reason
(`in_full`); a number that its owner publishes is named by the view (`openly`).

A workbook is masked where it is written (desk/rowxml; `book` for those made cell by cell); a file is given out as it
was handed in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from supervision.ground.kinds import masks

if TYPE_CHECKING:
    from openpyxl import Workbook

R = TypeVar("R", bound=HttpResponseBase)

HTML, JSON = ("text/html", "application/xhtml+xml"), ("application/json", "application/problem+json")
PLAIN = ("text/plain", "text/csv")
# Comments, what is typed, scripts and tags; everything between is text that somebody reads.
MARKUP = re.compile(
    r"<!--.*?-->|<(?P<raw>textarea|script|style)\b(?P<of>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>(?P<inside>.*?)</(?P=raw)\s*>"
    r"|<(?P<tag>/?[a-zA-Z][^\s/>]*)(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>",
    re.DOTALL | re.IGNORECASE,
)
BOXES = ("input", "option", "button")  # their values come back to us
ATTRIBUTE = re.compile(r"(?P<name>[a-zA-Z-]+)=(?P<value>\"[^\"]*\"|'[^']*')")
ADDRESSES = ("href", "src", "action", "formaction", "id", "for", "name", "class", "value", "style", "integrity")
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def in_full(response: R, why: str) -> R:
    """A paper that the law wants whole, or the writer's own words; `why` says which."""
    if not why:
        raise ValueError("说明为什么完整显示")
    response.in_full = why  # type: ignore[attr-defined]
    return response


def openly(response: R, values: Iterable[str]) -> R:
    """Numbers that their owners publish themselves, as they stand in this answer."""
    response.openly = masks.digits_in(values)  # type: ignore[attr-defined]
    return response


class MaskingMiddleware:
    """Inside the packing and outside everything that writes, pages of errors included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return mask(self.get_response(request))


def mask(response: HttpResponseBase) -> HttpResponseBase:
    content = getattr(response, "content", None)  # a stream has none: a workbook, or a file
    kind = response.get("Content-Type", "").partition(";")[0].strip()
    reader = _reader(kind)
    if not content or reader is None or hasattr(response, "in_full"):
        return response
    text = content.decode(response.charset or "utf-8")
    shown = reader(text, getattr(response, "openly", frozenset()))
    if shown != text:
        response.content = shown.encode(response.charset or "utf-8")  # type: ignore[attr-defined]
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))  # type: ignore[attr-defined]
    return response


def _reader(kind: str) -> Callable[[str, frozenset[str]], str] | None:
    if kind in HTML:
        return html
    if kind in JSON or kind.endswith("+json"):
        return lambda text, _openly: data(text)
    return (lambda text, _openly: masks.masked(text)) if kind in PLAIN else None


def html(page: str, openly: frozenset[str] = frozenset()) -> str:
    """A page with its texts masked, and what its tags say aloud; boxes and addresses as they are."""
    if not masks.RUN.search(page) or masks.masked(page) == page:
        return page
    parts, at = [], 0
    for token in MARKUP.finditer(page):
        parts += [masks.masked(page[at : token.start()], published=openly), _token(token)]
        at = token.end()
    return "".join([*parts, masks.masked(page[at:], published=openly)])


def _token(token: re.Match[str]) -> str:
    whole = token[0]
    if token["raw"]:
        if token["raw"].lower() != "script" or "json" not in token["of"]:
            return whole
        start = token.start("inside") - token.start()
        return whole[:start] + data(token["inside"]) + whole[start + len(token["inside"]) :]
    if not token["tag"] or not masks.RUN.search(whole):
        return whole
    box = token["tag"].lower() in BOXES
    return ATTRIBUTE.sub(lambda found: _attribute(found, box), whole)


def _attribute(found: re.Match[str], box: bool) -> str:
    name = found["name"].lower()
    if name in ADDRESSES or (box and name.startswith("data-")):
        return found[0]
    return f"{found['name']}={masks.masked(found['value'])}"


def book(made: Workbook) -> Workbook:
    """A workbook with the texts of its cells masked, before it is saved; formulas reckon with numbers."""
    for page in made.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "s" and masks.RUN.search(cell.value):
                    cell.value = masks.masked(cell.value)
    return made


def data(text: str) -> str:
    """JSON with its strings masked; numbers are amounts and keys."""
    return STRING.sub(_string, text) if masks.RUN.search(text) or "\\" in text else text


def _string(found: re.Match[str]) -> str:
    written = found[0]
    if "\\" not in written:
        return masks.masked(written) if masks.RUN.search(written) else written
    text = json.loads(written)
    shown = masks.masked(text)
    return written if shown == text else json.dumps(shown, ensure_ascii=False)
