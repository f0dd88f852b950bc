"""The short side decides how small a picture becomes: a chat of twenty pages stays readable."""

import io

import pytest
from PIL import Image

from supervision.ground import files
from supervision.ground.files import tones

from .conftest import picture, upload


@pytest.mark.parametrize("size", [(1080, 20_000), (20_000, 1080)])
def test_a_long_screenshot_keeps_its_letters(cast, subject, size):
    (row,) = files.attach(upload(picture(size, "PNG"), name="截图.png"), to=subject, by=cast.township.post)
    assert min(row.width, row.height) >= 900
    assert Image.open(row.file).size == (row.width, row.height)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ((40, 30), (40, 30)),  # never made larger
        ((4000, 3000), (1600, 1200)),
        ((3000, 4000), (1200, 1600)),
        ((1080, 2400), (1080, 2400)),
        ((1080, 20_000), (930, 17_213)),
        ((1080, 50_000), (700, 32_407)),  # beyond the pixels worth keeping, but not below what can be read
        ((500, 65_000), (500, 65_000)),
    ],
)
def test_the_size_that_is_kept(given, kept):
    assert tones.target(*given) == kept


def test_a_long_photo_of_a_phone_is_turned_upright_before_it_is_measured(cast, subject):
    exif = Image.Exif()
    exif[0x0112] = 6
    (row,) = files.attach(upload(picture((6000, 1500), exif=exif)), to=subject, by=cast.township.post)
    assert (row.width, row.height) == (1200, 4800)
    assert Image.open(io.BytesIO(row.file.read())).size == (1200, 4800)
