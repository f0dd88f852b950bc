"""python -m shangrao_nongan.embedded run | manage NAME… | with main|test COMMAND… | keep KIND FD"""
import os
import signal
import subprocess
import sys

from . import keeper, site
from .environment import prepared
from .state import EmbeddedError


def use(kind, command):
    """Run `command` with the servers of `kind` and the environment the settings ask for."""
    with prepared(kind) as environment:
        child = subprocess.Popen(command, env=environment)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the child; we stay to let go of the servers
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        code = child.wait()
    return code if code >= 0 else 128 - code


def main(arguments):
    match arguments:
        case ["run"]:
            return site.run()
        case ["manage", *command]:
            return use("main", [sys.executable, "manage.py", *command])
        case ["with", ("main" | "test") as kind, *command] if command:
            return use(kind, command)
        case ["keep", ("main" | "test") as kind, report]:
            keeper.keep(kind, int(report))
            return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    os.umask(0o022)
    try:
        sys.exit(main(sys.argv[1:]))
    except EmbeddedError as error:
        sys.exit(f"错误:{error}")
