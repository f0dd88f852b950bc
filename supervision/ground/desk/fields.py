"""Form fields that know the post: places and subjects of its scope, files, a signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode

from supervision.ground import files
from supervision.ground.records import SUBJECT_ROLES
from supervision.ground.regions import Level, Region
from supervision.ground.subjects import Status, Subject

from . import places

if TYPE_CHECKING:
    from supervision.ground.people import Post

NOT_YOURS = "请选择辖区内的{}。"
WIDE = (Level.CITY, Level.COUNTY, Level.ZONE)


def key_in(given: Any) -> int | None:
    """The key that somebody wrote; None for what no row can have."""
    text = str(given or "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


class _SearchSelect(forms.Select):
    """Offers the first rows of the scope and the chosen one; the rest is found by searching."""

    rows: Any = None
    offer: Callable[[Any], Any] = staticmethod(lambda rows: rows)  # those that are offered unasked
    label: Any = str
    empty = "请选择"

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        chosen = [str(key) for one in value if (key := key_in(one)) is not None]
        rows = [*self.rows.filter(pk__in=chosen), *self.offer(self.rows.exclude(pk__in=chosen))]
        self.choices = [("", self.empty), *((row.pk, self.label(row)) for row in rows)]
        return super().optgroups(name, value, attrs)


class RegionField(forms.ModelChoiceField[Region]):
    """A place within the post's scope; from the township down unless other levels are named.

    A county has too many villages for one list: it is offered its townships, and finds a village by searching. The
    place a record already has is always a choice, also where it has closed since or is of another level.
    """

    widget = _SearchSelect
    own: str | None = None

    def __init__(self, *, levels: tuple[str, ...] = (Level.TOWNSHIP, Level.VILLAGE), **kwargs: Any) -> None:
        self.levels = levels
        kwargs.setdefault("label", "所在地区")
        kwargs.setdefault("empty_label", "请选择")
        super().__init__(Region.objects.none(), **kwargs)
        self.error_messages["invalid_choice"] = NOT_YOURS.format("地区")

    def keep(self, own: str | None) -> None:
        self.own = own

    def bind_post(self, post: Post) -> None:
        found = places.within(post).filter(level__in=self.levels)
        rows = Region.objects.filter(Q(pk__in=found.values("pk")) | Q(pk=self.own or ""))
        rows = rows.select_related("county", "township").order_by("code")
        self.queryset = self.widget.rows = rows
        self.widget.label, self.widget.empty = self.label_from_instance, str(self.empty_label or "请选择")
        if post.region.level in WIDE and {Level.TOWNSHIP, Level.VILLAGE} <= set(self.levels):
            self.widget.offer = lambda rows: rows.exclude(level=Level.VILLAGE)
            address = reverse("supervision:regions-search")
            self.widget.attrs["data-na-search"] = f"{address}?{urlencode({'levels': ','.join(self.levels)})}"
            self.widget.attrs["data-placeholder"] = "输入乡镇或村名查找"

    def label_from_instance(self, region: Region) -> str:
        return f"{region.full_name}（已撤销）" if region.closed else region.full_name


class SubjectField(forms.ModelChoiceField[Subject]):
    """A supervised subject of the post's scope: a select that the page turns into a search box.

    Only active ones are offered; but a record keeps its own, though that has closed since.
    """

    widget = _SearchSelect
    OFFERED = 200
    own: int | None = None

    def __init__(self, *, limit: Any = None, **kwargs: Any) -> None:
        self.limit = limit
        kwargs.setdefault("label", "监管对象")
        super().__init__(Subject.objects.none(), **kwargs)
        self.error_messages["invalid_choice"] = NOT_YOURS.format("监管对象")
        self.widget.attrs["data-na-search"] = reverse_lazy("supervision:subjects-search")

    def keep(self, own: int | None) -> None:
        self.own = own

    def bind_post(self, post: Post) -> None:
        rows = Subject.objects.visible_to(post).active()
        rows = self.limit(rows) if self.limit else rows
        if self.own and not rows.filter(pk=self.own).exists():
            rows = Subject.objects.filter(Q(pk__in=rows.values("pk")) | Q(pk=self.own))
        rows = rows.select_related("region__county", "region__township", "organisation")
        self.queryset = rows.order_by("pinyin", "id")
        self.widget.rows, self.widget.label = self.queryset, self.label_from_instance
        self.widget.offer = lambda rows: rows[: self.OFFERED]
        if post.role in SUBJECT_ROLES and self.initial is None:  # a producer has only itself to choose
            self.initial = self.queryset.values_list("pk", flat=True).first()

    def label_from_instance(self, subject: Subject) -> str:
        status = "" if subject.status == Status.ACTIVE else f"，{subject.get_status_display()}"
        return f"{subject.name}（{subject.region}{status}）"


class _ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files for one purpose; the desk attaches them to the record that is saved."""

    def __init__(self, *, purpose: str = "photo", **kwargs: Any) -> None:
        self.purpose = purpose
        attrs: dict[str, Any] = {"multiple": True}
        if purpose in files.PICTURES:
            attrs["accept"] = "image/*"  # without `capture` the phone offers its camera and the pictures taken before
        kwargs.setdefault("label", files.Purpose(purpose).label)
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", _ManyFilesInput(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one or self.required]


class SignatureField(forms.CharField):
    """A signature drawn on the page, as a PNG data address."""

    purpose = "signature"
    stored: Any = None  # the one on the record that is being corrected

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "签名")
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.TextInput(attrs={"data-na": "signature"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[str]:
        value = super().clean(value)
        return [value] if value else []
