"""A backup restores to the same rows and hashes, and refuses what would go wrong."""

from .scripts import script


def test_dump_and_restore_give_the_same_rows_and_files(tmp_path, owner_url, empty_url):
    media, back = tmp_path / "media", tmp_path / "back"
    media.mkdir()
    (media / "照片.jpg").write_bytes(b"picture")
    made = script("backup.sh", tmp_path / "backups", url=owner_url, media=media)
    assert made.returncode == 0, made.stderr
    (folder,) = (tmp_path / "backups").iterdir()
    sums = (folder / "sums.txt").read_text()
    assert "supervision_region|" in sums
    assert (folder / "heads.txt").read_text() == script("heads.sh", url=owner_url, media=media).stdout

    restored = script("restore.sh", folder, url=empty_url, media=back)
    assert restored.returncode == 0, restored.stderr
    assert (back / "照片.jpg").read_bytes() == b"picture"
    assert script("sums.sh", url=empty_url, media=back).stdout == sums

    again = script("restore.sh", folder, url=empty_url, media=back)
    assert again.returncode == 1
    assert "不是空的" in again.stderr


def test_a_damaged_backup_restores_nothing(tmp_path, owner_url, empty_url):
    script("backup.sh", tmp_path / "backups", url=owner_url, media=tmp_path / "none")
    (folder,) = (tmp_path / "backups").iterdir()
    with open(folder / "database.dump", "ab") as dump:
        dump.write(b"x")
    done = script("restore.sh", folder, url=empty_url, media=tmp_path / "back")
    assert done.returncode == 1
    assert "已损坏" in done.stderr
    assert script("sums.sh", url=empty_url, media=tmp_path).stdout == ""


def test_without_a_key_nothing_is_written_in_plain(tmp_path, owner_url):
    made = script("backup.sh", tmp_path / "backups", url=owner_url, media=tmp_path, BACKUP_PLAIN="")
    assert made.returncode == 2
    assert "BACKUP_PUBLIC_KEY" in made.stderr
    assert not (tmp_path / "backups").exists()


def test_a_rehearsal_never_empties_a_database_of_another_name(tmp_path, owner_url):
    done = script("rehearse.sh", tmp_path, url="", media=tmp_path, REHEARSAL_URL=owner_url)
    assert done.returncode == 2
    assert "rehearsal" in done.stderr
    assert "supervision_region|" in script("sums.sh", url=owner_url, media=tmp_path).stdout
