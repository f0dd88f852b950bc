"""Whatever moment bin/run is stopped or killed at, nothing goes on holding its port."""

import os
import signal
import subprocess
import sys

from shangrao_nongan.embedded import processes

from .conftest import ROOT

# As a granian: it forks with a handler that only notes the signal, and the child keeps that handler for ever.
PARENT = """
import os, signal, sys
from shangrao_nongan.embedded import web
{tamed}
signal.signal(signal.SIGTERM, lambda *_: None)
if not (child := os.fork()):
    while True:
        signal.pause()
print(child, flush=True)
{then}
"""
WAIT = "os.waitpid(child, 0); print('ended', flush=True)"


def start(tamed="web.tame_workers()", then="sys.stdin.read()"):
    text = PARENT.format(tamed=tamed, then=then)
    process = subprocess.Popen(
        [sys.executable, "-c", text],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    return process, int(process.stdout.readline())


def test_a_worker_that_has_not_loaded_yet_ends_when_it_is_asked():
    process, child = start(then=WAIT)
    os.kill(child, signal.SIGTERM)
    assert process.stdout.readline() == "ended\n"
    assert process.wait(10) == 0


def test_a_worker_ends_with_a_killed_parent():
    process, _ = start()
    process.kill()
    process.wait(10)
    assert process.stdout.read() == ""  # the pipe closes when its last holder is gone


def test_what_a_worker_starts_in_its_turn_is_left_alone():
    nested = "os.fork() or (print(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL, flush=True), os._exit(0))"
    text = (
        "import os, signal; from shangrao_nongan.embedded import web; web.tame_workers()\n"
        "signal.signal(signal.SIGTERM, lambda *_: None)\n"
        "if not os.fork():\n"
        "    signal.signal(signal.SIGTERM, lambda *_: None)\n"
        f"    {nested}; os.wait(); os._exit(0)\n"
        "os.wait()"
    )
    done = subprocess.run([sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_after_the_grace_the_children_are_killed_too():
    process, _ = start(tamed="", then="while True: signal.pause()")
    processes.stop(process, grace=0.1)
    assert process.returncode == -signal.SIGKILL
    assert process.stdout.read() == ""


def test_children_left_by_a_process_that_ended_by_itself_end_as_well():
    process, _ = start(tamed="", then="os._exit(0)")
    process.wait(10)
    processes.stop(process)
    assert process.stdout.read() == ""
