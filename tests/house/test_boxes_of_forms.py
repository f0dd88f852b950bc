"""Every form of the house asks in our boxes and speaks our words, whatever is typed into it."""

import re
from decimal import Decimal

import pytest
from django import forms
from django.contrib.auth.forms import AuthenticationForm, SetPasswordMixin
from django.contrib.postgres.forms import SimpleArrayField
from django.core import validators
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import override

from supervision.ground.desk import SignatureField
from tests import registers

from .test_texts_are_cleaned import _form, _used

THE_FRAMEWORKS = (
    forms.CharField, forms.DecimalField, forms.FloatField, forms.IntegerField, forms.DateField, forms.DateTimeField,
)  # fmt: skip
ODD = ("长" * 5000, "😀", "12,5", "Infinity", "9" * 60, "-1", "1900-01-01", "/", "\x07", "0")
# Names and passwords are the framework's own; a laboratory's lines have a reader of results.
OTHERS = (AuthenticationForm, SetPasswordMixin)
OURS = [one for one in _used() if not issubclass(one, OTHERS) and one.__name__ != "LineForm"]
SHORT = 5  # signs; what is shorter could stand in anybody's sentence


def pieces(said: str) -> list[str]:
    """A sentence of the framework without what it fills in."""
    return [one for one in re.split(r"%\(\w+\)[sd]|%[sd]|\d+|“|”", said) if len(one) >= SHORT]


@pytest.fixture(scope="module")
def frameworks():
    """What the framework says of a wrong value, in Chinese."""
    with override("zh-hans"):
        kinds = [one for one in vars(forms).values() if isinstance(one, type) and issubclass(one, forms.Field)]
        said = [str(text) for kind in (*kinds, SimpleArrayField) for text in _own_messages(kind)]
        for validator, wrong in (
            (validators.MaxLengthValidator(3), "长长长长"),
            (validators.MinValueValidator(3), 2),
            (validators.MaxValueValidator(3), 4),
            (validators.DecimalValidator(3, 1), Decimal("1234.56")),
            (validators.ProhibitNullCharactersValidator(), "\0"),
        ):
            with pytest.raises(ValidationError) as caught:
                validator(wrong)
            said += caught.value.messages
    return {piece for text in said for piece in pieces(text)}


def _own_messages(kind):
    return [text for key, text in kind.__dict__.get("default_error_messages", {}).items() if key != "max_length"]


def test_the_frameworks_sentences_are_known(frameworks):
    assert len(frameworks) > 15
    assert any("确保该" in one for one in frameworks)


@pytest.mark.parametrize("kind", OURS, ids=lambda one: one.__name__)
def test_our_boxes(kind, cast):
    registers.make("monitoring.TestOrder", at=registers.HERE)
    for name, field in _form(kind, cast, QueryDict()).fields.items():
        if name == "version" or isinstance(field, SignatureField):
            continue
        assert type(field) not in THE_FRAMEWORKS, name
        assert "maxlength" not in field.widget.attrs, name
        assert getattr(field.widget, "input_type", "") != "number", name


@pytest.mark.parametrize("kind", OURS, ids=lambda one: one.__name__)
def test_our_words(kind, cast, frameworks):
    registers.make("monitoring.TestOrder", at=registers.HERE)
    names = list(_form(kind, cast, QueryDict()).fields)
    for value in ODD:
        data = QueryDict(mutable=True)
        form = _form(kind, cast, QueryDict())
        for name in names:
            data[form.add_prefix(name)] = value
        form = _form(kind, cast, data)
        form.full_clean()
        for name, told in form.errors.items():
            for said in told:
                foreign = [piece for piece in frameworks if piece in said]
                assert not foreign, (name, value[:20], said)
