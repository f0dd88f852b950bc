"""The keeper: one detached process that runs the two servers for as long as anybody uses them.

A user holds a shared lock on `users.lock`.  The keeper asks for that lock exclusively a few times a second; when it
gets it, nobody is left, and it stops the servers before letting go, so that a newcomer waits and starts them afresh.
"""
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import psycopg2

from . import journal
from .budget import Budget
from .postgres import APP, OWNER, Postgres
from .processes import locked, stop, try_lock
from .state import ROOT, EmbeddedError, folder
from .valkey import Valkey

READY = "ready"


def servers_of(kind):
    state = folder(kind)
    durable = kind == "main"
    return Postgres(state, durable=durable), Valkey(state, durable=durable)


@contextmanager
def servers(kind):
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


def ensure_kept(kind, patience=60):
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
            subprocess.Popen([sys.executable, "-m", __package__, "keep", kind, str(write)], cwd=ROOT,
                             stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                             pass_fds=[write])
        os.close(write)
        with open(read, encoding="utf-8") as lines:
            said = lines.read().strip()
    if said != READY:
        raise EmbeddedError(said or f"数据库服务没有启动成功，详见 {state / 'keeper.log'}")


def _wait_for_answers(kind, patience):
    until = time.monotonic() + patience
    waiting = list(servers_of(kind))
    while waiting := [server for server in waiting if not server.answers()]:
        if time.monotonic() > until:
            raise EmbeddedError(f"{waiting[0].label} 没有响应，详见 {folder(kind)} 中的日志。")
        time.sleep(0.1)


def wait_until_stopped(kind, seconds=30):
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


def _has_users(state):
    """Whether somebody else uses the servers: shares the lock, which the keeper holds alone while it stops them."""
    for shared in (False, True):
        if lock := try_lock(state / "users.lock", shared=shared):
            lock.close()
            return shared
    return False


def keep(kind, report):
    """The keeper's life: start both servers, say so, restart what dies, stop when nobody is left."""
    state = folder(kind)
    own = try_lock(state / "keeper.lock")
    if own is None:
        return
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    running, last_user = [], None
    try:
        with open(report, "w", encoding="utf-8") as line:
            try:
                _before_start(kind, state)
                for server in servers_of(kind):
                    running.append([server, server.start()])
                line.write(READY)
            except (EmbeddedError, OSError) as error:
                line.write(str(error))
                return
        last_user = _watch(running, state)
    finally:
        for server, process in running:
            process and stop(process, stop_with=server.stop_with, grace=60)
        if last_user:
            (state / "unclean").unlink(missing_ok=True)
        own.close()
        last_user and last_user.close()  # last: a newcomer must find the keeper's place free


def _before_start(kind, state):
    if kind == "main":
        return
    mark = state / "unclean"
    # Tests run without fsync: after a hard stop the files cannot be trusted, and nothing in them is worth keeping.
    if mark.exists():
        shutil.rmtree(state / "pgdata", ignore_errors=True)
        shutil.rmtree(state / "valkey", ignore_errors=True)
    mark.touch()


def _watch(running, state):
    """Until the last user has gone; returns the users' lock, which the caller holds until the servers have stopped."""
    budgets = [Budget() for _ in running]
    turn = 0
    while (last_user := try_lock(state / "users.lock")) is None:
        for pair, budget in zip(running, budgets, strict=True):
            _bring_back(pair, budget)
        if turn % 40 == 0:  # every ten seconds
            for log in (state / "keeper.log", *(server.log for server, _ in running)):
                journal.rotate(log)
        turn += 1
        time.sleep(0.25)
    return last_user


def _bring_back(pair, budget):
    """Start a server again that has ended, after a pause that grows while it keeps ending."""
    server, process = pair
    if process is not None:
        if process.poll() is None:
            return
        pause = budget.ended()
        _note(f"{server.label} ended with {process.returncode}; starting it again in {pause} s")
        pair[1] = None
    if not budget.due():
        return
    try:
        pair[1] = server.start()
    except (EmbeddedError, OSError, psycopg2.Error) as error:  # no space, or its children still hold the data
        _note(f"{error}; trying again in {budget.ended()} s")


def _note(text):
    """Into the keeper's log; on a full disk the servers matter more than the line."""
    with suppress(OSError):
        print(text, flush=True)
