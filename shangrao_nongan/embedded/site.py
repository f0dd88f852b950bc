"""bin/run: everything the site needs, started in order and stopped in the reverse order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from . import journal, keeper, listening, space
from .budget import Budget
from .environment import prepared
from .processes import Process, end_orphans, spawn, stop, try_lock
from .state import ROOT, EmbeddedError, folder

PATIENCE = 120  # seconds until the site must answer
LABELS = {"web": "网站进程", "worker": "任务进程", "beat": "定时进程"}


class Stopped(Exception):
    """Ctrl-C, or a signal that means the same."""


def run() -> int:
    host, port = listening.host(), listening.port()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop_asked)
    try:
        with ExitStack() as stack:
            stack.enter_context(_only_one(listening.url(host, port) + "/"))
            listening.check(host, port)
            environment = stack.enter_context(prepared("main"))
            environment = listening.addresses(environment, host, port)
            _prepare(environment)
            children = _start(stack, environment, host, port)
            _wait_until_ready(children, host, port)
            _announce(environment)
            _watch(children, environment)
    except Stopped:
        _say("已停止。")
    return 0


def _say(text: str) -> None:
    with suppress(OSError):  # a terminal that has gone, or a file on a full disk
        print(text, flush=True)


def _stop_asked(number: int, frame: FrameType | None) -> NoReturn:
    for again in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(again, signal.SIG_IGN)  # an impatient second Ctrl-C must not cut the clean stop short
    print("\n正在停止 …", flush=True)
    raise Stopped


@contextmanager
def _only_one(address: str) -> Iterator[None]:
    path = folder("main") / "site.lock"
    lock = try_lock(path)
    if lock is None:
        raise EmbeddedError(f"网站已经在运行：{path.read_text().strip()}；如需重启，请先在原窗口按 Ctrl-C。")
    lock.truncate(0)
    lock.write(address)
    lock.flush()
    with lock:
        yield


def _manage(environment: Mapping[str, str], *arguments: str) -> None:
    done = subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment)
    if done.returncode:
        raise EmbeddedError(f"“{arguments[0]}”没有成功，原因见上。")


def _prepare(environment: Mapping[str, str]) -> None:
    static = spawn([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=ROOT, env=environment)
    _say("正在建立或更新数据库 …")
    _manage(environment, "migrate", "--noinput", "-v0")
    _manage(environment, "open_site")
    if static.wait():
        raise EmbeddedError("页面样式文件没有收集成功，原因见上。")


def commands(host: str, port: int) -> dict[str, list[object]]:
    celery = [sys.executable, "-m", "celery", "-A", "shangrao_nongan"]
    quiet = ["--loglevel", "warning"]
    schedule = folder("main") / "beat"
    return {
        "worker": [*celery, "worker", *quiet, "--concurrency", "2", "--without-gossip", "--without-mingle"],
        "beat": [*celery, "beat", *quiet, "-s", schedule, "--pidfile", ""],
        "web": [sys.executable, "-m", f"{__package__}.web", "--interface", "wsgi", "--host", host, "--port", port,
                "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--log-level", "warning",
                "shangrao_nongan.wsgi:application"],
    }


def _spawn(name: str, command: Sequence[object], environment: Mapping[str, str]) -> Process:
    # When we are killed nobody waits for the web server's requests: it must be gone before the next start.
    stop_with = signal.SIGKILL if name == "web" else signal.SIGTERM
    with journal.opened(_log(name)) as log:
        return spawn(command, stop_with=stop_with, cwd=ROOT, env=environment, stdout=log, stderr=log)


def _log(name: str) -> Path:
    return folder("main") / "log" / f"{name}.log"


def _start(stack: ExitStack, environment: Mapping[str, str], host: str, port: int) -> dict[str, Child]:
    children: dict[str, Child] = {}
    stack.callback(_stop_all, children)
    for name, command in commands(host, port).items():
        journal.rotate(_log(name), most=0)  # this run's lines and those of the ones before
        children[name] = Child(name, command, environment)
    return children


def _stop_all(children: dict[str, Child]) -> None:
    running = [child.process for child in reversed(children.values()) if child.process]
    for process in running:
        if process.poll() is None:
            process.terminate()
    for process in running:
        stop(process, grace=15)


def _wait_until_ready(children: Mapping[str, Child], host: str, port: int) -> None:
    until = time.monotonic() + PATIENCE
    answer: dict[str, object] = {}
    while time.monotonic() < until:
        for name, child in children.items():
            if child.process is None or child.process.poll() is not None:
                raise EmbeddedError(f"{LABELS[name]}没有启动成功，原因见 {_log(name)}")
        answer = listening.ask(host, port)
        if answer.get("ready"):
            return
        time.sleep(0.2)
    late = [name for name, state in answer.items() if name != "ready" and state != "ok"]
    raise EmbeddedError(f"网站在 {PATIENCE} 秒内没有就绪：{'、'.join(late) or '没有应答'},详见 {_log('web').parent}")


def _announce(environment: Mapping[str, str]) -> None:
    _say(f"\n上饶农安已就绪：{environment['SITE_URL']}/    (按 Ctrl-C 全部停止；日志在 {_log('web').parent})")
    if environment.get("DEMO_TODAY"):
        try:
            _manage(environment, "open_site", "--ready")
        except (EmbeddedError, OSError) as error:  # the site answers already: it goes on without the rest of the year
            _say(f"演示年度的其余部分没有开始载入（{error}）。网站照常运行，下次 bin/run 时接着载入。")


class Child:
    """One process of the site, started again for as long as the site runs."""

    def __init__(self, name: str, command: Sequence[object], environment: Mapping[str, str]) -> None:
        self.name, self.command, self.environment = name, command, environment
        self.budget = Budget()
        self.process: Process | None = _spawn(name, command, environment)

    def look(self, say: Callable[[str], None] = _say) -> None:
        """Bring it back when it has ended, after a pause that grows while it keeps ending."""
        if self.process is not None:
            if self.process.poll() is None:
                return
            pause = self.budget.ended()
            wait = f"{pause} 秒后重新启动（其他部分照常运行），原因见 {_log(self.name)}" if pause else "正在重新启动。"
            say(f"{LABELS[self.name]}意外退出（退出码 {self.process.returncode}），{wait}")
            end_orphans(self.process)
            self.process = None
        if self.budget.due():
            try:
                self.process = _spawn(self.name, self.command, self.environment)
            except OSError:  # no space for its log, no process to be had
                self.budget.ended()


class Said:
    """Says a trouble once when it begins and once when it is over."""

    def __init__(self, say: Callable[[str], None] = _say) -> None:
        self.say, self.last = say, ""

    def now(self, sentence: str, over: str) -> None:
        if sentence and not self.last:
            self.say(sentence)
        if self.last and not sentence:
            self.say(over)
        self.last = sentence


def _watch(children: Mapping[str, Child], environment: Mapping[str, str]) -> NoReturn:
    """Bring back what dies and wait for what is gone. Once the site has answered, only a person ends it."""
    servers, disk, looks = Said(), Said(), 0
    budget = Budget()
    while True:
        for child in children.values():
            child.look()
        if "NONGAN_EMBEDDED" in environment and budget.due():
            trouble = _servers_trouble()
            servers.now(trouble, "数据库服务已恢复。")
            if trouble:
                budget.ended()
        if looks % 10 == 0:
            disk.now(_disk_trouble(environment), "磁盘空间已恢复。")
            for name in children:
                journal.rotate(_log(name))
        looks += 1
        time.sleep(1)


def _servers_trouble() -> str:
    try:
        keeper.ensure_kept("main", patience=2)
    except (EmbeddedError, OSError) as error:
        return f"数据库服务没有应答，正在等待它恢复：{error}"
    return ""


def _disk_trouble(environment: Mapping[str, str]) -> str:
    left = space.short_of(environment["MEDIA_ROOT"] if os.path.isdir(environment["MEDIA_ROOT"]) else folder("main"))
    return "" if left is None else f"磁盘空间只剩 {left} MB：请清理，否则数据库和上传会停下来等待。"
