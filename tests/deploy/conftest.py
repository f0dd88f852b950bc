from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests import databases

from . import machine as machines

TARGET = f"nongan_test_rehearsal_{os.getpid()}"


@pytest.fixture(scope="module")
def machine() -> Iterator[machines.Machine]:
    """One server for a file of tests; its folder is one that nginx's own user can walk to."""
    if lacking := machines.missing():
        said = f"部署测试需要 {'、'.join(lacking)}(Debian:apt-get install {' '.join(lacking)})。"
        if os.environ.get("APP_REQUIRE_DEPLOY") == "1":
            pytest.fail(said)
        pytest.skip(said)
    base = Path(tempfile.mkdtemp(prefix="nongan-deploy-"))
    made = machines.Machine(base)
    try:
        yield made
    finally:
        made.close()
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture
def owner_url(db, settings) -> str:
    return databases._named(settings.DATABASE_OWNER_URL, connection.settings_dict["NAME"])


@pytest.fixture
def empty_url(settings) -> Iterator[str]:
    databases._admin(f'DROP DATABASE IF EXISTS "{TARGET}" WITH (FORCE)')
    databases._admin(f'CREATE DATABASE "{TARGET}"')
    yield databases._named(settings.DATABASE_OWNER_URL, TARGET)
    databases._admin(f'DROP DATABASE IF EXISTS "{TARGET}" WITH (FORCE)')


@pytest.fixture(scope="session")
def keys() -> Iterator[Path]:
    """A folder with good.pub, good.key, other.key and expired.pub, all without a passphrase."""
    if not shutil.which("gpg"):
        pytest.skip("needs gpg")
    base = Path(tempfile.mkdtemp(prefix="nongan-keys-"))  # short: gpg puts a socket into its folder
    gpg = ["gpg", "--homedir", base, "--batch", "--quiet", "--no-permission-warning", "--passphrase", ""]
    long_ago = ["--faked-system-time", "20200101T000000"]
    for name, when, lasts in (("good", [], "never"), ("other", [], "never"), ("expired", long_ago, "1d")):
        made = [*gpg, *when, "--quick-gen-key", f"{name}@nongan.example", "default", "default", lasts]
        subprocess.run(made, check=True, capture_output=True)
        for flag, kind in (("--export", "pub"), ("--export-secret-keys", "key")):
            exported = [*gpg, "--armor", "--output", base / f"{name}.{kind}", flag, f"{name}@nongan.example"]
            subprocess.run(exported, check=True, capture_output=True)
    subprocess.run(["gpgconf", "--homedir", base, "--kill", "all"], check=False)
    yield base
    shutil.rmtree(base, ignore_errors=True)
