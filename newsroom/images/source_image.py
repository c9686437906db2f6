"""Images as writers supply them: what is known of a file, whose every part has been decoded."""

import stat
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePath

from PIL import Image

from newsroom.attachments.strict_xml import XmlError
from newsroom.attachments.svg import svg_problems
from newsroom.images.colors import has_used_alpha, plain_mode, to_srgb
from newsroom.images.formats import (
    USUAL_SUFFIXES,
    ImageError,
    bitmap_formats,
    format_of,
    format_of_name,
    open_bitmap,
    upright_size,
)
from newsroom.images.image_files import svg_size
from newsroom.images.rasterizer import text_characters

MAX_BYTES = 200_000_000  # of a file; a photograph of 100 megapixels without loss has about as many
RESIZED = frozenset(("AVIF", "BMP", "HEIF", "JPEG", "PNG", "WEBP"))
COLOR_SIDE = 8  # a mean colour is that of so many pixels squared
PNG_END = b"IEND\xaeB`\x82"
COPY_AGAIN = "copy or export it again"


@dataclass(frozen=True)
class SourceImage:
    """An image file, as far as its variants and pages need it; it follows from bytes and path.

    `path` is below `content/`, `digest` a hash of the bytes in hexadecimal, `format` as Pillow
    names it or "SVG"; width and height are upright, in pixels. `has_alpha` tells of pixels that are
    not opaque, `color` (`#rrggbb`) is the mean of all, "" where that says nothing, and `length` is
    the number of bytes. `is_drawable` tells of an SVG that can be made a bitmap, where a font has
    the `characters` of its texts.
    """

    path: str
    digest: str
    format: str
    width: int
    height: int
    is_animated: bool = False
    has_alpha: bool = False
    color: str = ""
    length: int = 0
    is_drawable: bool = False
    characters: str = ""

    @property
    def is_resized(self) -> bool:
        """Whether smaller files are made of it; drawings, icons and animations stay as they are."""
        return self.format in RESIZED and not self.is_animated


def read_source_image(file: Path, path: str) -> SourceImage:
    """Return what is known of an image file, which is decoded to its end.

    Raises `ImageError` for one that is damaged, too large, or of another format than its name says,
    and `OSError` for one that cannot be read.
    """
    format_name, suffix = format_of_name(path), PurePath(path).suffix.lower()
    if not format_name and suffix != ".svg":
        raise ImageError(f"{suffix or 'file without extension'} is not a format of images here")
    data = read_image_bytes(file)
    if format_name:
        return read_bitmap(data, path, format_name)
    try:
        return read_svg(data, path)
    except XmlError as error:
        raise ImageError(f"line {error.line}: {error.message}", error.advice) from error


def read_svg(data: bytes, path: str) -> SourceImage:
    """Return what is known of an SVG; raise `XmlError`, or `ImageError` for one without a size."""
    size, is_drawable = svg_size(data), not svg_problems(data)
    characters = text_characters(data) if is_drawable else ""
    return SourceImage(
        path,
        digest_of(data),
        "SVG",
        *size,
        length=len(data),
        is_drawable=is_drawable,
        characters=characters,
    )


def read_image_bytes(file: Path) -> bytes:
    """Return the bytes of a regular file that is not too large; raise `ImageError` or `OSError`."""
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):  # a named pipe would be waited for
        raise ImageError("not a regular file", "replace it by an image")
    if status.st_size > MAX_BYTES:
        raise ImageError(f"file over the limit of {MAX_BYTES // 1_000_000} MB", "make it smaller")
    if data := file.read_bytes():
        return data
    raise ImageError("empty file", COPY_AGAIN)


def digest_of(data: bytes) -> str:
    """Return a hash of bytes in hexadecimal."""
    return blake2b(data, digest_size=16).hexdigest()


def read_bitmap(data: bytes, path: str, format_name: str) -> SourceImage:
    """Return what is known of a bitmap whose name says a format; raise `ImageError`."""
    with open_bitmap(data, bitmap_formats(data)) as image:
        if (true_format := format_of(image)) != format_name:
            raise ImageError(
                f"{true_format} file with the name of another format",
                rename_advice(path, true_format),
            )
        is_animated = true_format not in ("JPEG", "HEIF") and getattr(image, "is_animated", False)
        size, profile = upright_size(image), image.info.get("icc_profile")
        image.draft(None, (max(image.width // 8, 1), max(image.height // 8, 1)))
        image.load()
        check_end(data, true_format)
        has_alpha = true_format != "JPEG" and has_used_alpha(image)
        color = "" if has_alpha or is_animated else mean_color(image, profile)
    return SourceImage(
        path, digest_of(data), true_format, *size, is_animated, has_alpha, color, len(data)
    )


def rename_advice(path: str, true_format: str) -> str:
    """Return how to rename a file whose name says another format than its bytes."""
    suffix = USUAL_SUFFIXES.get(true_format, f".{true_format.lower()}")
    return f"rename it to {PurePath(path).with_suffix(suffix).name}"


def check_end(data: bytes, format_name: str) -> None:
    """Raise `ImageError` for a decoded file without its end, which decoders do not need.

    The checksums of a PNG are compared too. Other formats are not decoded without their ends.
    """
    if format_name == "PNG":
        with open_bitmap(data, ("PNG",)) as image:
            image.verify()
    # The trailer of a GIF may have zeros behind it, the last chunk of a PNG anything.
    ends = {"GIF": data.rstrip(b"\0").endswith(b";"), "PNG": PNG_END in data}
    if not ends.get(format_name, True):
        raise ImageError("damaged or truncated image", COPY_AGAIN)


def mean_color(image: Image.Image, profile: bytes | None) -> str:
    """Return the mean colour of a decoded image in sRGB, as CSS writes it: `#rrggbb`."""
    small = plain_mode(image).resize((COLOR_SIDE, COLOR_SIDE), Image.Resampling.BOX)
    pixel = to_srgb(small, profile).convert("RGB").resize((1, 1), Image.Resampling.BOX)
    return "#" + bytes(pixel.tobytes()).hex()
