"""pytest in a process forked from one that has read the libraries already: a third of the time of a short run."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event

from shangrao_nongan.embedded import processes

from .fault import ROOT

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.mutate.warm"])


_running: set[BaseProcess] = set()
_over = Event()


def run(folder: Path, arguments: Sequence[str], environment: Mapping[str, str], *, seconds: float) -> None:
    """Run pytest in the copy; what it found stands in its report. It ends with us, or after `seconds`."""
    child = CONTEXT.Process(target=_pytest, args=(folder, list(arguments), dict(environment)))
    child.start()
    _running.add(child)
    try:
        child.join(0 if _over.is_set() else seconds)
    finally:
        _kill(child)
        _running.discard(child)


def end() -> None:
    """No run goes on and none begins: we were told to stop."""
    _over.set()
    for child in list(_running):
        _kill(child)


def _kill(child: BaseProcess) -> None:
    if child.is_alive() and child.pid:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.kill()
        child.join()


def _pytest(folder: Path, arguments: list[str], environment: dict[str, str]) -> None:
    os.setsid()
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(processes.PR_SET_PDEATHSIG, signal.SIGKILL)
    with open(os.devnull, "r+") as nowhere:
        for number in range(3):
            os.dup2(nowhere.fileno(), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path[:] = [str(folder) if path in ("", str(ROOT)) else path for path in sys.path]
    ours = {entry.name.removesuffix(".py") for entry in folder.iterdir()}
    for name in [name for name in sys.modules if name.split(".")[0] in ours]:
        del sys.modules[name]
    import pytest

    pytest.main(arguments)
