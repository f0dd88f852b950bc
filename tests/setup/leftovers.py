"""Dropping what earlier runs left in the test server: old templates, databases of processes that were killed."""

from pathlib import Path

from tests import databases


def drop():
    """Another run on the same server may stand on an older template: while one lives, templates are left alone."""
    found = [name for (name,) in databases._admin("SELECT datname FROM pg_database WHERE datname LIKE 'nongan\\_te%'")]
    tests = [name for name in found if name.startswith("nongan_test_")]
    living = {name for name in tests if Path("/proc", name.rsplit("_", 1)[1]).exists()}
    current = f"nongan_template_{databases._fingerprint()}"
    for name in set(found) - living:
        outdated = name.startswith("nongan_template_") and not name.startswith(current) and not living
        if (outdated and not name.endswith("_part")) or name.startswith("nongan_test_"):
            databases._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
