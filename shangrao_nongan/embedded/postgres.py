"""The embedded PostgreSQL: made, started, asked, recovered.  As root it runs as nobody, since it refuses uid 0."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import psycopg2

from . import binaries, journal
from .processes import Process, spawn
from .state import EmbeddedError

DATABASE = "nongan"
OWNER = "nongan"
APP = "nongan_app"
PORT = 5432
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class Postgres:
    label = "PostgreSQL"
    stop_with = signal.SIGINT  # "fast": ends sessions, writes a checkpoint

    def __init__(self, state: Path, *, durable: bool) -> None:
        self.state = state
        self.data = state / "pgdata"
        self.run = state / "run"
        self.log = state / "postgres.log"
        self.durable = durable
        self.identity: binaries.Identity = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self.identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgres://{role}@{quote(str(self.run), safe='')}:{PORT}/{database}"

    def start(self) -> Process:
        programs = binaries.find(self.state, self.identity)
        self._private_folder(self.run)
        self._make_cluster(programs)
        self._clear_stale_pid()
        options = {
            "listen_addresses": "",
            "unix_socket_directories": self.run,
            "unix_socket_permissions": "0700",
            "port": PORT,
            "max_connections": 100,
            "shared_buffers": "128MB",
            "timezone": "UTC",
            "jit": "off",
            # after a kill: one call per file system instead of opening and syncing thousands of files
            **({"recovery_init_sync_method": "syncfs"} if sys.platform.startswith("linux") else {}),
            **({} if self.durable else FAST),
        }
        settings = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        with journal.opened(self.log) as log:
            process = spawn([programs / "postgres", "-D", self.data, *settings], stop_with=self.stop_with, stdout=log,
                            stderr=log, cwd="/", env=binaries.ENVIRONMENT, **self.identity)
        self._wait(process)
        self._make_roles()
        return process

    def answers(self) -> bool:
        try:
            psycopg2.connect(self.url("postgres", "postgres"), connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True

    def _wait(self, process: Process) -> None:
        until = time.monotonic() + 120  # recovery after a kill replays the log first
        while not self.answers():
            if process.poll() is not None or time.monotonic() > until:
                process.kill()
                last = [line for line in self.log.read_text(errors="replace").splitlines() if "FATAL" in line][-1:]
                raise EmbeddedError(f"PostgreSQL 没有启动成功，详见 {self.log} {' '.join(last)}")
            time.sleep(0.03)

    def _private_folder(self, path: Path) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        if self.identity:
            os.chown(path, self.identity["user"], self.identity["group"])

    def _make_cluster(self, programs: Path) -> None:
        """Make the data folder under another name first, so that a half-made one is never taken for a whole one."""
        if (self.data / "PG_VERSION").exists():
            self._check_version(programs)
            return
        if self.data.exists():
            self.data.rename(self.state / f"pgdata-broken-{int(time.time())}")
        part = self.state / "pgdata.part"
        shutil.rmtree(part, ignore_errors=True)
        self._private_folder(part)
        arguments = ["-D", part, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-instructions"]
        if "--builtin-locale" in self._program(programs, "initdb", "--help").stdout:
            arguments += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        # plain C would give no trigrams for Chinese
        arguments += ["--locale=C.UTF-8", *([] if self.durable else ["--no-sync"])]
        made = self._program(programs, "initdb", *arguments)
        if made.returncode:
            raise EmbeddedError(f"无法建立数据库文件夹：{made.stderr.strip().splitlines()[-1:]}")
        part.rename(self.data)

    def _check_version(self, programs: Path) -> None:
        data = (self.data / "PG_VERSION").read_text().strip()
        ours = self._program(programs, "postgres", "--version").stdout.split()[-1].split(".")[0]
        if data != ours:
            said = f"{self.data} 由 PostgreSQL {data} 建立，现有程序是 {ours} 版"
            raise EmbeddedError(f"{said}：请先备份并改名该文件夹。")

    def _program(self, programs: Path, name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run([str(a) for a in (programs / name, *arguments)], env=binaries.ENVIRONMENT, cwd="/",
                              capture_output=True, text=True, **self.identity)

    def _clear_stale_pid(self) -> None:
        """After a machine was killed the pid may belong to any program, and PostgreSQL would refuse to start."""
        path = self.data / "postmaster.pid"
        until = time.monotonic() + 30
        while path.exists() and time.monotonic() < until:
            pid = path.read_text().split("\n", 1)[0].strip()
            command = Path("/proc") / pid / "cmdline"
            if not pid.isdigit() or not command.exists() or str(self.data).encode() not in command.read_bytes():
                path.unlink(missing_ok=True)
                return
            time.sleep(0.2)

    def _make_roles(self) -> None:
        """The owner migrates and may make test databases; the application's role owns nothing."""
        connection = psycopg2.connect(self.url("postgres", "postgres"))
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolname FROM pg_roles")
            roles = {name for (name,) in cursor.fetchall()}
            if OWNER not in roles:
                cursor.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
            if APP not in roles:
                cursor.execute(f"CREATE ROLE {APP} LOGIN")
                # lets the owner end the application's sessions when a test database is dropped
                cursor.execute(f"GRANT {APP} TO {OWNER}")
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        connection.close()
