"""Variants of images: the files in several widths and formats that a `<picture>` offers."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import PurePath

from newsroom.images.crops import CENTER, Box, Focus, crop_box
from newsroom.images.source_image import SourceImage

FOLDER = "media"  # of the site: files that never change, for their names do
VERSION = 1  # of what encoder.py makes of an image; URLs change with it
EXTENSIONS = {"AVIF": "avif", "JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
HASH = 5  # bytes: among 10,000 images, two of one name are the same once in 20,000 sites
STEM = 40  # characters
FALLBACK_WIDTH = 800  # pixels: what a browser without AVIF and WebP gets, whatever it is wide
STEP = 1.15  # a width that is not as much larger than another saves no one anything
MAX_SIDE = 16_000  # pixels; WebP has at most 16,383
GRAPHIC_BYTES = 0.75  # a pixel of a PNG of a screen takes far fewer, of a photograph far more
GRAPHIC_PIXELS = 320 * 240  # below, an image is an icon or the like


@dataclass(frozen=True)
class Variant:
    """One file made from an image: a box of it, scaled to a size in pixels, in a format.

    The box is in upright pixels of the source, None for all of it.
    """

    source: SourceImage
    format: str
    width: int
    height: int
    box: Box | None = None

    @cached_property
    def url(self) -> str:
        """The path in the site: it is another for other bytes of the file."""
        name = f"{stem(self.source.path)}-{variant_hash(self.source.digest, self.box)}"
        return f"{FOLDER}/{name}-{self.width}.{EXTENSIONS[self.format]}"


@lru_cache(4096)
def variant_hash(digest: str, box: Box | None) -> str:
    """Return a hash of what decides the pixels and bytes of variants, size and format apart."""
    text = f"{VERSION} {digest} {box}"
    return blake2b(text.encode(), digest_size=HASH).hexdigest()


@lru_cache(4096)
def stem(path: str) -> str:
    """Return the name of a file for URLs, at most `STEM` characters in ASCII, "image" for none.

    >>> stem("posts/2026/Café Müller.JPG")
    'cafe-muller'
    """
    name = unicodedata.normalize("NFKD", PurePath(path).stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:STEM].rstrip("-") or "image"


@dataclass(frozen=True)
class VariantSet:
    """All widths of one box of an image in all formats: what one `<picture>` offers.

    Variants are in the order of their formats, the best first, and then of their widths.
    """

    source: SourceImage
    box: Box | None
    variants: tuple[Variant, ...]

    @property
    def width(self) -> int:
        """The width of the largest variant in pixels."""
        return self.largest.width

    @property
    def height(self) -> int:
        """The height of the largest variant in pixels."""
        return self.largest.height

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats, the best first; the last is shown by every browser."""
        return tuple(dict.fromkeys(variant.format for variant in self.variants))

    @property
    def largest(self) -> Variant:
        """The largest variant, in the format that most programs show if there are several."""
        return max(reversed(self.variants), key=lambda variant: variant.width)

    @property
    def fallback(self) -> Variant:
        """The variant for browsers that know no `srcset`: about `FALLBACK_WIDTH` wide."""
        last = [variant for variant in self.variants if variant.format == self.formats[-1]]
        return min(last, key=lambda variant: abs(variant.width - FALLBACK_WIDTH))

    def srcset(self, format_name: str) -> tuple[tuple[str, int], ...]:
        """Return the URLs and widths in a format, the smallest first; none in another format."""
        variants = (variant for variant in self.variants if variant.format == format_name)
        return tuple((variant.url, variant.width) for variant in variants)


def plan_variants(
    source: SourceImage,
    widths: Sequence[int],
    formats: Sequence[str],
    ratio: float | None = None,
    focus: Focus = CENTER,
) -> VariantSet:
    """Return what is made of an image: widths in formats ("AVIF", "WEBP"), the best first.

    The format that every browser shows (`original_format`) is always the last. With a ratio (width
    by height), variants are of the largest such box around a focus. Raises `ValueError` for an
    image that is not resized.
    """
    if not source.is_resized:
        raise ValueError(f"{source.path} is not resized")
    box = crop_box(source.width, source.height, ratio, focus) if ratio else None
    if box is None or box == (0, 0, source.width, source.height):
        box = None
    exact = ratio if box and ratio else source.width / source.height
    width = box[2] - box[0] if box else source.width
    wanted = variant_widths(min(width, max(1, int(MAX_SIDE * exact))), widths)
    last = original_format(source)
    names = (*(name for name in dict.fromkeys(formats) if name != last), last)
    variants = (
        Variant(source, name, across, max(1, round(across / exact)), box)
        for name in names
        for across in (_fallback_width(wanted) if name == "PNG" and len(names) > 1 else wanted)
    )
    return VariantSet(source, box, tuple(variants))


def raster_variant(source: SourceImage, width: int) -> Variant:
    """Return an SVG as a PNG so many pixels wide, for those that do not show SVG.

    Raises `ValueError` for another image. That it can be drawn is `rasterizer_problem`'s to say.
    """
    if source.format != "SVG":
        raise ValueError(f"{source.path} is not an SVG")
    return Variant(source, "PNG", width, max(1, round(width * source.height / source.width)))


def variant_widths(width: int, wanted: Iterable[int]) -> tuple[int, ...]:
    """Return the widths of an image that is `width` wide, in ascending order, none of them larger.

    Its own width is the last where a larger one is wanted, or none is as small. Of widths that
    differ by less than `STEP`, the smaller one is made.

    >>> variant_widths(1000, [480, 800, 1280, 1920])
    (480, 800, 1000)
    """
    limited = sorted({min(width, each) for each in wanted if each > 0} or {width})
    widths = limited[:1]
    for each in limited[1:]:
        if each >= widths[-1] * STEP:
            widths.append(each)
    return tuple(widths)


def _fallback_width(widths: Sequence[int]) -> tuple[int, ...]:
    """Return the one width of PNG beside better formats: large ones have megabytes."""
    return (min(widths, key=lambda width: abs(width - FALLBACK_WIDTH)),)


def original_format(source: SourceImage) -> str:
    """Return the format that every program shows in which an image is offered: JPEG or PNG.

    A PNG that is a photograph becomes a JPEG, where it has no transparent pixels.
    """
    if source.has_alpha or is_graphic(source):
        return "PNG"
    return "JPEG"


def is_graphic(source: SourceImage) -> bool:
    """Return whether an image is probably drawn, or of a screen: edges and text, few colours."""
    if source.format == "PNG":
        pixels = source.width * source.height
        return source.length < GRAPHIC_BYTES * pixels or pixels < GRAPHIC_PIXELS
    return source.format == "BMP"
