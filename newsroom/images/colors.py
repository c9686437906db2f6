"""Colours: images of every mode and colour profile as the sRGB that screens expect of the web."""

import io
from functools import cache

from PIL import Image, ImageCms

MODES = ("L", "RGB", "RGBA", "CMYK")  # in which images are scaled
OPAQUE = 255


def has_used_alpha(image: Image.Image) -> bool:
    """Return whether a decoded image has pixels that are not opaque."""
    if not image.has_transparency_data:
        return False
    return plain_mode(image).getextrema()[-1] != (OPAQUE, OPAQUE)


def plain_mode(image: Image.Image) -> Image.Image:
    """Return a decoded image in one of `MODES`: without a palette, with 8 bits to a channel."""
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode in MODES:
        return image
    if image.mode.startswith("I"):  # Pillow would cut off 16 bits at 255
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("L" if image.mode == "1" else "RGB")


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return an image in one of `MODES` as RGB or RGBA, its colours as its ICC profile says.

    A profile that is damaged, or of other channels than the image has, is ignored.
    """
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colors = image.convert("RGB") if alpha else image
    if profile:
        colors = _converted(colors, profile)
    if colors.mode != "RGB":
        colors = colors.convert("RGB")
    if alpha:
        colors.putalpha(alpha)
    return colors


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            image,
            source,
            _srgb(),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return converted or image


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
