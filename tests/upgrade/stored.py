"""A stored release: the database of a small demonstration year as an earlier release of this software left it.

`landed.sql.gz` was made by commit LANDED with `seed_demo --year 2021 --scale 0.02`, with the keys below, and is never
made anew: what it holds must come through every later migration.
"""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path

from shangrao_nongan.embedded import binaries

LANDED = "e52b3f56712cbd7a094e37714dd5327ee65b2aa3"
DUMP = Path(__file__).parent / "data" / "landed.sql.gz"
# Keys of the tests alone: without them the sealed personal values of the dump could not be opened.
KEYS = {
    "SECRET_KEY": "stored-release-secret-key-of-the-tests-0000000000000000",
    "PERSONAL_DATA_KEYS": "c3RvcmVkLXJlbGVhc2Uta2V5LW9mLXRoZS10ZXN0cyE=",
    "DEMO_TODAY": "2021-12-20",
}


def restore(url: str, dump: Path = DUMP) -> None:
    """Put the stored release into the empty database at `url`, as its owner."""
    psql = next(folder for folder in binaries.candidates() if (folder / "psql").exists()) / "psql"
    text = gzip.decompress(dump.read_bytes())
    subprocess.run([psql, "-Xq", "-v", "ON_ERROR_STOP=1", url], input=text, check=True, stdout=subprocess.DEVNULL)
