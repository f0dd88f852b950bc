"""Where the servers keep their data, and the secrets that a machine without configuration makes for itself."""
import base64
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
LONGEST_SOCKET = "test/run/.s.PGSQL.5432.lock"


class EmbeddedError(RuntimeError):
    """Something a person can mend; the text is one sentence for them."""


def folder(kind):
    """The state folder of `kind` ("main" or "test"), made when it is missing."""
    base = _base()
    if base.is_symlink():
        raise EmbeddedError(f"{base} 是一个符号链接，出于安全不能使用；请删除它或设置 NONGAN_STATE_DIR。")
    mode = 0o755 if os.geteuid() == 0 else 0o700
    base.mkdir(mode=mode, parents=True, exist_ok=True)
    if base.stat().st_uid != os.geteuid():
        raise EmbeddedError(f"{base} 属于另一个系统用户；请换用该用户，或设置 NONGAN_STATE_DIR。")
    path = base / kind
    path.mkdir(mode=mode, exist_ok=True)
    return path


def _base():
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


def own_secrets(state):
    """The site's keys: made once, readable by this user only, kept beside the data and never in the code."""
    path = state / "secrets.json"
    if not path.exists():
        made = {
            "SECRET_KEY": secrets.token_urlsafe(48),
            "PERSONAL_DATA_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        }
        part = path.with_suffix(f".{os.getpid()}")
        part.touch(mode=0o600)
        part.write_text(json.dumps(made))
        with suppress(FileExistsError):
            os.link(part, path)  # the first of two starters wins, both read the same file
        part.unlink()
    return json.loads(path.read_text())
