"""The embedded servers: started for a call, shared, recovered, stopped."""

import os
import signal
import subprocess
import sys
import time

from shangrao_nongan.embedded import keeper
from shangrao_nongan.embedded.postgres import APP, OWNER
from shangrao_nongan.embedded.processes import try_lock

from .conftest import ROOT

ASK = """
import os, psycopg2, redis
for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
    c = psycopg2.connect(os.environ[name]).cursor()
    c.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
    print(*c.fetchone())
c.execute("SELECT datlocprovider, datcollate FROM pg_database WHERE datname = current_database()")
print(*c.fetchone())
print(redis.from_url(os.environ["REDIS_URL"]).ping())
"""
WRITE = """
import os, psycopg2
link = psycopg2.connect(os.environ["DATABASE_OWNER_URL"]); link.autocommit = True
link.cursor().execute("CREATE TABLE IF NOT EXISTS kept (a int); INSERT INTO kept VALUES (1)")
"""
COUNT = """
import os, psycopg2
c = psycopg2.connect(os.environ["DATABASE_OWNER_URL"]).cursor()
c.execute("SELECT count(*) FROM kept"); print(c.fetchone()[0])
"""


def python(text):
    return "with", "main", sys.executable, "-c", text


def test_two_roles_without_power_and_a_locale_that_knows_chinese(embedded):
    done = embedded(*python(ASK))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"{APP} False", f"{OWNER} False", "b C.UTF-8", "True"]


def test_data_stays_and_nothing_keeps_running(embedded, state):
    embedded(*python(WRITE))
    assert embedded(*python(COUNT)).stdout.strip() == "1"
    assert keeper.wait_until_stopped("main")
    assert not (state / "main" / "pgdata" / "postmaster.pid").exists()


def test_the_exit_code_of_the_command_is_handed_on(embedded):
    assert embedded("with", "main", "sh", "-c", "exit 7").returncode == 7


def test_a_half_made_data_folder_is_made_anew(embedded, state):
    for name in ("pgdata", "pgdata.part"):
        (state / "main" / name).mkdir(parents=True)
        (state / "main" / name / "base").touch()
    done = embedded(*python(ASK))
    assert done.returncode == 0, done.stderr
    assert list((state / "main").glob("pgdata-broken-*"))


def test_killed_servers_recover(embedded, state):
    """A killed database comes back under its users."""
    embedded("with", "main", "true")  # makes the secrets
    with keeper.servers("main"):
        pid = int((state / "main" / "pgdata" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        assert embedded(*python(WRITE)).returncode in (0, 1)  # it may meet the moment of the restart
        keeper.ensure_kept("main")
        assert embedded(*python(WRITE)).returncode == 0
    assert keeper.wait_until_stopped("main")


def test_an_old_pid_file_that_names_another_program_is_no_obstacle(embedded, state):
    embedded(*python(WRITE))
    assert keeper.wait_until_stopped("main")
    (state / "main" / "pgdata" / "postmaster.pid").write_text(f"{os.getpid()}\n{state}\n")
    assert embedded(*python(COUNT)).stdout.strip() == "1"


def test_servers_stay_while_a_second_user_works(embedded, state):
    slow = subprocess.Popen(
        [sys.executable, "-m", "shangrao_nongan.embedded", "with", "main", "sh", "-c", "echo here; read wait"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert slow.stdout.readline() == b"here\n"
    embedded(*python(WRITE))
    assert try_lock(state / "main" / "keeper.lock") is None
    started = time.monotonic()
    assert embedded(*python(COUNT)).stdout.strip() == "1"
    assert time.monotonic() - started < 5
    slow.communicate(b"\n")
    assert keeper.wait_until_stopped("main")


def test_given_addresses_start_nothing(embedded, state, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@db.example/nongan")
    monkeypatch.setenv("REDIS_URL", "redis://cache.example/0")
    done = embedded("with", "main", "sh", "-c", "echo $DATABASE_URL $REDIS_URL")
    assert done.stdout.split() == ["postgres://someone@db.example/nongan", "redis://cache.example/0"]
    assert not (state / "main" / "pgdata").exists()


def test_a_call_returns_only_after_its_servers_have_stopped(embedded, state):
    for _ in range(3):
        assert embedded(*python(WRITE)).returncode == 0
        assert not (state / "main" / "pgdata" / "postmaster.pid").exists()
        free = try_lock(state / "main" / "keeper.lock")
        assert free is not None
        free.close()


def test_with_other_users_nobody_waits(state):
    with keeper.servers("main"):
        started = time.monotonic()
        assert keeper.wait_until_stopped("main") is False
        assert time.monotonic() - started < 5


def test_given_secrets_need_no_file(embedded, state, monkeypatch):
    (state / "main").mkdir()
    (state / "main" / "secrets.json").touch()
    refused = embedded("with", "main", "true")
    assert refused.returncode == 1
    assert refused.stderr.startswith("错误：密钥文件")
    assert "Traceback" not in refused.stderr
    monkeypatch.setenv("SECRET_KEY", "given")
    monkeypatch.setenv("PERSONAL_DATA_KEYS", "given")
    assert embedded("with", "main", "sh", "-c", "echo $SECRET_KEY").stdout == "given\n"
