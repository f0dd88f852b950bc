"""Child processes that never outlive their parent, and file locks."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

PR_SET_PDEATHSIG = 1
Process = subprocess.Popen[bytes]


def dies_with_parent(number: int) -> Callable[[], None] | None:
    """A preexec function: the child gets signal `number` when this process ends, even by SIGKILL (Linux)."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def arrange() -> None:
        libc.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os.kill(os.getpid(), number)

    return arrange


def spawn(args: Sequence[object], *, stop_with: int = signal.SIGTERM, **options: Any) -> Process:
    """Start `args` in a session of its own, so that Ctrl-C reaches only the parent, who stops the rest in order."""
    return subprocess.Popen(
        [str(a) for a in args],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=dies_with_parent(stop_with),
        **options,
    )


def stop(process: Process, *, stop_with: int = signal.SIGTERM, grace: float = 20) -> None:
    """End it and everything that still belongs to it, whether it ended by itself, when asked, or had to be killed."""
    try:
        if process.poll() is None:
            process.send_signal(stop_with)
            process.wait(grace)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)
    finally:
        end_orphans(process)


def end_orphans(process: Process) -> None:
    """The children of a killed process live on and would keep answering on its port; they are its session's group."""
    with suppress(ProcessLookupError, PermissionError):  # none are left; some systems say the second of zombies
        os.killpg(process.pid, signal.SIGKILL)


def try_lock(path: Path, *, shared: bool = False) -> IO[str] | None:
    """An open file that holds the lock of `path`, alone or shared, or None when another process is in the way."""
    handle = open(path, "a+")
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    return handle


@contextmanager
def locked(path: Path, *, shared: bool = False) -> Iterator[IO[str]]:
    with open(path, "a+") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield handle
