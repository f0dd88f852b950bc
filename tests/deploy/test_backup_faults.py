"""What goes wrong while a backup is made or put back: it says so in a sentence, and leaves nothing behind in plain."""

from __future__ import annotations

import fcntl
import os
import re
import resource
import select
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .machine import DEPLOY
from .scripts import environment, instead, script


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def tmp() -> Iterator[Path]:
    """Where the scripts keep what lasts for a moment; a short path, gpg puts a socket into it."""
    with tempfile.TemporaryDirectory(prefix="n-") as folder:
        yield Path(folder)


def refused(done: subprocess.CompletedProcess, *words: str, code: int = 1) -> None:
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    assert "备份完成" not in done.stdout
    assert done.stderr.splitlines()[-1].startswith("错误：")
    for word in words:
        assert word in done.stderr


# --- the database -------------------------------------------------------------------------------------------------


def test_a_folder_may_have_any_name(tmp_path, owner_url):
    odd = tmp_path / 'a "b" $HOME `c` \'d'
    made = script("backup.sh", odd, url=owner_url, media=tmp_path / "none")
    assert made.returncode == 0, made.stderr
    (backup,) = odd.iterdir()
    assert sorted(path.name for path in backup.iterdir()) == [
        "SHA256SUMS", "database.dump", "heads.txt", "media.tar", "sums.txt",
    ]  # fmt: skip
    assert (backup / "database.dump").read_bytes().startswith(b"PGDMP")


@pytest.mark.parametrize(
    "lines",
    [
        "exit 1",
        "exit 0",  # no byte of a dump
        'echo "no dump at all"',
        '"$REAL_PG_DUMP" "$@"; exit 1',  # a whole one, and yet it says it failed
        '"$REAL_PG_DUMP" --exclude-table-data=supervision_region "$@"',
    ],
)
def test_a_backup_without_its_whole_database_does_not_count(tmp_path, folder, owner_url, lines):
    instead(tmp_path / "bin", "pg_dump", lines)
    refused(script("backup.sh", folder, url=owner_url, media=tmp_path / "none", before=tmp_path / "bin"), "没有备份")
    assert list(folder.iterdir()) == []


def test_a_database_without_tables_is_not_backed_up(tmp_path, folder, empty_url):
    refused(script("backup.sh", folder, url=empty_url, media=tmp_path / "none"), "一张表也没有")
    assert list(folder.iterdir()) == []


def test_a_database_that_does_not_answer(tmp_path, folder):
    refused(script("backup.sh", folder, url="postgres://a@127.0.0.1:1/x", media=tmp_path), "数据库读不出来")
    assert list(folder.iterdir()) == []


# --- the files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "counts"), [(1, True), (2, False)])
def test_files_may_change_while_they_are_read(tmp_path, folder, owner_url, code, counts):
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.jpg").write_bytes(b"a")
    instead(tmp_path / "bin", "tar", f'"$REAL_TAR" "$@"; exit {code}')
    done = script("backup.sh", folder, url=owner_url, media=tmp_path / "media", before=tmp_path / "bin")
    if counts:
        assert done.returncode == 0, done.stderr
    else:
        refused(done, "没有读全")
    assert len(list(folder.iterdir())) == counts


def test_a_nightly_backup_is_tried_again_for_a_while():
    unit = dict(re.findall(r"^(\w+)=(.*)$", (DEPLOY / "nongan-backup.service").read_text(), flags=re.M))
    assert unit["Restart"] == "on-failure"
    assert unit["RestartSec"] == "15min"
    assert int(unit["StartLimitBurst"]) * 15 < 60 * int(unit["StartLimitIntervalSec"].removesuffix("h")) < 60 * 24
    assert unit["RestartPreventExitStatus"] == "2"


# --- interruptions ------------------------------------------------------------------------------------------------


