"""Every fault on the list can be planted: its text stands there once, and what becomes of it is Python."""

from collections import Counter

import pytest

from . import trial
from .fault import ROOT, Fault, NoLongerApplies
from .faults import FAULTS


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_it_applies_once_and_compiles(fault):
    compile(fault.planted((ROOT / fault.file).read_text()), fault.file, "exec")


def test_its_tests_are_there():
    missing = {test for fault in FAULTS for test in trial.tests_of(fault) if not (ROOT / test.split("::")[0]).exists()}
    assert missing == set()


def test_the_names_are_unique_and_nothing_published_is_touched():
    assert [name for name, count in Counter(fault.name for fault in FAULTS).items() if count > 1] == []
    assert [fault.name for fault in FAULTS if "/migrations/" in fault.file or fault.file.startswith("tests/")] == []


def test_there_are_many_in_every_home():
    homes = {"supervision/ground", "supervision/grid", "supervision/patrols", "supervision/enforcement", "monitoring"}
    homes |= {"certificates", "credit", "greenfood", "emergency", "shangrao_nongan/assessment"}
    for home in homes:
        assert sum(fault.file.startswith(f"{home}/") for fault in FAULTS) >= 10, home


@pytest.mark.parametrize("text", ["a < b", "a <= b or a <= b"])
def test_what_is_not_there_once_no_longer_applies(text):
    with pytest.raises(NoLongerApplies):
        Fault("name", "file", "a <= b", "a < b", "", "").planted(text)
