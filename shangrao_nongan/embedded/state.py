"""Where the servers keep their data, and the secrets that a machine without configuration makes for itself."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "shangrao-nongan"
# sockaddr_un holds 104 bytes on some systems; PostgreSQL's own file name is part of that.
SOCKET_PATH_MAX = 100
LASTING = Path("/var/tmp")  # noqa: S108  # ours by name, checked for its owner, kept over restarts
SECRETS = ("SECRET_KEY", "PERSONAL_DATA_KEYS")
LONGEST_SOCKET = "test/run/.s.PGSQL.5432.lock"


class EmbeddedError(RuntimeError):
    """Something a person can mend; the text is one sentence for them."""


def folder(kind: str) -> Path:
    """The state folder of `kind` ("main" or "test"), made when it is missing."""
    try:
        base = _base()
        return _made(base, base / kind)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead to each other
        if isinstance(error, EmbeddedError):
            raise
        named = os.environ.get("NONGAN_STATE_DIR") or getattr(error, "filename", "")
        why = getattr(error, "strerror", None) or error
        said = f"数据文件夹 {named} 不能使用（{why}）"
        raise EmbeddedError(f"{said}：请用 NONGAN_STATE_DIR 指定一个可以写入的文件夹。") from None


def _made(base: Path, path: Path) -> Path:
    if base.is_symlink():
        raise EmbeddedError(f"{base} 是一个符号链接，出于安全不能使用；请删除它或设置 NONGAN_STATE_DIR。")
    mode = 0o755 if os.geteuid() == 0 else 0o700
    base.mkdir(mode=mode, parents=True, exist_ok=True)
    if base.stat().st_uid != os.geteuid():
        raise EmbeddedError(f"{base} 属于另一个系统用户；请换用该用户，或设置 NONGAN_STATE_DIR。")
    path.mkdir(mode=mode, exist_ok=True)
    if not os.access(path, os.W_OK | os.X_OK):  # it was made on another day, and the disk is read-only now
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
    return path


def _base() -> Path:
    explicit = os.environ.get("NONGAN_STATE_DIR")
    if explicit:
        base = Path(explicit).resolve()
        if len(str(base / LONGEST_SOCKET)) > SOCKET_PATH_MAX:
            raise EmbeddedError(f"NONGAN_STATE_DIR 的路径太长：{base}")
        return base
    tag = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    # As root PostgreSQL runs as nobody, who must be able to walk to its folder; a checkout is often below /root.
    if os.geteuid() == 0:
        return LASTING / f"{NAME}-{tag}"
    inside = ROOT / ".state"
    if len(str(inside / LONGEST_SOCKET)) <= SOCKET_PATH_MAX:
        return inside
    return LASTING / f"{NAME}-{os.geteuid()}-{tag}"


def own_secrets(state: Path) -> dict[str, str]:
    """The site's keys: made once, readable by this user only, kept beside the data and never in the code."""
    path = state / "secrets.json"
    try:
        if not path.exists():
            if (state / "pgdata" / "PG_VERSION").exists():
                raise _lost(path, "不见了")
            _make_secrets(path)
        kept = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EmbeddedError(f"密钥文件 {path} 不能读写（{error.strerror}）：请检查磁盘空间和权限。") from None
    except ValueError:
        raise _lost(path, "是空的或已损坏") from None
    if not (isinstance(kept, dict) and all(kept.get(name) and isinstance(kept[name], str) for name in SECRETS)):
        raise _lost(path, "不完整")
    return kept


def _make_secrets(path: Path) -> None:
    made = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "PERSONAL_DATA_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }
    part = path.with_suffix(f".{os.getpid()}")
    try:
        part.touch(mode=0o600)
        with part.open("w", encoding="utf-8") as file:
            file.write(json.dumps(made))
            file.flush()
            os.fsync(file.fileno())  # a power cut must not leave the name without the keys
        with suppress(FileExistsError):
            os.link(part, path)  # the first of two starters wins, both read the same file
    finally:
        part.unlink(missing_ok=True)


def _lost(path: Path, what: str) -> EmbeddedError:
    """New keys would make what is already stored unreadable for ever, so a person decides."""
    return EmbeddedError(
        f"密钥文件 {path} {what}。已存的个人信息只有用原来的密钥才能读出，所以不会自动生成新的：请从备份恢复这个文件，"
        f"或设置环境变量 {' 和 '.join(SECRETS)}；确认其中没有要保留的数据时，才可以删除整个 {path.parent} 重新开始。")
