"""Logs have a bound and a mode, and go on in the same open file."""

import os
import stat

from shangrao_nongan.embedded import journal


def test_a_writer_goes_on_after_the_rotation(tmp_path):
    path = tmp_path / "web.log"
    with journal.opened(path) as log:
        log.write(b"x" * 100)
        log.flush()
        journal.rotate(path, most=50)
        log.write(b"new")
        log.flush()
    assert path.read_bytes() == b"new"
    assert (tmp_path / "web.log.1").read_bytes() == b"x" * 100


def test_a_small_file_stays(tmp_path):
    path = tmp_path / "web.log"
    path.write_bytes(b"x" * 50)
    journal.rotate(path, most=50)
    assert path.stat().st_size == 50


def test_only_so_many_are_kept_and_the_newest_is_one(tmp_path):
    path = tmp_path / "web.log"
    for number in range(10):
        path.write_text(str(number))
        journal.rotate(path, most=0)
    kept = {one.name: one.read_text() for one in tmp_path.iterdir()}
    assert kept == {"web.log": "", "web.log.1": "9", "web.log.2": "8", "web.log.3": "7"}


def test_others_do_not_read_them(tmp_path):
    umask = os.umask(0)
    try:
        journal.opened(tmp_path / "web.log").write(b"x" * 10)
        journal.rotate(tmp_path / "web.log", most=1)
    finally:
        os.umask(umask)
    assert {stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()} == {0o640}


def test_on_a_full_disk_the_file_is_emptied(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    path = tmp_path / "web.log"
    path.write_bytes(b"x" * 100)
    monkeypatch.setattr(journal.shutil, "copyfile", full)
    journal.rotate(path, most=50)
    assert path.read_bytes() == b""
    assert not (tmp_path / "web.log.1").exists()