@pytest.fixture
def halted(tmp_path, folder, owner_url, keys, tmp):
    """A backup, encrypted, that stands still when the database is in it; and a dump that is whole afterwards."""
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.jpg").write_bytes(b"a")
    told = tmp_path / "told"
    os.mkfifo(told)
    instead(tmp_path / "bin", "tar", f'"$REAL_TAR" "$@"; echo here >"{told}"; exec cat "{told}"')
    more = {"url": owner_url, "media": tmp_path / "media", "BACKUP_PLAIN": "", "TMPDIR": str(tmp),
            "BACKUP_PUBLIC_KEY": str(keys / "good.pub")}  # fmt: skip
    process = subprocess.Popen(
        [DEPLOY / "backup.sh", folder], env=environment(before=tmp_path / "bin", **more),
        start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _arrived(told, process)
    yield process, more
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _arrived(told: Path, process: subprocess.Popen) -> None:
    """Wait until the script stands still; one that ended before it came there is told, not waited for."""
    pipe = os.open(told, os.O_RDONLY | os.O_NONBLOCK)
    try:
        while not select.select([pipe], [], [], 0.2)[0]:
            assert process.poll() is None, f"ended with {process.returncode}"
        assert os.read(pipe, 100) == b"here\n"
    finally:
        os.close(pipe)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_leaves_nothing(halted, folder, tmp, name):
    process, _ = halted
    os.killpg(process.pid, getattr(signal, name))
    assert process.wait(20) == 128 + getattr(signal, name)
    assert list(folder.iterdir()) == []
    assert list(tmp.iterdir()) == []


def test_a_killed_backup_leaves_nothing_in_plain_and_the_next_one_clears_it_away(halted, folder, tmp):
    process, more = halted
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)
    _until_its_last_process_has_ended(folder)
    (part,) = folder.iterdir()
    assert part.suffix == ".part"
    left = {path.name: path.read_bytes() for path in part.iterdir() if path.is_file()}
    assert {"database.dump.gpg", "sums.txt.gpg"} <= set(left)
    assert {name for name in left if not name.endswith(".gpg")} <= {"heads.txt", "tables", "whole"}
    assert not any(b"PGDMP" in content or b"supervision_" in content for content in left.values())
    assert list(tmp.iterdir()) == []

    made = script("backup.sh", folder, **more)
    assert made.returncode == 0, made.stderr
    (backup,) = folder.iterdir()
    assert backup.suffix == ""
    assert {path.name for path in backup.iterdir()} == {
        "SHA256SUMS", "database.dump.gpg", "heads.txt", "media.tar.gpg", "sums.txt.gpg",
    }  # fmt: skip


def _until_its_last_process_has_ended(folder: Path) -> None:
    held = os.open(folder, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    os.close(held)


def test_a_second_backup_at_the_same_time_is_refused(halted, folder):
    process, more = halted
    refused(script("backup.sh", folder, **more), "另一个备份正在进行")
    assert process.poll() is None
    assert [path.suffix for path in folder.iterdir()] == [".part"]


def test_two_backups_of_one_second_do_not_mix(tmp_path, folder, owner_url):
    """A clock that stands still until it is asked for the third time."""
    asked = tmp_path / "asked"
    instead(tmp_path / "bin", "date", f'echo x >>"{asked}"; echo 20211220-12000$(($(wc -l <"{asked}") / 3))')
    instead(tmp_path / "bin", "sleep", "exit 0")
    for _ in range(2):
        made = script("backup.sh", folder, url=owner_url, media=tmp_path / "no", before=tmp_path / "bin",
                      BACKUP_KEEP_DAYS="1", BACKUP_KEEP_MONTHS="1")  # fmt: skip
        assert made.returncode == 0, made.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["nongan-20211220-120000", "nongan-20211220-120001"]


def test_an_interrupted_rehearsal_leaves_nothing(tmp_path, sealed, empty_url, keys, tmp):
    """Nor does the restore that it runs: not in the database, not among the files of a moment."""
    told = tmp_path / "told"
    os.mkfifo(told)
    instead(tmp_path / "bin", "pg_restore", f'"$REAL_PG_RESTORE" "$@"; echo here >"{told}"; exec cat "{told}"')
    more = {"REHEARSAL_URL": empty_url, "BACKUP_PRIVATE_KEY": str(keys / "good.key"), "TMPDIR": str(tmp)}
    process = subprocess.Popen(
        [DEPLOY / "rehearse.sh", sealed], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=environment(url="", media=tmp_path / "media", before=tmp_path / "bin", **more),
    )  # fmt: skip
    _arrived(told, process)
    assert "supervision_region|" in script("sums.sh", url=empty_url, media=tmp_path).stdout
    assert list(tmp.iterdir()) != []
    os.killpg(process.pid, signal.SIGTERM)
    assert process.wait(20) == 128 + signal.SIGTERM
    assert script("sums.sh", url=empty_url, media=tmp_path).stdout == ""
    assert list(tmp.iterdir()) == []

    done = script("rehearse.sh", sealed, url="", media=tmp_path / "media", **more)
    assert done.returncode == 0, done.stderr
    assert "演练通过" in done.stdout
    assert script("sums.sh", url=empty_url, media=tmp_path).stdout == ""
    assert [path.name for path in (tmp_path / "media").iterdir()] == ["a.jpg"]


# --- the place and the keys ---------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_written(tmp_path, owner_url):
    (tmp_path / "file").touch()
    refused(script("backup.sh", tmp_path / "file" / "backups", url=owner_url, media=tmp_path), "不能写", code=2)


def test_a_disk_that_is_full(tmp_path, folder, owner_url):
    full = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))}
    done = subprocess.run(
        [DEPLOY / "backup.sh", folder], env=environment(url=owner_url, media=tmp_path / "no"), capture_output=True,
        text=True, **full,
    )  # fmt: skip
    refused(done, "剩余")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("key", ["expired.pub", "garbage.pub"])
