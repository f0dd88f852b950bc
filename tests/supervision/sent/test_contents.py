"""The digest of what was sent: every field counts, how it was spaced and what was left empty does not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from supervision.ground.sent import digest_of

SAID = {"subject": "7", "guidance": "按标签用药", "checked": ["a", "b"], "confirmed": True, "amount": "0"}


def photo(content):
    return SimpleUploadedFile("一.jpg", content)


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "8"},
        {"guidance": "按间隔期采收"},
        {"guidance": ""},
        {"checked": ["a"]},
        {"checked": ["b", "a"]},
        {"confirmed": False},
        {"amount": ""},
        {"note": "按标签用药"},
        {"photos": [photo(b"1")]},
    ],
)
def test_every_field_counts(changes):
    assert digest_of(SAID | changes) != digest_of(SAID)


def test_another_file_is_another_content():
    one = photo(b"1")
    assert digest_of({"photos": [one]}) == digest_of({"photos": [photo(b"1")]}) != digest_of({"photos": [photo(b"2")]})
    assert one.read() == b"1", "it is still to be stored"


def test_spaces_order_and_what_was_left_empty_do_not_count():
    told = dict(reversed(SAID.items())) | {
        "guidance": " 按标签用药\u200b\r\n",
        "note": "",
        "more": [],
        "photos": [None],
    }
    assert digest_of(told) == digest_of(SAID)
