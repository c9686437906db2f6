"""Images of pages: which files a page offers of an image file, by the place that shows it.

An image of a text is as wide as the column of text or a phone, which has up to three pixels to one
of CSS. Lists show a post by a part of its lead image, all of them in one ratio.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from newsroom.attachments.validation import top_folder
from newsroom.config.schema import Images, Settings
from newsroom.content.body import BodyImage
from newsroom.files.media_types import media_type
from newsroom.images.crops import CENTER, Focus
from newsroom.images.source_image import SourceImage
from newsroom.images.variants import DrawingFonts, VariantSet, plan_raster, plan_variants
from newsroom.site.image_model import Image, ImageFile, ImageSource
from newsroom.site.model import Site

CARD_RATIO, CARD_WIDTHS = 16 / 9, (240, 400, 640, 960)
AVATAR_WIDTHS = (96, 192, 288)  # a square of 96 pixels of CSS, on any screen
# The ratios that search engines ask for, and the least width that they take as large:
# developers.google.com/search/docs/appearance/structured-data/article#article-types
CROPS, CROP_WIDTH = (16 / 9, 4 / 3, 1.0), 1200
MANY = 4096  # images whose plans several plugins need
DENSITY = 2  # pixels to one of CSS of a drawing as a bitmap
FULL_WIDTH = 2560  # pixels of the file behind a link; no screen of a reader has more


class PlannedImage(NamedTuple):
    """An image as pages print it, and the files that are made for it."""

    image: Image
    sets: tuple[VariantSet, ...] = ()


def has_variants(path: str, site: Site) -> bool:
    """Return whether not the file at a path is published, but what is made of it.

    `path` is below the content. A file that is copied to the top of the site keeps its name.
    """
    source = site.images.get(path)
    return source is not None and source.is_resized and not top_folder(path, site.layout.static)


@lru_cache(MANY)
def plan_body_image(
    source: SourceImage, settings: Images, fonts: DrawingFonts | None = None
) -> PlannedImage:
    """Return an image in a text; drawings, animations and icons are published as they are.

    A drawing is also a bitmap for feed readers; `fonts` are those for its text.
    """
    if source.format == "SVG":
        return plan_drawing(source, min(CROP_WIDTH, DENSITY * source.width), fonts)
    if not source.is_resized:
        return plan_original(source)
    offered = plan_variants(source, settings.widths, formats_of(settings))
    full = plan_full_size(source)
    size = source.width, source.height
    return PlannedImage(image_of(offered, size, full.urls[0]), (offered, full))


def plan_drawing(source: SourceImage, width: int, fonts: DrawingFonts | None) -> PlannedImage:
    """Return a drawing, which is a bitmap of a width in pixels as well, if it can be drawn."""
    image = plan_original(source).image
    drawn = plan_raster(source, width, fonts)
    return (
        PlannedImage(replace(image, bitmap=file_of(drawn)), (drawn,))
        if drawn
        else PlannedImage(image)
    )


@lru_cache(MANY)
def plan_full_size(source: SourceImage) -> VariantSet:
    """Return the one file of a photograph that a link to it leads to."""
    return plan_variants(source, [FULL_WIDTH], ())


@lru_cache(MANY)
def plan_lead_image(
    source: SourceImage,
    settings: Images,
    focus: Focus = CENTER,
    fonts: DrawingFonts | None = None,
) -> PlannedImage:
    """Return an image above a text, with its crops around a focus, or as a bitmap."""
    if source.format == "SVG":
        return plan_drawing(source, CROP_WIDTH, fonts)
    planned = plan_body_image(source, settings)
    if not source.is_resized:
        return planned
    card = plan_variants(source, CARD_WIDTHS, formats_of(settings), CARD_RATIO, focus)
    crops = [plan_variants(source, [CROP_WIDTH], (), ratio, focus) for ratio in CROPS]
    image = replace(planned.image, card=image_of(card), crops=tuple(map(file_of, crops)))
    return PlannedImage(image, (*planned.sets, card, *crops))


@lru_cache(MANY)
def plan_avatar(source: SourceImage, settings: Images) -> PlannedImage:
    """Return a portrait: the square in the middle of a photograph."""
    if not source.is_resized:
        return plan_original(source)
    square = plan_variants(source, AVATAR_WIDTHS, formats_of(settings), 1.0)
    return PlannedImage(image_of(square), (square,))


def plan_original(source: SourceImage) -> PlannedImage:
    """Return an image whose file is published as it is."""
    size = source.width, source.height
    return PlannedImage(Image(source.path, quote(source.path), *size, length=source.length))


def image_settings(settings: Settings) -> Images:
    """Return the settings of images; a preview has JPEG and PNG alone.

    The other formats take ten times as long, and a writer waits for the first page of a preview.
    """
    return replace(settings.images, formats=()) if settings.preview else settings.images


def formats_of(settings: Images) -> list[str]:
    """Return the formats of the settings as variants name them."""
    return [name.upper() for name in settings.formats]


def image_of(offered: VariantSet, size: tuple[int, int] = (0, 0), full_size: str = "") -> Image:
    """Return an image of which variants are offered; its size is that of the largest if none is."""
    sources = tuple(
        ImageSource(media_type_of(name), files) for name, files in offered.srcsets.items()
    )
    width, height = size if any(size) else offered.largest[1:]
    source, url = offered.source, offered.fallback_url
    return Image(
        source.path, url, width, height, color=source.color, sources=sources, full_size=full_size
    )


@cache
def media_type_of(format_name: str) -> str:
    """Return the media type of images in a format, by its name as of variants."""
    return media_type(f"x.{format_name.lower()}")


def file_of(offered: VariantSet) -> ImageFile:
    """Return the one file of a set."""
    size = offered.sizes[0]
    return ImageFile(offered.urls[0], size.width, size.height)


def body_image(image: Image, settings: Settings) -> BodyImage:
    """Return what is printed of a photograph or of a drawing in a text."""
    if image.bitmap:
        return BodyImage("", bitmap=f"{settings.base}/{image.bitmap.url}")
    column = settings.images.text_width
    widths = image.sizes_in(column), f"(min-width: {column}px) {column // 2}px, 50vw"
    whole, half = (render_sources(image.sources, sizes, settings.base) for sizes in widths)
    return BodyImage(f"{settings.base}/{image.url}", whole, image.color, half=half)


def render_sources(sources: Iterable[ImageSource], sizes: str, base: str) -> str:
    """Return the `<source>` elements of a `<picture>` as HTML.

    `sizes` says how wide the image is shown, as its attribute; `base` is the path of the site.
    """
    return "".join(
        f'<source type="{source.type}" srcset="{srcset(source, base)}" sizes="{escape(sizes)}">'
        for source in sources
    )


def srcset(source: ImageSource, base: str) -> str:
    """Return the value of a `srcset`: each file with its width."""
    return ", ".join(f"{base}/{url} {width}w" for url, width in source.files)
