"""The base of the rooms' forms: the post's choices, the hidden key and version, files kept apart."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.models import ModelFormMetaclass
from django.forms.utils import ErrorDict

from supervision.ground import clock
from supervision.ground.entry import LATE
from supervision.ground.regions import Region
from supervision.ground.subjects import Product, Subject

from . import doubts, linked
from .boxes import DayBox, MomentBox, NumberBox, TextBox, WholeBox
from .contents import OWN
from .fields import FilesField, RegionField, SignatureField, SubjectField, key_in
from .linkbox import LinkField
from .products import ProductField
from .spoken import STRANGE, speak
from .texts import clean_texts

if TYPE_CHECKING:
    from supervision.ground.people import Post

HIDDEN = ("client_key", "version")  # with no place on the page where a sentence could stand

if TYPE_CHECKING:
    Form = forms.BaseForm
else:
    Form = object  # beside `forms.Form` and `forms.ModelForm`


class DeskMixin(Form):
    """`sections` may group the fields: a list of (title, [names]).

    The hidden `client_key` makes a double click one record; `version` is the one the form was opened with. `apart` are
    fields that are no part of the content, beside the place: what merely goes along with it.
    """

    fields: dict[str, Any]  # each with what its kind has: choices, a queryset
    cleaned_data: dict[str, Any]
    data: Any
    sections: list[tuple[str, list[str]]] = []
    today = ""  # the field that today is proposed for
    apart: Collection[str] = ()

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post = post
        self.fields["client_key"] = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
        self.fields["version"] = forms.IntegerField(
            required=False,
            widget=forms.HiddenInput,
            error_messages={"invalid": STRANGE},
            validators=[MinValueValidator(0, STRANGE)],
        )
        if self.today in self.fields:
            self.fields[self.today].initial = clock.today
        for name, field in self.fields.items():
            if hasattr(field, "keep"):
                field.keep(self._own(name))
            speak(field)
            if hasattr(field, "bind_post"):
                field.bind_post(post)
            elif isinstance(field, forms.ModelChoiceField):
                # Its choices stay a query: a room narrows it to the post's scope after this.
                if field.empty_label == BLANK_CHOICE_DASH[0][1]:
                    field.empty_label = "请选择"
            elif isinstance(field, forms.ChoiceField) and (offered := _choices(field))[:1] == BLANK_CHOICE_DASH:
                field.choices = [("", "请选择"), *offered[1:]]

        self._show_links()
        for name, field in self.fields.items():
            if isinstance(field, ProductField):
                rows: Any = field.queryset
                self.offer(name, rows)
                field.offer(subject=self._whose())

    def _show_links(self) -> None:
        """In the boxes of linked records: what was sent, or what the record is linked with."""
        for name, field in self.fields.items():
            if isinstance(field, LinkField):
                record = getattr(self, "instance", None)
                if record is not None and record.pk:
                    self.initial.setdefault(name, [str(key) for key in linked.keys_of(record, field.register.model)])
                sent = self.initial.get(name)
                if self.is_bound:
                    box: Any = field.widget
                    sent = box.value_from_datadict(self.data, self.files, self.add_prefix(name))
                field.show([sent] if isinstance(sent, str) else sent)

    def full_clean(self) -> None:
        clean_texts(self.fields)  # here, because a room adds fields of its own after `__init__`
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        corrects = self.initial.get("version") is not None
        kept = set(self.fields) - set(self.changed_data) if corrects else ()
        self._wonder(list(doubts.found(self.fields, cleaned, kept)), cleaned)
        return cleaned

    def _wonder(self, strange: list[tuple[str, str]], cleaned: dict[str, Any]) -> None:
        """Tell what is strange, unless just that was ticked as checked."""
        if not strange:
            return
        key = doubts.key(strange, cleaned)
        self.fields[doubts.SURE] = doubts.tick(key)
        if self.data.get(self.add_prefix(doubts.SURE)) != key:
            for name, said in strange:
                self.add_error(name, f"{said}属实的，请在表末勾选“{doubts.LABEL}”。")

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What a correction of the record begins with, beside what the form takes from it by itself."""
        return {}

    def _own(self, name: str) -> Any:
        """What stands on the record that is being corrected; an address asks for a subject by its bare number."""
        instance = getattr(self, "instance", None)
        if instance is not None:
            return getattr(instance, f"{name}_id", None) or getattr(instance, name, None)
        return getattr(self.initial.get(name), "pk", None)

    def _whose(self) -> int | None:
        """The subject of the form, as far as it is known when it is drawn: typed, stored, asked by the address."""
        alone = getattr(self.fields.get("subject"), "initial", None)
        given = (self.data.get(self.add_prefix("subject")), self._own("subject"), self.initial.get("subject"), alone)
        return next((key for one in given if (key := key_in(getattr(one, "pk", one))) is not None), None)

    def offer(self, name: str, rows: models.QuerySet[Any]) -> None:
        """The rows a choice is made from; what the record has already stays one of them, though it has gone since."""
        own = self._own(name)
        if own is not None:
            known = rows.model._default_manager.filter(models.Q(pk__in=rows.order_by().values("pk")) | models.Q(pk=own))
            rows = known.order_by(*rows.query.order_by)
        self.fields[name].queryset = rows

    @property
    def values(self) -> dict[str, Any]:
        """What the service is given: no files, nothing of the desk's own."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in OWN
            and not isinstance(self.fields[name], (FilesField, SignatureField, LinkField))
            and (name != LATE or value or self.fields[name].initial)
        }

    @property
    def uploads(self) -> list[tuple[str, list[Any]]]:
        """What was uploaded, by purpose."""
        return [
            (field.purpose, self.cleaned_data[name])
            for name, field in self.fields.items()
            if isinstance(field, (FilesField, SignatureField)) and self.cleaned_data.get(name)
        ]

    @property
    def links(self) -> list[tuple[Any, list[Any]]]:
        """What was chosen as belonging to the record: the register's model, and all of its rows."""
        return [
            (field.register.model, self.cleaned_data[name])
            for name, field in self.fields.items()
            if isinstance(field, LinkField) and name in self.cleaned_data
        ]

    def ask_why_late(self, day: str, stored: str = "") -> None:
        """The reason of a 补录: beside its day, on the page only once it is needed, and then it stays there."""
        self.sections = [
            (title, [one for name in names for one in ((name, LATE) if name == day else (name,))])
            for title, names in self.sections
        ]
        self.fields[LATE] = forms.CharField(label="补录原因", required=False, max_length=200, initial=stored)
        if not (stored or self.data.get(self.add_prefix(LATE))):
            self.fields[LATE].widget = forms.HiddenInput()

    def refuse(self, message: str, field: str | None = None) -> None:
        """A rule's sentence at its field, or above the form when the form has no such field."""
        if field == LATE and LATE in self.fields:
            self.fields[LATE].widget = forms.TextInput(attrs={"maxlength": 200})
        self.add_error(field if field in self.fields and field not in HIDDEN else None, message)

    def offered_again(self, record: Any) -> Self:
        """After somebody else was faster: what was typed, now on the record as it is, so that it can be saved."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = record.version
        return self

    def unjudged(self) -> Self:
        """As it was typed, without a word on what is wrong in it: something else is asked first."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        return self

    def refuse_all(self, faults: Iterable[tuple[str | None, str]]) -> None:
        """Each at its field; a field that already has its sentence keeps that one."""
        known = set(self.errors)
        for field, message in list(faults):
            if field is None or field not in known:
                self.refuse(message, field)

    def faults(self) -> Iterable[tuple[str | None, str]]:
        """What the room's rules will ask of a submitted form, as far as it is filled in: a form that has other
        mistakes tells it in the same round.
        """
        return ()


