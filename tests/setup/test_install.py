"""A complete lock is installed as it is, by the oldest pip, the newest and uv, whatever was released since."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from .index import Index, serving

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.prefix) / "bin"
INSTALLERS = ("oldest pip", "newest pip", "uv")


@pytest.fixture
def index(tmp_path):
    return Index(tmp_path / "index")


@pytest.fixture(params=INSTALLERS)
def install(request, tmp_path):
    """Run python.sh in a fresh folder with a lock of its own; the finished process, and the folder."""
    folder = tmp_path / "fresh"
    (folder / "bin" / "setup").mkdir(parents=True)
    shutil.copy(ROOT / "bin/setup/python.sh", folder / "bin/setup/")
    base = Path(sys.executable).resolve()
    path = "/usr/bin:/bin"
    if request.param == "newest pip":
        _seed_with_newest_pip(folder / ".venv", base)
    if request.param == "uv":
        (tmp_path / "uv").mkdir()
        (tmp_path / "uv" / "uv").symlink_to(BIN / "uv")
        path = f"{tmp_path / 'uv'}:{path}"

    def run(lock: str, address: str):
        (folder / "requirements.lock").write_text(lock)
        (folder / "requirements-dev.lock").write_text("")
        environment = {
            "PATH": path, "HOME": str(tmp_path), "PYTHON": str(base), "no_proxy": "*", "LANG": "C.UTF-8",
            "PIP_CONFIG_FILE": "/dev/null", "PIP_INDEX_URL": address, "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1",
            "UV_DEFAULT_INDEX": address, "UV_NO_CACHE": "1", "UV_HTTP_RETRIES": "0", "UV_NO_CONFIG": "1",
        }  # fmt: skip
        done = subprocess.run(
            ["sh", "bin/setup/python.sh", "runtime"], cwd=folder, env=environment, capture_output=True, text=True
        )
        return done, folder

    return run


def _seed_with_newest_pip(venv: Path, base: Path) -> None:
    """The pip of the development lock, put into an environment that python.sh finds and keeps."""
    subprocess.run([base, "-m", "venv", "--without-pip", venv], check=True)
    (site,) = venv.glob("lib/python3*/site-packages")
    pip = distribution("pip")
    for part in ("pip", f"pip-{pip.version}.dist-info"):
        shutil.copytree(str(pip.locate_file(part)), site / part)


def _versions(folder: Path) -> str:
    said = "import probe_a, probe_b, probe_c; print(probe_a.VERSION, probe_b.VERSION, probe_c.VERSION)"
    return subprocess.run(
        [folder / ".venv/bin/python", "-c", said], capture_output=True, text=True, check=True
    ).stdout.strip()


def _locked_then_released(index: Index) -> str:
    """A lock of three packages, and newer releases of two of them, one asked for through an extra."""
    lock = index.add("probe_a", "1.0", needs=("probe-b[more]>=1",))
    lock += index.add("probe_b", "1.0", needs=('probe-c>=1; extra == "more"',), extras=("more",))
    lock += index.add("probe_c", "1.0")
    index.add("probe_b", "2.0", needs=('probe-c>=2; extra == "more"',), extras=("more",))
    index.add("probe_c", "2.0")
    return lock


def test_a_newer_release_on_the_index_changes_nothing(index, install):
    lock = _locked_then_released(index)
    with serving(index) as address:
        done, folder = install(lock, address)
    assert done.returncode == 0, done.stderr
    assert _versions(folder) == "1.0 1.0 1.0"
    assert (folder / ".venv/.stamp-runtime").exists()


def test_a_lock_that_lacks_a_package_is_refused_by_name(index, install):
    lock = index.add("probe_a", "1.0", needs=("probe-b>=1",))
    index.add("probe_b", "1.0")
    with serving(index) as address:
        done, folder = install(lock, address)
    assert done.returncode != 0
    assert "依赖没有装全" in done.stderr
    assert "probe-b" in done.stderr.replace("_", "-")
    assert not (folder / ".venv/.stamp-runtime").exists()


def test_a_changed_file_on_the_index_is_refused_with_the_installers_own_words(index, install):
    lock = index.add("probe_a", "1.0")
    index.add("probe_a", "1.0", needs=("probe-b",))  # the same name and version, other content
    with serving(index) as address:
        done, _ = install(lock, address)
    assert done.returncode != 0
    assert "依赖没有装全" in done.stderr
    assert "hash" in done.stderr.lower()
