"""Debian's Chromium for pytest-playwright, and a plain reason where there is none."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
LAUNCH = {
    "executable_path": CHROMIUM,
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
}


def missing():
    import playwright

    if not CHROMIUM:
        return "没有 Chromium(Debian:apt-get install chromium fonts-noto-cjk)"
    node = Path(playwright.__file__).parent / "driver" / "node"
    if subprocess.run([node, "--version"], capture_output=True).returncode:
        return "playwright 自带的 Node 不能运行(Debian:apt-get install libatomic1)"
    return None


def skip_without_browser(items):
    wanting = [item for item in items if item.get_closest_marker("browser")]
    reason = missing() if wanting else None
    if reason and os.environ.get("APP_REQUIRE_BROWSER") == "1":
        pytest.exit(f"浏览器测试不能运行：{reason}", returncode=1)
    for item in wanting if reason else []:
        item.add_marker(pytest.mark.skip(reason=reason))
