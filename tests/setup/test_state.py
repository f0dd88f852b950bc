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
