"""A state folder of their own for tests that start real embedded servers: short, and open to the account nobody."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FROM_OUTSIDE = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "NONGAN_EMBEDDED",
    "SECRET_KEY",
    "MEDIA_ROOT",
    "PERSONAL_DATA_KEYS",
    "APP_ENV",
    "KEY_PREFIX",
)


@pytest.fixture
def state(monkeypatch):
    path = Path(tempfile.mkdtemp(prefix="nongan-", dir="/tmp"))
    path.chmod(0o755)
    monkeypatch.setenv("NONGAN_STATE_DIR", str(path))
    for name in FROM_OUTSIDE:
        monkeypatch.delenv(name, raising=False)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def embedded(state):
    """Run `python -m shangrao_nongan.embedded …`, e.g. embedded("with", "main", "sh", "-c", "…")."""

    def run(*arguments, **options):
        return subprocess.run(
            [sys.executable, "-m", "shangrao_nongan.embedded", *arguments],
            cwd=ROOT,
            env=dict(os.environ),
            capture_output=True,
            text=True,
            timeout=90,
            **options,
        )

    return run
