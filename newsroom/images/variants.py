"""Variants of images: the files in several widths and formats that a `<picture>` offers."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b
from math import isqrt
from operator import attrgetter
from pathlib import PurePath
from typing import NamedTuple

from newsroom.images.crops import CENTER, Box, Focus, crop_box
from newsroom.images.rasterizer import MAX_PIXELS
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
class DrawingFonts:
    """Fonts in which the texts of drawings are set: their bytes, and the characters that they have.

    `digest` is a hash of the bytes.
    """

    digest: str
    files: tuple[bytes, ...] = field(compare=False, repr=False)
    characters: frozenset[int] = field(compare=False, repr=False)

    def has_all(self, text: str) -> bool:
        """Return whether there is a form of each character of a text."""
        return self.characters.issuperset(map(ord, text))


@dataclass(frozen=True)
class Variant:
    """One file made from an image: a box of it, scaled to a size in pixels, in a format.

    The box is in upright pixels of the source, None for all of it. `fonts` are those of a drawing
    with text.
    """

    source: SourceImage
    format: str
    width: int
    height: int
    box: Box | None = None
    fonts: DrawingFonts | None = None

    @cached_property
    def url(self) -> str:
        """The path in the site: it is another for other bytes of the file."""
        return variant_url(url_start(self.source, self.box, self.fonts), self.format, self.width)


def url_start(source: SourceImage, box: Box | None, fonts: DrawingFonts | None = None) -> str:
    """Return the start of the URLs of variants, with a hash of what decides their pixels.

    That is the source, the box, the fonts and the code; width and format are at the end.
    """
    text = f"{VERSION} {source.digest} {box}{f' {fonts.digest}' if fonts else ''}"
    return f"{FOLDER}/{stem(source.path)}-{blake2b(text.encode(), digest_size=HASH).hexdigest()}"


def variant_url(start: str, format_name: str, width: int) -> str:
    """Return the URL of a variant, after the `url_start` of its image."""
    return f"{start}-{width}.{EXTENSIONS[format_name]}"


@lru_cache(4096)
def stem(path: str) -> str:
    """Return the name of a file for URLs, at most `STEM` characters in ASCII, "image" for none.

    >>> stem("posts/2026/Café Müller.JPG")
    'cafe-muller'
    """
    name = unicodedata.normalize("NFKD", PurePath(path).stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:STEM].rstrip("-") or "image"


class VariantSize(NamedTuple):
    """The format and the size in pixels of a variant."""

    format: str
    width: int
    height: int


@dataclass(frozen=True)
class VariantSet:
    """All widths of one box of an image in all formats: what one `<picture>` offers.

    Sizes are in the order of their formats, the best first, and then of their widths. Where all
    files exist, no build needs more than their URLs.
    """

    source: SourceImage
    box: Box | None
    sizes: tuple[VariantSize, ...]
    fonts: DrawingFonts | None = None

    @cached_property
    def urls(self) -> tuple[str, ...]:
        """The URL of each variant."""
        start = url_start(self.source, self.box, self.fonts)
        return tuple(variant_url(start, size.format, size.width) for size in self.sizes)

    @property
    def variants(self) -> tuple[Variant, ...]:
        """Each variant."""
        return tuple(Variant(self.source, *size, self.box, self.fonts) for size in self.sizes)

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats, the best first; the last is shown by every browser."""
        return tuple(dict.fromkeys(size.format for size in self.sizes))

    @property
    def largest(self) -> VariantSize:
        """The size of the largest variant, in the format that most programs show."""
        return max(reversed(self.sizes), key=attrgetter("width"))

    @property
    def fallback_url(self) -> str:
        """The file for browsers that know no `srcset`: about `FALLBACK_WIDTH` wide."""
        name, files = self.sizes[-1].format, zip(self.urls, self.sizes, strict=True)
        widths = [(url, size.width) for url, size in files if size.format == name]
        return min(widths, key=lambda file: abs(file[1] - FALLBACK_WIDTH))[0]

    @property
    def srcsets(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """The URLs and widths of each format, the smallest first."""
        files: dict[str, list[tuple[str, int]]] = {}
        for url, size in zip(self.urls, self.sizes, strict=True):
            files.setdefault(size.format, []).append((url, size.width))
        return {name: tuple(pairs) for name, pairs in files.items()}


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
    size, last = (source.width, source.height), original_format(source)
    names = (*(name for name in dict.fromkeys(formats) if name != last), last)
    return VariantSet(source, *plan_sizes(size, tuple(widths), names, ratio, focus))


@lru_cache(1024)
def plan_sizes(
    size: tuple[int, int],
    widths: tuple[int, ...],
    formats: tuple[str, ...],
    ratio: float | None,
    focus: Focus,
) -> tuple[Box | None, tuple[VariantSize, ...]]:
    """Return the box and the sizes of variants of an image; photographs of a camera share them."""
    box = crop_box(*size, ratio, focus) if ratio else None
    if box is None or box == (0, 0, *size):
        box = None
    exact = ratio if box and ratio else size[0] / size[1]
    width = box[2] - box[0] if box else size[0]
    wanted = variant_widths(min(width, max(1, int(MAX_SIDE * exact))), widths)
    sizes = (
        VariantSize(name, across, max(1, round(across / exact)))
        for name in formats
        for across in (_fallback_width(wanted) if name == "PNG" and formats[1:] else wanted)
    )
    return box, tuple(sizes)


def plan_raster(
    source: SourceImage, width: int, fonts: DrawingFonts | None = None
) -> VariantSet | None:
    """Return an SVG as one PNG, for those that do not show SVG; None if it cannot be drawn.

    It is `width` pixels wide, or as wide as it can be within the limit of pixels. One with text is
    drawn where `fonts` have all of its characters. Raises `ValueError` for another image.
    """
    if source.format != "SVG":
        raise ValueError(f"{source.path} is not an SVG")
    if not source.is_drawable or (source.characters and not fonts):
        return None
    if source.characters and fonts and not fonts.has_all(source.characters):
        return None
    width = min(width, max(1, isqrt(MAX_PIXELS * source.width // source.height)))
    size = VariantSize("PNG", width, max(1, round(width * source.height / source.width)))
    return VariantSet(source, None, (size,), fonts if source.characters else None)


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
