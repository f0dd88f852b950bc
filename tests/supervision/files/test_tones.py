"""Whatever a picture is made of, it is stored with the tones that were seen."""

import io

import pytest
from PIL import Image

from supervision.ground import files

from .conftest import upload

NEAR = 6  # of 255: what JPEG may differ


def _of(mode, *pixels, kind="PNG", **options):
    image = Image.new(mode, (len(pixels) * 16, 16))
    for at, pixel in enumerate(pixels):
        image.paste(pixel, (at * 16, 0, at * 16 + 16, 16))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _grey_of_sixteen_bits(*pixels):
    image = Image.new("I;16", (len(pixels) * 16, 16))
    for at, pixel in enumerate(pixels):
        for x in range(16):
            for y in range(16):
                image.putpixel((at * 16 + x, y), pixel)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _indexed():
    plain = Image.open(io.BytesIO(_of("RGB", (200, 40, 40), (20, 20, 200))))
    image = plain.convert("P", palette=Image.Palette.ADAPTIVE)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (_grey_of_sixteen_bits(0, 0x4000, 0xFFFF), [(0, 0, 0), (64, 64, 64), (255, 255, 255)]),
        (_of("L", 10, 128), [(10, 10, 10), (128, 128, 128)]),
        (_of("1", 0, 1), [(0, 0, 0), (255, 255, 255)]),
        (_indexed(), [(200, 40, 40), (20, 20, 200)]),
        (_of("RGBA", (0, 0, 0, 0), (200, 40, 40, 255)), [(255, 255, 255), (200, 40, 40)]),
        (_of("LA", (0, 0), (90, 255)), [(255, 255, 255), (90, 90, 90)]),
        (_of("RGB", (9, 9, 9), (200, 40, 40), transparency=(9, 9, 9)), [(255, 255, 255), (200, 40, 40)]),
        (_of("CMYK", (0, 0, 0, 0), (0, 255, 255, 0), kind="JPEG", quality=95), [(255, 255, 255), (255, 0, 0)]),
        (_of("L", 10, 128, kind="JPEG", quality=95), [(10, 10, 10), (128, 128, 128)]),
        (_of("RGBA", (0, 0, 0, 0), (200, 40, 40, 255), kind="WEBP", lossless=True), [(255, 255, 255), (200, 40, 40)]),
    ],
    ids=["16-bit", "grey", "black-and-white", "palette", "transparent", "grey-transparent", "one-colour-transparent",
         "cmyk", "grey-jpeg", "webp"],
)  # fmt: skip
def test_the_tones_stay(cast, subject, content, seen):
    (row,) = files.attach(upload(content), to=subject, by=cast.township.post)
    image = Image.open(row.file)
    assert image.mode == "RGB"
    for at, tone in enumerate(seen):
        found = image.getpixel((at * 16 + 8, 8))
        assert all(abs(one - other) <= NEAR for one, other in zip(found, tone, strict=True)), (at, found)
