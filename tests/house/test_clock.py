"""supervision/ground/clock.py is the only reader of the system clock for business dates."""

from .source import calls, name_of, python_files

READERS = {"now", "today", "utcnow", "localtime", "localdate", "fromtimestamp"}
BASES = {"datetime", "date", "timezone", "dt"}
ALLOWED = {
    "supervision/ground/clock.py": "the clock itself",
    "certificates/services/reading.py": "the moment of a reading by the public: an audit time",
    "certificates/views/public.py": "counting readings by the minute",
    "supervision/ground/files/images.py": "whether a photo says it was taken in days to come: an audit time",
    "supervision/ground/desk/export.py": "the moment printed on an exported file: an audit time",
    "shangrao_nongan/embedded/": "start and stop of real servers",
    "shangrao_nongan/entrance/": "how long somebody has been away: an audit time",
    "shangrao_nongan/home/kept.py": "how old a kept number is: seconds of the machine",
    "supervision/ground/signins/services.py": "when somebody signed in: an audit time",
    "supervision/ground/signins/second/services.py": "codes of the moment and the grace for them: audit times",
    "shangrao_nongan/health.py": "heartbeat of the worker",
    "shangrao_nongan/logs.py": "times of log lines",
}


def readings(path):
    for name, node in calls(path):
        parts = name.split(".")
        if len(parts) > 1 and parts[-1] in READERS and parts[-2] in BASES:
            if parts[-1] in ("localtime", "localdate") and node.args:
                continue  # turns a given moment into local time
            yield name, node


def test_nobody_else_reads_the_clock():
    found = {f"{name_of(path)}:{node.lineno} {name}" for path in python_files() for name, node in readings(path)}
    assert {place for place in found if not place.startswith(tuple(ALLOWED))} == set()


def test_no_moment_is_naive():
    """datetime.now() without a time zone is the hour of some machine, not of the office."""
    for path in (*python_files(), *python_files(tests=True)):
        for name, node in readings(path):
            naive = name.endswith("datetime.now") and not (node.args or node.keywords)
            assert not naive and not name.endswith("utcnow"), f"{name_of(path)}:{node.lineno}"
