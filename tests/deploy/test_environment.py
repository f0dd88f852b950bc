"""The environment files mean the same to the scripts as to systemd, and no password is among a program's arguments."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .machine import DEPLOY
from .scripts import instead, script


def read(folder: Path, content: str, name: str = "NAME", **exported: str) -> subprocess.CompletedProcess:
    (folder / "release.env").write_bytes(content.encode())
    command = f'set -eu; . {DEPLOY}/environment.sh; printf %s "${name}"'
    environment = {**os.environ, "NONGAN_ENV_DIR": str(folder), **exported}
    return subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("NAME=postgres://a@/b?host=/run&sslmode=require", "postgres://a@/b?host=/run&sslmode=require"),
        ("NAME='postgres://a@/b?host=/run&sslmode=require'", "postgres://a@/b?host=/run&sslmode=require"),
        ("NAME=a b(c`d$HOME;e", "a b(c`d$HOME;e"),
        ("NAME=\"$HOME `id` 'x'\"", "$HOME `id` 'x'"),
        ("NAME='a\"b\\c'", 'a"b\\c'),
        ("NAME=it's", "it's"),
        ("  NAME=  a # no comment  ", "a # no comment"),
        ("NAME=''", ""),
        ("NAME=", ""),
        ("# x\n\n; y\nNAME=a\nNAME=b=c", "b=c"),
    ],
)
def test_a_value_is_what_stands_there(tmp_path, line, value):
    for ending in ("\n", ""):
        done = read(tmp_path, line + ending, NAME="exported before")
        assert (done.returncode, done.stdout, done.stderr) == (0, value, "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("NAME=secret\r", "回车符"),
        ("export NAME=secret", "名称=值"),
        ("secret", "名称=值"),
        ("=secret", "名称=值"),
        ("1NAME=secret", "名称=值"),
        ("NAME='secret", "没有成对"),
        ("NAME='", "没有成对"),
        ("NAME='secret' x", "没有成对"),
        ("NAME='se'cret'", "还有引号"),
        ("NAME=se\\cret", "反斜杠"),
        ('NAME="se\\cret"', "反斜杠"),
    ],
)
def test_what_systemd_would_read_differently_is_refused(tmp_path, line, said):
    done = read(tmp_path, f"# a comment\n{line}\n", NAME="exported before")
    assert done.returncode == 2
    assert said in done.stderr
    assert f"{tmp_path}/release.env 第 2 行" in done.stderr
    assert "cret" not in done.stderr
    assert done.stdout == ""


def test_the_examples_can_be_read(tmp_path):
    for name in ("nongan.env", "release.env"):
        (tmp_path / name).write_bytes((DEPLOY / f"{name}.example").read_bytes())
    command = f'set -eu; . {DEPLOY}/environment.sh; need SITE_URL ALLOWED_HOSTS BACKUP_FOLDER; echo "$SITE_URL"'
    environment = {**os.environ, "NONGAN_ENV_DIR": str(tmp_path)}
    done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("https://nongan.example\n", "")


# --- the connection -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "address", "password"),
    [
        ("postgres://a:b@h:5433/d?sslmode=require", "postgres://a@h:5433/d?sslmode=require", "b"),
        ("postgresql://a:p%40s%27s%20%24x%25%22@h/d", "postgresql://a@h/d", "p@s's $x%\""),
        ("postgres://a:p@s's $x%\"@h/d", "postgres://a@h/d", "p@s's $x%\""),
        ("postgres://a:b@/d?host=/run/pg&password=c", "postgres://a@/d?host=/run/pg", "c"),
        ("postgres://a:b@%2Frun%2Fpg:5432/d", "postgres://a@%2Frun%2Fpg:5432/d", "b"),
        ("postgres://a@/d?host=/run/pg", "postgres://a@/d?host=/run/pg", "as before"),
        ("postgres:///d", "postgres:///d", "as before"),
    ],
)
def test_an_address_is_taken_apart(url, address, password):
    command = f'set -eu; . {DEPLOY}/connection.sh; connect URL; printf "%s\\n%s" "$ADDRESS" "$PGPASSWORD"'
    environment = {**os.environ, "URL": url, "PGPASSWORD": "as before"}
    done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (f"{address}\n{password}", "")


@pytest.mark.parametrize("url", ["", "mysql://a:secret@h/d", "host=h password=secret", "postgres://a:secret[@h/d"])
def test_another_kind_of_address_is_refused_without_being_shown(tmp_path, url):
    done = script("sums.sh", url=url, media=tmp_path)
    assert done.returncode == 2
    assert "DATABASE_OWNER_URL 应是" in done.stderr
    assert "secret" not in done.stderr


def test_no_password_is_among_the_arguments(tmp_path, owner_url, empty_url):
    """Backup and restore; the programs get it all the same."""
    seen = tmp_path / "seen"
    for name in ("psql", "pg_dump", "pg_restore"):
        real = f'"$REAL_{name.upper()}" "$@"'
        instead(tmp_path / "bin", name, f'echo "{name} $PGPASSWORD: $*" >>"{seen}"; exec {real}')
    more = {"media": tmp_path / "media", "before": tmp_path / "bin"}
    made = script("backup.sh", tmp_path / "backups", url=with_password(owner_url), **more)
    assert made.returncode == 0, made.stderr
    (backup,) = (tmp_path / "backups").iterdir()
    restored = script("restore.sh", backup, url=with_password(empty_url), **more)
    assert restored.returncode == 0, restored.stderr
    lines = seen.read_text().splitlines()
    assert {line.split()[0] for line in lines} == {"psql", "pg_dump", "pg_restore"}
    for line in lines:
        known, _, arguments = line.partition(": ")
        assert known.endswith(" gehe/im") or arguments == "--list"
        assert "gehe" not in arguments


def with_password(url: str) -> str:
    user, at, rest = url.removeprefix("postgres://").partition("@")
    assert at
    assert ":" not in user
    return f"postgres://{user}:gehe%2Fim@{rest}"


# --- the release --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lacking", ["ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SITE_URL"])
def test_a_release_needs_what_the_site_is_called(tmp_path, lacking):
    text = (DEPLOY / "nongan.env.example").read_text().replace("=''", "='x'")
    (tmp_path / "nongan.env").write_text("\n".join(x for x in text.splitlines() if not x.startswith(f"{lacking}=")))
    done = script("release.sh", url="postgres://a@/b", media=tmp_path, NONGAN_ENV_DIR=str(tmp_path), **{lacking: ""})
    assert done.returncode == 2
    assert f"没有 {lacking}" in done.stderr


def test_a_database_that_lets_nobody_in_is_one_sentence(tmp_path):
    environment = {**os.environ, "DATABASE_OWNER_URL": "postgres://nongan:geheim@127.0.0.1:1/nongan"}
    command = [sys.executable, DEPLOY.parent / "manage.py", "migrate", "--noinput", "-v0"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith("连不上数据库，请检查 DATABASE_OWNER_URL")
    assert "geheim" not in sentence
