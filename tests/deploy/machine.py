"""A server as deploy/ describes it, in one folder: Debian's PostgreSQL, Redis and nginx on sockets and loopback ports.

The commands, the environment and nginx's site come from the files in deploy/; only names, paths and ports are replaced.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from shangrao_nongan.embedded.processes import spawn, stop

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
AS_ROOT = os.geteuid() == 0
UNPRIVILEGED = {"user": "nobody", "group": "nogroup", "extra_groups": []} if AS_ROOT else {}
PATIENCE = 60


def missing() -> list[str]:
    """The Debian packages that this machine lacks."""
    wanted = {"postgresql": postgres_programs(), "redis-server": shutil.which("redis-server"), "nginx": _nginx()}
    wanted |= {"openssl": shutil.which("openssl"), "gpg": shutil.which("gpg")}
    return [package for package, found in wanted.items() if not found]


def postgres_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def _nginx() -> str | None:
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Machine:
    """Folders as on a server below `base`, and the running servers."""

    def __init__(self, base: Path):
        self.base, self.etc, self.static = base, base / "etc", base / "static"
        self.media, self.backups, self.run = base / "media", base / "backups", base / "run"
        self.web_port, self.http_port, self.https_port = _free_port(), _free_port(), _free_port()
        self.stack = ExitStack()
        self.web: subprocess.Popen | None = None
        base.chmod(0o755)
        for folder in (self.etc, self.static, self.media, self.backups, self.run):
            folder.mkdir()
        self.programs = postgres_programs()
        self.environment = {
            "PATH": f"{self.programs}:/usr/sbin:/usr/bin:/bin", "HOME": str(base), "LANG": "C.UTF-8",
            "NONGAN_ENV_DIR": str(self.etc), "BACKUP_PRIVATE_KEY": str(base / "backup.key"),
        }  # fmt: skip

    # --- servers ---------------------------------------------------------------------------------------------------

    def start_postgres(self) -> None:
        data = self.run / "postgres"
        data.mkdir()
        if AS_ROOT:
            shutil.chown(data, **{key: UNPRIVILEGED[key] for key in ("user", "group")})
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/", **UNPRIVILEGED}
        subprocess.run([self.programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust"], check=True, **quiet)
        self._serve(
            [self.programs / "postgres", "-D", data, "-k", data, "-c", "listen_addresses=", "-c", "fsync=off"],
            signal.SIGINT, **quiet,
        )  # fmt: skip
        self.socket = str(data)
        self._until(lambda: self.psql("SELECT 1", url=self.superuser(), check=False).returncode == 0)

    def start_redis(self) -> None:
        place = self.run / "redis.sock"
        command = ["redis-server", "--port", "0", "--unixsocket", place, "--save", "", "--dir", self.run]
        self._serve(command, signal.SIGTERM, stdout=subprocess.DEVNULL)
        self._until(place.exists)

    def start_nginx(self) -> None:
        key, certificate = self.base / "privkey.pem", self.base / "fullchain.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=nongan.example",
             "-keyout", key, "-out", certificate], check=True, capture_output=True,
        )  # fmt: skip
        site = (DEPLOY / "nginx.conf").read_text()
        for old, new in (
            ("/etc/ssl/nongan/fullchain.pem", str(certificate)),
            ("/etc/ssl/nongan/privkey.pem", str(key)),
            ("127.0.0.1:8000", f"127.0.0.1:{self.web_port}"),
            ("listen 80;", f"listen 127.0.0.1:{self.http_port};"),
            ("listen 443 ", f"listen 127.0.0.1:{self.https_port} "),
            ("/var/lib/nongan/static/", f"{self.static}/"),
            ("/var/log/nginx/", f"{self.run}/nginx/"),
        ):
            assert old in site, f"deploy/nginx.conf no longer says {old}"
            site = site.replace(old, new)
        scratch = self.run / "nginx"
        scratch.mkdir()
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        whole = (
            ("user www-data;\n" if AS_ROOT else "")
            + f"daemon off; pid {scratch}/pid; error_log {scratch}/error.log;\nevents {{}}\nhttp {{\n"
            + f"include /etc/nginx/mime.types; access_log {scratch}/access.log;\n"
            + "".join(f"{kind}_temp_path {scratch}/{kind};\n" for kind in kinds)
            + site
            + "}\n"
        )
        (self.base / "nginx.conf").write_text(whole)
        self._serve([_nginx(), "-e", scratch / "error.log", "-c", self.base / "nginx.conf"], signal.SIGQUIT)
        self._until(lambda: _answers(self.https_port))

    def _serve(self, command: list, stop_with: int, **options) -> None:
        self.stack.callback(stop, spawn(command, stop_with=stop_with, **options), stop_with=stop_with)

    # --- the site's files -----------------------------------------------------------------------------------------

    def write_environment(self) -> None:
        """Both files from their examples, with the modes that the examples name."""
        address = "postgres://{}@/{}?host=" + self.socket
        values = {
            "SECRET_KEY": "k" * 50,
            "PERSONAL_DATA_KEYS": "c3RvcmVkLXJlbGVhc2Uta2V5LW9mLXRoZS10ZXN0cyE=",
            "DATABASE_URL": address.format("nongan_app", "nongan"),
            "DATABASE_OWNER_URL": address.format("nongan", "nongan"),
            "REHEARSAL_URL": address.format("nongan", "nongan_rehearsal"),
            "REDIS_URL": f"unix://{self.run}/redis.sock?db=0",
            "MEDIA_ROOT": self.media,
            "STATIC_ROOT": self.static,
            "BACKUP_PUBLIC_KEY": self.base / "backup.pub",
            "BACKUP_FOLDER": self.backups,
        }
        for name in ("nongan.env", "release.env"):
            text = (DEPLOY / f"{name}.example").read_text()
            for key, value in values.items():
                text = re.sub(rf"^{key}=.*$", f"{key}='{value}'", text, flags=re.M)
            (self.etc / name).write_text(text)
            (self.etc / name).chmod(0o640)

    def make_backup_key(self) -> None:
        home = self.base / "gpg"
        home.mkdir(mode=0o700)
        gpg = ["gpg", "--homedir", home, "--batch", "--quiet", "--passphrase", ""]
        subprocess.run([*gpg, "--quick-gen-key", "backup@nongan.example", "default", "default", "never"], check=True)
        for flag, name in (("--export", "backup.pub"), ("--export-secret-keys", "backup.key")):
            subprocess.run([*gpg, "--armor", "--output", self.base / name, flag], check=True)
        subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=False)

    def checkout(self, name: str) -> Path:
        """A copy of this state of the code, with the environment and the bundles that are already made."""
        tree = self.base / name
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True
        )
        names = [line for line in listed.stdout.decode().split("\0") if line]
        assert names, "the tests of deploy/ copy a git checkout"
        for path in names:
            if (ROOT / path).is_file():
                (tree / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / path, tree / path)
        shutil.copytree(ROOT / ".build", tree / ".build", ignore=shutil.ignore_patterns("collected", "*.lock"))
        (tree / ".venv").symlink_to(sys.prefix)
        return tree

    # --- what an administrator does -------------------------------------------------------------------------------

    def superuser(self, database: str = "postgres") -> str:
        return f"postgres://postgres@/{database}?host={self.socket}"

    def psql(self, sql: str, *, url: str, check: bool = True) -> subprocess.CompletedProcess:
        return self._run([self.programs / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", url, "-c", sql], check=check)

    def create_database(self, *settings: str) -> subprocess.CompletedProcess:
        given = [part for setting in settings for part in ("-v", setting)]
        script = DEPLOY / "create-database.sql"
        return self._run([self.programs / "psql", "-Xq", *given, "-f", script, self.superuser()], check=False)

    def script(self, tree: Path, name: str, *arguments: object, **more: str) -> subprocess.CompletedProcess:
        return self._run([tree / "deploy" / name, *map(str, arguments)], check=False, **more)

    def manage(self, tree: Path, *arguments: str) -> subprocess.CompletedProcess:
        """A command with the web's environment."""
        environment = self.environment | self._environment_of(tree, "nongan-web.service")
        return self._run([tree / ".venv/bin/python", "manage.py", *arguments], cwd=tree, env=environment, check=False)

    def _run(self, command: list, *, check: bool, env: dict | None = None, cwd: Path | str = "/", **more: str):
        environment = (env or self.environment) | more
        done = subprocess.run(list(map(str, command)), env=environment, cwd=cwd, capture_output=True, text=True)
        assert not check or done.returncode == 0, done.stderr
        return done

    # --- the web process, as its unit starts it -------------------------------------------------------------------

    def _unit(self, tree: Path, name: str) -> list[tuple[str, str]]:
        text = (tree / "deploy" / name).read_text().replace("/opt/nongan", str(tree))
        return re.findall(r"^(\w+)=(.*)$", text.replace("/etc/nongan", str(self.etc)), flags=re.M)

    def _environment_of(self, tree: Path, name: str) -> dict[str, str]:
        """What systemd would read from the unit's EnvironmentFile lines."""
        files = [Path(value) for key, value in self._unit(tree, name) if key == "EnvironmentFile"]
        pairs = [line for file in files for line in file.read_text().splitlines() if re.match(r"\w+=", line)]
        return {key: value.strip("'") for key, _, value in (pair.partition("=") for pair in pairs)}

    def start_web(self, tree: Path) -> None:
        self.stop_web()
        (command,) = [value for key, value in self._unit(tree, "nongan-web.service") if key == "ExecStart"]
        environment = self._environment_of(tree, "nongan-web.service") | {"PATH": "/usr/bin:/bin"}
        words = command.replace("--port 8000", f"--port {self.web_port}").replace("--workers 4", "--workers 1").split()
        with open(self.run / "web.log", "ab") as log:
            self.web = spawn(words, cwd=tree, env=environment, stdout=log, stderr=log)
        self._until(lambda: _answers(self.web_port))

    def stop_web(self) -> None:
        if self.web:
            stop(self.web)
            self.web = None

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """Ask nginx over HTTPS, by the site's name."""
        line = self._line()
        try:
            line.request(method, path, headers={"Host": "nongan.example", **headers})
            answer = line.getresponse()
            return answer, answer.read()
        finally:
            line.close()

    def flood(self, path: str) -> list[int]:
        """The statuses of requests, one as soon as the other, until one is refused as too many."""
        line, statuses = self._line(), []
        try:
            while len(statuses) < 3000 and 429 not in statuses[-1:]:
                line.request("GET", path, headers={"Host": "nongan.example"})
                answer = line.getresponse()
                answer.read()
                statuses.append(answer.status)
        finally:
            line.close()
        return statuses

    def _line(self) -> http.client.HTTPSConnection:
        trusted = ssl.create_default_context(cafile=str(self.base / "fullchain.pem"))
        trusted.check_hostname = False  # the name resolves nowhere
        return http.client.HTTPSConnection("127.0.0.1", self.https_port, context=trusted, timeout=30)

    def _until(self, answers) -> None:
        until = time.monotonic() + PATIENCE
        while not answers():
            assert time.monotonic() < until, "a server did not start"
            signal.sigtimedwait([], 0.1)

    def close(self) -> None:
        self.stop_web()
        self.stack.close()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
