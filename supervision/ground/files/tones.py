"""What a picture is brought to before it is stored: eight bits a colour, upright, on white, its tones kept."""

from __future__ import annotations

import io

from PIL import Image, ImageCms, ImageOps

from .vocabulary import KEPT_PIXELS, READABLE_SIDE, SHORT_SIDE

WHITE = (255, 255, 255)


def target(width: int, height: int) -> tuple[int, int]:
    """The size that is stored. The short side decides, so that a long screenshot stays readable; only beyond all the
    pixels that are worth keeping it gets smaller still, and never below what can be read.
    """
    short, pixels = min(width, height), width * height
    scale = min(1.0, SHORT_SIDE / short, max((KEPT_PIXELS / pixels) ** 0.5, READABLE_SIDE / short))
    return max(1, round(width * scale)), max(1, round(height * scale))


def settled(image: Image.Image, *, opaque: bool) -> Image.Image:
    """The picture made smaller, turned upright, and in RGB; with its transparency where a signature keeps it.

    It is made smaller before anything else is done with all of its pixels: memory is what a picture costs.
    """
    profile = image.info.get("icc_profile")
    size = target(*image.size)
    image.draft("RGB", size)
    image = _eight_bits(image)
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    image = ImageOps.exif_transpose(_in_srgb(image, profile))
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    return _on_white(image) if opaque else image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits of grey are divided, not cut off at 255; a palette is resolved, because it cannot be averaged."""
    if image.mode.startswith("I"):
        exif = image.info.get("exif")
        image = image.point(lambda grey: grey / 256).convert("L")
        return image if exif is None else _with(image, exif)
    if image.mode in ("1", "P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _with(image: Image.Image, exif: bytes) -> Image.Image:
    image.info["exif"] = exif
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours that its own profile means (a phone's wide ones, a printer's CMYK); it is not kept itself."""
    if not profile or image.mode not in ("RGB", "CMYK", "L"):
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        shown = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a profile of another kind than the picture: then it meant nothing
    return shown or image


def _on_white(image: Image.Image) -> Image.Image:
    paper = Image.new("RGB", image.size, WHITE)
    paper.paste(image, mask=image.getchannel("A"))
    return paper
