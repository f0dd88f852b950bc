"""Numbers of two registers never look alike: every Record has a prefix of its own."""

from collections import Counter

from tests import registers

# An incident and the merging of doubles are the offices' business, not shown to whom it concerns.
NOT_SHOWN = {"emergency.Incident", "supervision.Merge"}


def test_prefixes_are_there_and_unique():
    prefixes = Counter(model.PREFIX for model in registers.record_models())
    assert len(prefixes) >= 15
    assert "" not in prefixes
    assert [prefix for prefix, times in prefixes.items() if times > 1] == []


def test_a_record_with_a_subject_says_so():
    """Without it the subject's own people and its file would not find the record."""
    silent = {
        model._meta.label
        for model in registers.record_models()
        if any(field.name == "subject" for field in model._meta.concrete_fields) and not model.SUBJECT_PATH
    }
    assert silent == NOT_SHOWN
