"""Child processes that never outlive their parent, and file locks."""
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress

PR_SET_PDEATHSIG = 1


def dies_with_parent(number):
    """A preexec function: the child gets signal `number` when this process ends, even by SIGKILL (Linux)."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def arrange():
        libc.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os.kill(os.getpid(), number)

    return arrange


def spawn(args, *, stop_with=signal.SIGTERM, **options):
    """Start `args` in a session of its own, so that Ctrl-C reaches only the parent, who stops the rest in order."""
    return subprocess.Popen(
        [str(a) for a in args],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=dies_with_parent(stop_with),
        **options,
    )


def stop(process, *, stop_with=signal.SIGTERM, grace=20):
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


def end_orphans(process):
    """The children of a killed process live on and would keep answering on its port; they are its session's group."""
    with suppress(ProcessLookupError, PermissionError):  # none are left; some systems say the second of zombies
        os.killpg(process.pid, signal.SIGKILL)


def try_lock(path, *, shared=False):
    """An open file that holds the lock of `path`, alone or shared, or None when another process is in the way."""
    handle = open(path, "a+")
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    return handle


@contextmanager
def locked(path, *, shared=False):
    with open(path, "a+") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield handle
