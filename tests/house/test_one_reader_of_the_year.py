"""The header's year is read in one place: five readers had four ideas of what a strange value means."""

from .source import name_of, python_files


def test_nobody_else_looks_into_the_session_for_the_year():
    found = {name_of(path) for path in python_files() if 'session.get("year"' in path.read_text()}
    assert found == set()
    reader = [path for path in python_files() if name_of(path) == "supervision/ground/year.py"]
    assert len(reader) == 1
