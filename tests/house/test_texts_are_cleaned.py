"""Whatever a person types into any form, any filter, any service: hidden signs do not come through."""

from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.http import QueryDict

from monitoring.models import Result
from supervision.ground import records
from supervision.ground.desk import is_text
from supervision.ground.desk.registry import REGISTERS
from supervision.ground.errors import RuleViolation
from supervision.ground.kinds import clean, text
from supervision.ground.records import Record
from supervision.ground.texts import PrintedField, columns, tidy
from tests import registers

import_module(settings.ROOT_URLCONF)  # the addresses load every form
HIDDEN = "\u200b甲\u00a0乙\n丙\u3164"
PACKAGES = ("supervision", "monitoring", "certificates", "credit", "greenfood", "emergency", "shangrao_nongan")


def _all(kind):
    for one in kind.__subclasses__():
        yield one
        yield from _all(one)


def _used():
    """Every form class of ours that a page can show: those of the registers and their steps, and the plain ones."""
    asked = {one.form_class for one in REGISTERS.values() if one.create or one.edit}
    asked |= {step.form for one in REGISTERS.values() for step in one.steps}
    ours = {one for one in _all(forms.BaseForm) if one.__module__.split(".")[0] in PACKAGES and one.base_fields}
    return sorted(asked | ours, key=lambda one: (one.__module__, one.__name__))


def _form(kind, cast, data):
    if issubclass(kind, AuthenticationForm):
        return kind(None, data)
    if kind.__name__ == "LineForm":
        return kind(data, result=Result.objects.select_related("analyte").first())
    plain = issubclass(kind, forms.Form) and not hasattr(kind, "values")
    return kind(data) if plain else kind(data, post=cast.city.post)


def _filled(form, value):
    data = QueryDict(mutable=True)
    for name, field in form.fields.items():
        if is_text(field):
            data[form.add_prefix(name)] = value
    return data


@pytest.fixture
def result(db):
    return registers.make("monitoring.TestOrder", at=registers.HERE)


@pytest.mark.parametrize("kind", _used(), ids=lambda one: one.__name__)
def test_a_form_reads_its_texts_cleaned(kind, cast, result):
    empty = _form(kind, cast, QueryDict())
    form = _form(kind, cast, _filled(empty, HIDDEN))
    form.full_clean()
    for name, field in form.fields.items():
        if isinstance(field, forms.CharField) and is_text(field) and name in form.cleaned_data:
            said = form.cleaned_data[name]
            if isinstance(said, str):
                lines = isinstance(field.widget, forms.Textarea)
                assert said == clean(said, lines=lines) and "\u200b" not in said, name
    turned = _form(kind, cast, _filled(empty, "甲\u202e乙"))
    nothing = _form(kind, cast, _filled(empty, "\u200b \u3164"))
    for name, field in turned.fields.items():
        if isinstance(field, forms.CharField) and is_text(field) and not issubclass(kind, AuthenticationForm):
            assert turned.errors.get(name) == [text.TURNED], name
        if is_text(field) and field.required and not field.disabled:
            assert any(said.startswith("请") for said in nothing.errors.get(name, [])), (name, nothing.errors)


def test_forms_are_found():
    assert len(_used()) > 40


@pytest.mark.parametrize("model", [m for m in apps.get_models() if issubclass(m, Record)], ids=lambda m: m.__name__)
def test_the_floor_cleans_what_a_service_is_given(model):
    row = model()
    for field, lines in columns(model):
        value = "\u200b甲\u00a0乙\n丙"
        setattr(row, field.attname, [value] if hasattr(field, "base_field") else value)
        tidy(row, [field.name])
        written = getattr(row, field.attname)
        assert written in ("甲 乙\n丙" if lines else "甲 乙 丙", ["甲 乙 丙"])
        setattr(row, field.attname, "甲\u2066乙")
        with pytest.raises(RuleViolation) as refused:
            tidy(row, [field.name])
        assert (refused.value.field, refused.value.message) == (field.name, text.TURNED)


def test_every_writer_of_records_stands_on_the_floor(cast):
    """`create`, `edit`, `touch` and the bulk writers, asked with the register of trainings."""
    made = registers.make("supervision.Training", at=registers.HERE)
    records.touch(made, by=cast.guangxin.post, verb="改", topic="\u200b培训\u00a0一\n二")
    assert type(made).objects.get(pk=made.pk).topic == made.topic == "培训 一 二"
    many = [type(made)(**{name: getattr(made, name) for name in WRITTEN} | {"topic": "多\ufeff条"}) for _ in range(2)]
    records.create_many(many, by=cast.guangxin_admin.post)
    assert type(made).objects.filter(topic="多条").count() == 2
    with pytest.raises(RuleViolation, match="隐藏字符"):
        records.touch(made, by=cast.guangxin.post, verb="改", topic="甲\u202e乙")


WRITTEN = ("region", "held_on", "organiser", "audience", "hours", "invited", "present", "trainers")


def _printed():
    every = ((model, field) for model in apps.get_models() for field, _ in columns(model))
    return [(model, field) for model, field in every if isinstance(field, PrintedField)]


def test_a_printed_number_has_one_width():
    """A seal, a report, a certificate, a document: typed full-width or half-width it is the same number."""
    assert len(_printed()) > 12
    for model, field in _printed():
        row = model()
        setattr(row, field.attname, "ＬＢ－１６〔２０２１〕3号／ａ．1")
        assert getattr(tidy(row, [field.name]), field.attname) == "LB-16〔2021〕3号/a.1", model
