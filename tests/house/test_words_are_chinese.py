"""Whatever a person may read of a model is Chinese: names of models and fields, labels of choices, refusals."""

import importlib

import pytest
from django.db import models

from .source import CHINESE, name_of, our_models, python_files

# Labels that are the same in every language.
SIGNS = {"—", "mg/kg", "μg/kg", "WGS84", "GCJ-02", "A", "B", "C", "D"}


def ids(model):
    return model._meta.label_lower


def is_chinese(text):
    return bool(CHINESE.search(str(text)))


@pytest.mark.parametrize("model", our_models(), ids=ids)
def test_a_model_and_its_fields_have_chinese_names(model):
    meta = model._meta
    assert is_chinese(meta.verbose_name), meta.label
    assert is_chinese(meta.verbose_name_plural), meta.label
    fields = [field for field in (*meta.local_fields, *meta.local_many_to_many) if field.name != "id"]
    assert [field.name for field in fields if not is_chinese(field.verbose_name)] == []
    labels = [str(label) for field in fields for value, label in field.flatchoices or () if value not in (None, "")]
    assert [label for label in labels if not is_chinese(label) and label not in SIGNS] == []


def choices():
    for path in python_files():
        if path.stem in ("vocabulary", "models") or {"vocabulary", "models"} & set(path.parts):
            dotted = name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            module = importlib.import_module(dotted)
            for kind in vars(module).values():
                if isinstance(kind, type) and issubclass(kind, models.Choices) and kind.__module__ == module.__name__:
                    told = [label for value, label in kind.choices if value != ""]
                    yield from ((f"{kind.__module__}.{kind.__qualname__}", label) for label in told)


def test_labels_of_choices_are_chinese():
    found = list(choices())
    assert len(found) > 100
    assert [(name, label) for name, label in found if not is_chinese(label) and label not in SIGNS] == []


@pytest.mark.parametrize("model", our_models(), ids=ids)
def test_constraints_refuse_in_chinese(model):
    silent = [c.name for c in model._meta.constraints if not is_chinese(c.violation_error_message)]
    assert silent == [], "violation_error_message is shown to the person who broke the rule"


@pytest.mark.parametrize("model", our_models(), ids=ids)
def test_indexes_have_written_names(model):
    for index in model._meta.indexes:
        assert not index.name.endswith("_idx"), f"{index.name} was made up by Django"
