"""Data made by a migration that has been rewritten is put aside, never deleted."""
from shangrao_nongan.embedded import aside


def test_untouched_migrations_leave_the_data_alone(tmp_path, monkeypatch):
    (tmp_path / "pgdata").mkdir()
    monkeypatch.setattr(aside, "migration_files", lambda: {"a/migrations/0001_initial.py": "1"})
    aside.remember(tmp_path)
    assert aside.put_away_if_stale(tmp_path) == []
    monkeypatch.setattr(aside, "migration_files", lambda: {"a/migrations/0001_initial.py": "1", "a/0002_more.py": "2"})
    assert aside.put_away_if_stale(tmp_path) == []
    assert (tmp_path / "pgdata").exists()


def test_a_changed_migration_moves_everything_the_site_made(tmp_path, monkeypatch):
    for name in ("pgdata", "valkey", "media"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "kept").touch()
    (tmp_path / "secrets.json").touch()
    monkeypatch.setattr(aside, "migration_files", lambda: {"a/migrations/0001_initial.py": "1"})
    aside.remember(tmp_path)
    monkeypatch.setattr(aside, "migration_files", lambda: {"a/migrations/0001_initial.py": "other"})
    (said,) = aside.put_away_if_stale(tmp_path)
    (place,) = tmp_path.glob("aside-*")
    assert str(place) in said
    assert "0001_initial.py" in said
    assert (place / "pgdata" / "kept").exists()
    assert (tmp_path / "secrets.json").exists()
    assert aside.put_away_if_stale(tmp_path) == []
