"""Dropping what earlier runs left in the test server: outdated templates, databases of processes that were killed."""
from pathlib import Path

from tests import databases


def drop():
    current = f"nongan_template_{databases._fingerprint()}"
    for (name,) in databases._admin("SELECT datname FROM pg_database WHERE datname LIKE 'nongan\\_te%'"):
        outdated = name.startswith("nongan_template_") and not name.startswith(current)
        abandoned = name.startswith("nongan_test_") and not Path("/proc", name.rsplit("_", 1)[1]).exists()
        if outdated or abandoned:
            databases._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