def test_a_public_key_that_does_not_encrypt(tmp_path, folder, owner_url, keys, key):
    (keys / "garbage.pub").write_text("不是公钥\n")
    key = str(keys / key)
    done = script("backup.sh", folder, url=owner_url, media=tmp_path, BACKUP_PLAIN="", BACKUP_PUBLIC_KEY=key)
    refused(done, "不能用来加密", code=2)
    assert list(folder.iterdir()) == []


@pytest.fixture
def sealed(tmp_path, folder, owner_url, keys) -> Path:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.jpg").write_bytes(b"a")
    made = script("backup.sh", folder, url=owner_url, media=tmp_path / "media", BACKUP_PLAIN="",
                  BACKUP_PUBLIC_KEY=str(keys / "good.pub"))  # fmt: skip
    assert made.returncode == 0, made.stderr
    return next(folder.iterdir())


def test_an_encrypted_backup_comes_back_and_leaves_nothing_in_plain(tmp_path, sealed, empty_url, keys, tmp):
    more = {"url": empty_url, "media": tmp_path / "back", "TMPDIR": str(tmp)}
    done = script("restore.sh", sealed, BACKUP_PRIVATE_KEY=str(keys / "good.key"), **more)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "back" / "a.jpg").read_bytes() == b"a"
    assert list(tmp.iterdir()) == []


@pytest.mark.parametrize(
    ("key", "damage", "said"),
    [
        ("missing.key", None, "读不到备份私钥"),
        ("garbage.key", None, "不能使用"),
        ("other.key", None, "没有对应的私钥"),
        ("good.key", lambda content: content[:-300], "已损坏"),
        ("good.key", lambda content: content[:40] + bytes(9) + content[49:], "已损坏"),
        ("good.key", lambda content: b"nothing of gpg's", "已损坏"),
    ],
)
def test_an_encrypted_backup_that_cannot_be_opened(tmp_path, sealed, empty_url, keys, tmp, key, damage, said):
    (keys / "garbage.key").write_text("不是私钥\n")
    if damage:
        file = sealed / "database.dump.gpg"
        file.write_bytes(damage(file.read_bytes()))
        sums = subprocess.run(["sha256sum", file.name], cwd=sealed, check=True, capture_output=True)
        (sealed / "SHA256SUMS").write_bytes(sums.stdout)
    done = script("restore.sh", sealed, url=empty_url, media=tmp_path / "back", TMPDIR=str(tmp),
                  BACKUP_PRIVATE_KEY=str(keys / key))  # fmt: skip
    refused(done, said, "没有恢复任何内容")
    assert script("sums.sh", url=empty_url, media=tmp_path).stdout == ""
    assert not (tmp_path / "back").exists()
    assert list(tmp.iterdir()) == []
