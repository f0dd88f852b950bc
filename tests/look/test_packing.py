"""What is sent packed, and what is not."""

from __future__ import annotations

import gzip

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from shangrao_nongan.static_files import PackedStaticFiles


@pytest.fixture
def storage(tmp_path):
    made = PackedStaticFiles(location=str(tmp_path), base_url="/static/")
    for name in ("app/app.css", "admin/base.css"):
        made._save(name, ContentFile(b"a{color:red}\n" * 500))
    return made


def test_our_bundles_have_packed_copies_and_vendors_have_not(storage, tmp_path):
    list(storage.compress_files({"app/app.css", "admin/base.css"}))
    assert gzip.decompress((tmp_path / "app/app.css.gz").read_bytes()).startswith(b"a{color")
    assert (tmp_path / "app/app.css.br").exists()
    assert not list((tmp_path / "admin").glob("base.css.*"))


def test_nginx_may_read_them(storage, tmp_path):
    options = settings.STORAGES["staticfiles"]["OPTIONS"]
    assert options["file_permissions_mode"] & 0o044 == 0o044
    assert options["directory_permissions_mode"] & 0o055 == 0o055


def test_a_page_is_packed_when_asked(cast):
    packed = cast.city.client.get("/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in cast.city.client.get("/")


def test_a_workbook_is_not(cast):
    answer = cast.guangxin.client.get("/supervision/subjects/export/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer
    assert int(answer["Content-Length"]) == len(b"".join(answer.streaming_content))
