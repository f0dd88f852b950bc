"""Which backups stay: the newest of each of the last days, the first of each of the last months, nothing of others."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from .machine import DEPLOY


def prune(folder: Path, days: object = 3, months: object = 2) -> subprocess.CompletedProcess:
    environment = {**os.environ, "BACKUP_KEEP_DAYS": str(days), "BACKUP_KEEP_MONTHS": str(months)}
    return subprocess.run([DEPLOY / "prune.sh", folder], env=environment, capture_output=True, text=True)


@pytest.fixture
def backups(tmp_path):
    for stamp in ("20210901-023000", "20211001-023000", "20211015-023000", "20211101-023000", "20211129-023000",
                  "20211130-023000", "20211201-023000", "20211201-120000"):  # fmt: skip
        (tmp_path / f"nongan-{stamp}").mkdir()
        (tmp_path / f"nongan-{stamp}" / "SHA256SUMS").touch()
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_days_and_months_are_kept_and_the_rest_goes(backups):
    done = prune(backups)
    assert done.returncode == 0, done.stderr
    assert names(backups) == [
        "nongan-20211101-023000",  # the first of its month
        "nongan-20211129-023000",
        "nongan-20211130-023000",
        "nongan-20211201-023000",  # the first of its month
        "nongan-20211201-120000",
    ]
    assert prune(backups).stdout == ""


def test_the_newest_stays_whatever_the_numbers_say(backups):
    assert prune(backups, days=0, months=0).returncode == 0
    assert names(backups) == ["nongan-20211201-120000"]


def test_what_is_not_a_whole_backup_of_ours_is_left_alone(backups):
    (backups / "nongan-20211202-023000").mkdir()  # interrupted: no sums
    (backups / "nongan-20200101-000000.part").mkdir()
    (backups / "别的文件").touch()
    prune(backups, days=1, months=1)
    assert names(backups) == [
        "nongan-20200101-000000.part",
        "nongan-20211201-023000",
        "nongan-20211201-120000",
        "nongan-20211202-023000",
        "别的文件",
    ]


def test_a_number_that_is_none_removes_nothing(backups):
    done = prune(backups, days="许多")
    assert done.returncode == 2
    assert "数字" in done.stderr
    assert len(names(backups)) == 8
