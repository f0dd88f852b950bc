"""Where the embedded servers keep their data."""

import json
import stat

import pytest

from shangrao_nongan.embedded import state


def test_secrets_are_made_once_and_only_their_owner_reads_them(tmp_path):
    first = state.own_secrets(tmp_path)
    assert state.own_secrets(tmp_path) == first
    path = tmp_path / "secrets.json"
    assert json.loads(path.read_text()) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(first["SECRET_KEY"]) >= 40


def test_a_path_too_long_for_a_socket_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setenv("NONGAN_STATE_DIR", str(tmp_path / ("x" * 120)))
    with pytest.raises(state.EmbeddedError, match="太长"):
        state.folder("main")


def test_a_symlink_is_not_followed(tmp_path, monkeypatch):
    (tmp_path / "real").mkdir()
    (tmp_path / "s").symlink_to(tmp_path / "real")
    monkeypatch.setattr(state, "_base", lambda: tmp_path / "s")
    with pytest.raises(state.EmbeddedError, match="符号链接"):
        state.folder("main")


@pytest.mark.parametrize("where", ["/proc/nongan", "file", "file/below", "loop"])
def test_an_unusable_folder_is_refused_in_words(tmp_path, monkeypatch, where):
    monkeypatch.setattr(state, "SOCKET_PATH_MAX", 1000)
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    monkeypatch.setenv("NONGAN_STATE_DIR", str(tmp_path / where))
    with pytest.raises(state.EmbeddedError, match=f"数据文件夹 .*{where}.* 不能使用.*NONGAN_STATE_DIR"):
        state.folder("main")


def test_a_folder_on_a_read_only_disk_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(state, "SOCKET_PATH_MAX", 1000)  # the folders of a test may have long names
    monkeypatch.setenv("NONGAN_STATE_DIR", str(tmp_path))
    state.folder("main")
    monkeypatch.setattr(state.os, "access", lambda path, mode: False)
    with pytest.raises(state.EmbeddedError, match="Read-only file system"):
        state.folder("main")


@pytest.mark.parametrize(
    "text", [b"", b"{", b"\xff\xfe", b"[]", b"{}", b'{"SECRET_KEY": "a", "PERSONAL_DATA_KEYS": ""}']
)
def test_damaged_secrets_are_never_replaced(tmp_path, text):
    path = tmp_path / "secrets.json"
    path.write_bytes(text)
    with pytest.raises(state.EmbeddedError, match=r"secrets\.json .*请从备份恢复这个文件"):
        state.own_secrets(tmp_path)
    assert path.read_bytes() == text


def test_a_database_whose_secrets_are_gone_gets_no_new_ones(tmp_path):
    (tmp_path / "pgdata").mkdir()
    (tmp_path / "pgdata" / "PG_VERSION").touch()
    with pytest.raises(state.EmbeddedError, match="不见了"):
        state.own_secrets(tmp_path)
    assert not (tmp_path / "secrets.json").exists()


def test_secrets_that_cannot_be_written_are_told_in_words(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(state.os, "fsync", full)
    with pytest.raises(state.EmbeddedError, match="No space left"):
        state.own_secrets(tmp_path)
    assert not list(tmp_path.iterdir())
