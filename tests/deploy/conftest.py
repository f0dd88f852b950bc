from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import machine as machines


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
