"""The keeper: one detached process that runs the two servers for as long as anybody uses them.

A user holds a shared lock on `users.lock`.  The keeper asks for that lock exclusively a few times a second; when it
gets it, nobody is left, and it stops the servers before letting go, so that a newcomer waits and starts them afresh.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import psycopg2

from . import journal
from .budget import Budget
from .postgres import APP, OWNER, Postgres
from .processes import Process, locked, stop, try_lock
from .state import ROOT, EmbeddedError, folder
from .valkey import Valkey

READY = "ready"


class Server(Protocol):
    label: str
    stop_with: signal.Signals
    log: Path

    def start(self) -> Process: ...

    def answers(self) -> bool: ...


@dataclass
class Running:
    """A server and its process, which is None while it is waited for."""

    server: Server
    process: Process | None


def servers_of(kind: str) -> tuple[Postgres, Valkey]:
    state = folder(kind)
    durable = kind == "main"
    return Postgres(state, durable=durable), Valkey(state, durable=durable)


@contextmanager
def servers(kind: str) -> Iterator[dict[str, str]]:
    """Use the servers of `kind`; yields their addresses."""
    state = folder(kind)
    try:
        with locked(state / "users.lock", shared=True):
            ensure_kept(kind)
            postgres, valkey = servers_of(kind)
            yield {"DATABASE_URL": postgres.url(APP), "DATABASE_OWNER_URL": postgres.url(OWNER),
                   "REDIS_URL": valkey.url}
    finally:
        wait_until_stopped(kind)  # whoever called may move or copy the folder next


def ensure_kept(kind: str, patience: float = 60) -> None:
    """Start a keeper unless one is at work.  The caller already holds the users' lock."""
    state = folder(kind)
    with locked(state / "start.lock"):
        free = try_lock(state / "keeper.lock")
        if free is None:
            _wait_for_answers(kind, patience)
            return
        free.close()
        read, write = os.pipe()
        with journal.opened(state / "keeper.log") as log:
            subprocess.Popen([sys.executable, "-m", str(__package__), "keep", kind, str(write)], cwd=ROOT,
                             stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                             pass_fds=[write])
        os.close(write)
        with open(read, encoding="utf-8") as lines:
            said = lines.read().strip()
    if said != READY:
        raise EmbeddedError(said or f"数据库服务没有启动成功，详见 {state / 'keeper.log'}")


def _wait_for_answers(kind: str, patience: float) -> None:
    until = time.monotonic() + patience
    waiting: list[Server] = list(servers_of(kind))
    while waiting := [server for server in waiting if not server.answers()]:
        if time.monotonic() > until:
            raise EmbeddedError(f"{waiting[0].label} 没有响应，详见 {folder(kind)} 中的日志。")
        time.sleep(0.1)


def wait_until_stopped(kind: str, seconds: float = 30) -> bool:
    """After the last user: wait for a clean stop; other users keep the servers up, and that is fine too."""
    state = folder(kind)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if free := try_lock(state / "keeper.lock"):
            free.close()
            return True
        if _has_users(state):
            return False
        time.sleep(0.05)
    return False


def _has_users(state: Path) -> bool:
    """Whether somebody else uses the servers: shares the lock, which the keeper holds alone while it stops them."""
    for shared in (False, True):
        if lock := try_lock(state / "users.lock", shared=shared):
            lock.close()
            return shared
    return False


def keep(kind: str, report: int) -> None:
    """The keeper's life: start both servers, say so, restart what dies, stop when nobody is left."""
    state = folder(kind)
    own = try_lock(state / "keeper.lock")
    if own is None:
        return
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    running: list[Running] = []
    last_user = None
    try:
        with open(report, "w", encoding="utf-8") as line:
            try:
                _before_start(kind, state)
                for server in servers_of(kind):
                    running.append(Running(server, server.start()))
                line.write(READY)
            except (EmbeddedError, OSError) as error:
                line.write(str(error))
                return
        last_user = _watch(running, state)
    finally:
        for one in running:
            if one.process:
                stop(one.process, stop_with=one.server.stop_with, grace=60)
        if last_user:
            (state / "unclean").unlink(missing_ok=True)
        own.close()
        if last_user:
            last_user.close()  # last: a newcomer must find the keeper's place free


def _before_start(kind: str, state: Path) -> None:
    if kind == "main":
        return
    mark = state / "unclean"
    # Tests run without fsync: after a hard stop the files cannot be trusted, and nothing in them is worth keeping.
    if mark.exists():
        shutil.rmtree(state / "pgdata", ignore_errors=True)
        shutil.rmtree(state / "valkey", ignore_errors=True)
    mark.touch()


def _watch(running: Sequence[Running], state: Path) -> IO[str]:
    """Until the last user has gone; returns the users' lock, which the caller holds until the servers have stopped."""
    budgets = [Budget() for _ in running]
    turn = 0
    while (last_user := try_lock(state / "users.lock")) is None:
        for one, budget in zip(running, budgets, strict=True):
            _bring_back(one, budget)
        if turn % 40 == 0:  # every ten seconds
            for log in (state / "keeper.log", *(one.server.log for one in running)):
                journal.rotate(log)
        turn += 1
        time.sleep(0.25)
    return last_user


def _bring_back(one: Running, budget: Budget) -> None:
    """Start a server again that has ended, after a pause that grows while it keeps ending."""
    server, process = one.server, one.process
    if process is not None:
        if process.poll() is None:
            return
        pause = budget.ended()
        _note(f"{server.label} ended with {process.returncode}; starting it again in {pause} s")
        one.process = None
    if not budget.due():
        return
    try:
        one.process = server.start()
    except (EmbeddedError, OSError, psycopg2.Error) as error:  # no space, or its children still hold the data
        _note(f"{error}; trying again in {budget.ended()} s")


def _note(text: str) -> None:
    """Into the keeper's log; on a full disk the servers matter more than the line."""
    with suppress(OSError):
        print(text, flush=True)
