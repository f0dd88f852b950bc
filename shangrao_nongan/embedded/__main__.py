"""python -m shangrao_nongan.embedded run | manage NAME… | with main|test COMMAND… | keep KIND FD"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from . import keeper, site
from .environment import is_empty, prepared
from .state import EmbeddedError

# These need no tables, or make them.
WITHOUT_TABLES = {"migrate", "makemigrations", "showmigrations", "check", "help", "dbshell", "collectstatic", "version"}


def use(kind: str, command: Sequence[str]) -> int:
    """Run `command` with the servers of `kind` and the environment the settings ask for."""
    with prepared(kind) as environment:
        return _call(command, environment)


def manage(arguments: Sequence[str]) -> int:
    """A Django command; on a fresh machine the database is made first."""
    command = [sys.executable, "manage.py"]
    with prepared("main") as environment:
        if arguments and arguments[0] not in WITHOUT_TABLES and is_empty(environment):
            for first in ("migrate", "load_reference"):
                print(f"数据库还是空的，先运行 {first} …", file=sys.stderr)
                if code := _call([*command, first, "-v0"], environment, stdout=sys.stderr):
                    return code
        return _call([*command, *arguments], environment)


def _call(command: Sequence[str], environment: Mapping[str, str], **options: Any) -> int:
    child = subprocess.Popen(command, env=environment, **options)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the child; we stay to let go of the servers
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    code = child.wait()
    return code if code >= 0 else 128 - code


def main(arguments: Sequence[str]) -> int:
    match arguments:
        case ["run"]:
            return site.run()
        case ["manage", *command]:
            return manage(command)
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
        sys.exit(f"错误：{error}")
