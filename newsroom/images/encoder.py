"""Makes variants of an image: one decoded photograph becomes many small files.

Nothing of a camera is in them: no EXIF, XMP, IPTC, comment, thumbnail or colour profile. Their
pixels are upright and in sRGB. The same bytes give the same bytes. While a photograph of 12
megapixels becomes AVIF of 1920 pixels, 150 MB are used.
"""

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import log2

from PIL import Image

from newsroom.images.colors import plain_mode, to_srgb
from newsroom.images.crops import Box
from newsroom.images.formats import bitmap_formats, open_bitmap, orientation
from newsroom.images.rasterizer import rasterize_svg
from newsroom.images.variants import Variant, is_graphic

TRANSPOSITIONS = {  # by EXIF orientation: what makes an image upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# A variant is scaled from the image halved as often as leaves so many pixels to one of it, which
# looks as if it was from all of them (SSIM 0.996) and takes half of the time.
MIN_SCALE = 1.5

# Measured on three photographs of people, animals and things: bits and CPU seconds to a megapixel,
# and SSIM, of Pillow 13 with libaom 3.14.
#
#     JPEG 78                1.36 Mbit  0.02 s  0.961
#     WebP 75, method 4      0.89 Mbit  0.10 s  0.954
#     AVIF 50, speed 6       0.61 Mbit  0.78 s  0.942
#     AVIF 50, speed 8       0.66 Mbit  0.25 s  0.936
#     AVIF 50, speed 9       0.71 Mbit  0.06 s  0.936
#
# By eye all are like the original. Speed 6 would save readers another twelfth, and take three times
# as long; that of 9 leaves nothing of the advantage over WebP. What changes here changes `VERSION`.
AVIF_QUALITY, AVIF_SPEED = 50, 8
WEBP_QUALITY, WEBP_METHOD = 75, 4
JPEG_QUALITY = 78

# Graphics: text and edges, whose colours are not halved. WebP without loss is smallest where pixels
# are those of the source, and three times as large as this quality where they are scaled.
GRAPHIC_AVIF_QUALITY, GRAPHIC_WEBP_QUALITY = 60, 85
MAX_PNG_BYTES = 0.25  # to a pixel; a PNG with more gets a palette, which makes it a fifth
COLORS = 256


def encode_variants(data: bytes, variants: Sequence[Variant]) -> Iterator[tuple[Variant, bytes]]:
    """Yield variants of one image with the bytes of their files, which is decoded once.

    The bytes of a variant do not depend on which others are made with it. Raises `ImageError` for
    bytes that are not of an image, `RasterizerError` for an SVG that cannot be drawn.
    """
    if not variants:
        return
    if variants[0].source.format == "SVG":
        yield from ((variant, _rasterize(data, variant)) for variant in variants)
        return
    upright, profile = decode_upright(data, has_alpha=variants[0].source.has_alpha)
    halved = [upright]  # once more at each position
    for _, group in groupby(sorted(variants, key=pixels_key), key=pixels_key):
        same = [*group]
        scaled = to_srgb(_scaled(halved, same[0]), profile)
        scaled.info = {}  # or Pillow would write the profile and the comment
        for variant in same:
            yield variant, encode(scaled, variant)


def decode_upright(data: bytes, *, has_alpha: bool) -> tuple[Image.Image, bytes | None]:
    """Return the pixels of an image, upright, in one of `MODES`, and its ICC profile.

    Without `has_alpha`, all pixels are opaque. Raises `ImageError`.
    """
    with open_bitmap(data, bitmap_formats(data)) as image:
        turned, profile = orientation(image), image.info.get("icc_profile")
        image.load()
        pixels = plain_mode(image)
        if pixels.mode == "RGBA" and not has_alpha:
            pixels = pixels.convert("RGB")
        upright = pixels.transpose(TRANSPOSITIONS[turned]) if turned in TRANSPOSITIONS else pixels
    return upright, profile


def pixels_key(variant: Variant) -> tuple[Box, int, int]:
    """Return what decides the pixels of a variant of an image."""
    return variant.box or (0, 0, 0, 0), variant.width, variant.height


def _scaled(halved: list[Image.Image], variant: Variant) -> Image.Image:
    box = variant.box or (0, 0, *halved[0].size)
    scale = min((box[2] - box[0]) / variant.width, (box[3] - box[1]) / variant.height)
    times = max(0, int(log2(scale / MIN_SCALE))) if scale > MIN_SCALE else 0
    while len(halved) <= times:
        halved.append(halved[-1].reduce(2))
    image = halved[times]
    left, top, right, bottom = (side / 2**times for side in box)
    part = left, top, min(right, image.width), min(bottom, image.height)
    return image.resize((variant.width, variant.height), Image.Resampling.LANCZOS, part)


def encode(image: Image.Image, variant: Variant) -> bytes:
    """Return an image in sRGB, which has the size of a variant, as the bytes of its file."""
    is_drawn, file = is_graphic(variant.source), io.BytesIO()
    if variant.format == "AVIF":
        quality = GRAPHIC_AVIF_QUALITY if is_drawn else AVIF_QUALITY
        subsampling = "4:4:4" if is_drawn else "4:2:0"
        options = {"quality": quality, "speed": AVIF_SPEED, "subsampling": subsampling}
        image.save(file, "AVIF", codec="aom", max_threads=1, **options)
    elif variant.format == "WEBP":
        quality = GRAPHIC_WEBP_QUALITY if is_drawn else WEBP_QUALITY
        lossless = is_drawn and not is_scaled(variant)
        image.save(file, "WEBP", quality=quality, method=WEBP_METHOD, lossless=lossless)
    elif variant.format == "JPEG":
        image.save(file, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)
    else:
        return _encode_png(image)
    return file.getvalue()


def _rasterize(data: bytes, variant: Variant) -> bytes:
    fonts = variant.fonts.files if variant.fonts else ()
    with open_bitmap(rasterize_svg(data, variant.width, fonts), ("PNG",)) as image:
        image.load()
        size = variant.width, variant.height  # as browsers show it, whatever its units are
        drawn = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)
    return _encode_png(drawn)


def is_scaled(variant: Variant) -> bool:
    """Return whether a variant has other pixels than its part of the source."""
    left, _, right, _ = variant.box or (0, 0, variant.source.width, 0)
    return variant.width != right - left


def _encode_png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    if file.tell() > MAX_PNG_BYTES * image.width * image.height:
        file = io.BytesIO()
        image.quantize(COLORS, Image.Quantize.FASTOCTREE).save(file, "PNG", optimize=True)
    return file.getvalue()