def _choices(field: Any) -> list[Any]:
    return list(field.choices)


class PlainForm(forms.Form):
    """A form that is no record's: no key, no version, the words of the house, texts cleaned."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            speak(field)

    def full_clean(self) -> None:
        clean_texts(self.fields)
        super().full_clean()


class DeskForm(DeskMixin, forms.Form):
    """A form of its own fields. `initial_of(record)` fills it for a correction."""

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        return {name: getattr(record, name) for name in cls.base_fields if hasattr(record, name)}


# How a model's field is asked; of those that fit, the first.
BOXES: tuple[tuple[type[models.Field[Any, Any]], type[forms.Field]], ...] = (
    (models.CharField, TextBox),
    (models.TextField, TextBox),
    (models.DecimalField, NumberBox),
    (models.IntegerField, WholeBox),
    (models.DateTimeField, MomentBox),
    (models.DateField, DayBox),
)


def _box(field: models.Field[Any, Any], more: dict[str, Any]) -> forms.Field | None:
    """The box of a plain field, within the bounds of the model."""
    kind = next((box for model, box in BOXES if isinstance(field, model)), None)
    if kind is not None:
        more = {"form_class": kind, **more}
    box = field.formfield(**more)
    if isinstance(box, (NumberBox, WholeBox)):
        box.bound(field.validators)
    return box


def _formfield(field: models.Field[Any, Any], **more: Any) -> forms.Field | None:
    """A record's place and a subject are found by their own fields, with the words of the model."""
    if field.name == "region" and field.related_model is Region:
        kind: type[forms.Field] = RegionField
    elif field.related_model is Subject:
        kind = SubjectField
    elif field.related_model is Product:
        kind = ProductField
    else:
        return _box(field, more)
    return kind(label=field.verbose_name, required=not field.blank, help_text=field.help_text)


UPLOADS: dict[str, Callable[[], forms.Field]] = {
    "photos": FilesField, "documents": partial(FilesField, purpose="document"), "signature": SignatureField,
}  # fmt: skip


class _OfSections(ModelFormMetaclass):
    """A form that says in which sections its fields stand need not list them again; uploads are known by name."""

    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> type:
        meta = attrs.get("Meta")
        if meta is not None:
            if not hasattr(meta, "fields"):
                own = {field.name for field in meta.model._meta.get_fields()}
                asked = [one for _title, names in attrs["sections"] for one in names]
                meta.fields = [one for one in asked if one in own]
                attrs |= {one: UPLOADS[one]() for one in asked if one in UPLOADS and one not in {*own, *attrs}}
            meta.formfield_callback = staticmethod(_formfield)
        return super().__new__(mcs, name, bases, attrs)


class DeskModelForm(DeskMixin, forms.ModelForm[Any], metaclass=_OfSections):
    """A form over the model's own fields; it checks, the room's service writes.

    `Meta` names the model; the fields are those of the `sections` unless `Meta.fields` lists others.
    """


def form_of(model: type[models.Model], sections: Sequence[tuple[str, Sequence[str]]]) -> type[DeskModelForm]:
    """The form of a plain noun: its fields in these sections, today proposed for the day it happened."""
    attrs = {
        "sections": [(title, list(names)) for title, names in sections],
        "today": getattr(model, "DATE_FIELD", ""),
        "Meta": type("Meta", (), {"model": model}),
        "__module__": model.__module__,
    }
    return _OfSections(f"{model.__name__}Form", (DeskModelForm,), attrs)
