"""python -m shangrao_nongan.embedded.web …: granian with its own arguments, whose workers never outlive it.

A worker is forked with granian's signal handlers and keeps them until it has loaded the application: a SIGTERM in that
second is lost, and granian waits for that worker for ever.  And no worker notices that granian itself was killed.
"""

from __future__ import annotations

import os
import signal

from .processes import dies_with_parent

STOPS = {signal.SIGTERM, signal.SIGINT}


def tame_workers() -> None:
    """From here on every fork of this process gets the usual signals back and dies with its parent.

    The hooks are inherited: what a worker starts in its turn is left alone.
    """
    granian = forking = os.getpid()
    arrange = dies_with_parent(signal.SIGKILL)

    def before() -> None:
        nonlocal forking
        forking = os.getpid()
        if forking == granian:
            signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)

    def after_in_parent() -> None:
        if forking == granian:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)

    def after_in_child() -> None:
        if forking != granian:
            return
        for number in STOPS:
            signal.signal(number, signal.SIG_DFL)
        if arrange:
            arrange()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)  # what came in between ends it now

    os.register_at_fork(before=before, after_in_parent=after_in_parent, after_in_child=after_in_child)


if __name__ == "__main__":
    from granian.cli import entrypoint

    tame_workers()
    entrypoint()
