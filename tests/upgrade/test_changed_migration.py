"""A migration file that is not the one that was applied: refused in one sentence, before anything is touched."""

import os
import shutil
import subprocess
import sys

from tests import databases

from .catalog import catalog

NOT_CODE = shutil.ignore_patterns("node_modules", "__pycache__", "frontend", "tests", ".*")


def test_the_file_is_named_and_the_database_untouched(landed, tmp_path):
    tree = tmp_path / "tree"
    shutil.copytree(databases.ROOT, tree, ignore=NOT_CODE)
    (tree / ".build" / "static").mkdir(parents=True)
    changed = tree / "credit" / "migrations" / "0001_initial.py"
    changed.write_text(changed.read_text() + "\n# one word more\n")
    before = catalog(landed)
    urls = {"DATABASE_URL": databases.url_of(landed), "DATABASE_OWNER_URL": databases.url_of(landed, owner=True)}
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--noinput"],
        cwd=tree,
        env={**os.environ, **urls},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "迁移文件 credit/migrations/0001_initial.py 与数据库建立时执行的不一样" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert catalog(landed) == before
