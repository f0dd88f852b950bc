from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Self

from django import forms
from django.urls import reverse
from django.utils.http import urlencode

from supervision.ground import clock, desk
from supervision.ground.desk import RegionField
from supervision.ground.regions import Level, Region

PROOF = "更正、停业、注销、迁移、承继、变更主体类型和减少品种必须上传证明。"
OWN = ("effective_on", "why", "proof", "papers")
SHOWN = "shown"
ABOUT = ("生效日期、原因和证明", [*OWN])


class PlaceField(RegionField):
    """Any township or village of the city: where a row moves to may lie outside the scope of who tells it."""

    def bind_post(self, post: Any) -> None:
        rows = Region.objects.filter(level__in=self.levels, closed=None)
        if self.own:
            rows = Region.objects.filter(pk=self.own) | rows
        rows = rows.select_related("county", "township").order_by("code")
        self.queryset = self.widget.rows = rows
        self.widget.label, self.widget.empty = self.label_from_instance, "请选择"
        self.widget.offer = lambda rows: rows.exclude(level=Level.VILLAGE)
        address = reverse("supervision:regions-search")
        self.widget.attrs["data-na-search"] = f"{address}?{urlencode({'levels': ','.join(self.levels), 'all': '1'})}"
        self.widget.attrs["data-placeholder"] = "输入乡镇或村名查找"


def told_with() -> tuple[forms.Field, forms.Field, forms.Field, forms.Field]:
    """The boxes of `ABOUT`: since when, why, and what shows it."""
    return (
        desk.DayBox(label="变更生效日期", initial=clock.today),
        desk.TextBox(label="变更原因", max_length=500, widget=forms.Textarea),
        desk.FilesField(label="证明照片", help_text=PROOF),
        desk.FilesField(purpose="document", label="证明附件"),
    )


class ShownField(forms.Field):
    """What the boxes said when the page was opened, carried by the page: what was typed over is told by it."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def read(self, sent: str) -> dict[str, list[str]]:
        """By control; nothing of a page that did not carry it."""
        try:
            given = json.loads(sent or "{}")
        except ValueError:
            return {}
        if not isinstance(given, dict):
            return {}
        return {name: list(map(str, values)) for name, values in given.items() if isinstance(values, list)}


class AlterForm(desk.DeskModelForm):
    """The present values, to be typed over. A form of a register adds its model, its `sections` and the boxes that
    every change has (`told_with`); it checks single boxes only, what the row would be is asked by the service.
    """

    apart = (SHOWN,)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[SHOWN] = ShownField()
        self.fields[SHOWN].initial = lambda: json.dumps(self._as_sent())
        if self.is_bound:
            for name, field in self.fields.items():
                if name not in OWN and not self._was_sent(name):
                    field.required = False

    def _was_sent(self, name: str) -> bool:
        return self.add_prefix(name) in self.data

    def _boxes(self) -> Iterator[str]:
        return (name for name, field in self.fields.items() if name not in OWN and not field.widget.is_hidden)

    def _as_sent(self) -> dict[str, list[str]]:
        """The boxes of the row as this page would send them untouched, by control."""
        return {control: values for name in self._boxes() for control, values in desk.as_sent(self, name).items()}

    def offered_again(self, record: Any) -> Self:
        """After somebody else was faster: what was typed stays, every other box follows what stands now. Sent as it was
        shown before, it would ask for the reversal of what the other one has changed.
        """
        super().offered_again(record)
        key = self.add_prefix(SHOWN)
        opened = self.fields[SHOWN].read(self.data.get(key, ""))
        stands = type(self)(post=self.post, initial=self.initial, prefix=self.prefix)._as_sent()
        for control, values in stands.items():
            if control in opened and _read(self.data.getlist(control)) == _read(opened[control]):
                self.data.setlist(control, values)
        self.data[key] = json.dumps(stands)
        return self

    def _own(self, name: str) -> Any:
        """What the row has, which the step has filled in."""
        given = self.initial.get(name)
        return getattr(given, "pk", given)

    def _post_clean(self) -> None:
        """There is no row of this form: whether another one has this name is asked of the row it is about."""

    @property
    def values(self) -> dict[str, Any]:
        """What was sent; what the page did not ask for stays as it is. The proof goes to the change."""
        sent = {name: value for name, value in super().values.items() if name in OWN or self._was_sent(name)}
        given = {name: value for name, value in sent.items() if name != SHOWN}
        return given | {"proof": super().uploads}

    @property
    def uploads(self) -> list[tuple[str, list[Any]]]:
        return []


def _read(values: list[str]) -> list[str]:
    """As a browser sends them: lines end in its own way, and an empty choice is none."""
    return [text for value in values if (text := "\n".join(value.split("\r\n")).strip())]
