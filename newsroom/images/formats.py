"""The formats of images, and the one way by which a bitmap is opened.

Only formats that are named here are ever decoded, whatever the bytes of a file are, and nothing
that is larger than a limit, which the header tells.
"""

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePath

from PIL import Image, UnidentifiedImageError

from newsroom.diagnostics.errors import UserError

BROWSER_FORMATS = ("AVIF", "BMP", "GIF", "ICO", "JPEG", "PNG", "WEBP")  # what browsers show
SUFFIXES: Mapping[str, str] = {
    ".apng": "PNG",
    ".avif": "AVIF",
    ".bmp": "BMP",
    ".gif": "GIF",
    ".heic": "HEIF",
    ".heif": "HEIF",
    ".hif": "HEIF",
    ".ico": "ICO",
    ".jfif": "JPEG",
    ".jpe": "JPEG",
    ".jpeg": "JPEG",
    ".jpg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
}
USUAL_SUFFIXES = {"HEIF": ".heic", "JPEG": ".jpg"}  # of formats with several
ADVICE = "use JPEG, PNG, WebP, AVIF or SVG"

# The largest cameras have 100 megapixels, which take 300 MB while they are decoded. Pillow, which
# sees images and frames within files too, refuses more than twice its limit, and warns before.
MAX_PIXELS = 100_000_000
Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2
warnings.filterwarnings("ignore", module=r"PIL\b")  # about data that an image does not need

ORIENTATION = 0x0112  # EXIF 2.32, section 4.6.4
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


class ImageError(UserError):
    """A file exists and is not an image that can be used: what is wrong, and what to do."""

    def __init__(self, message: str, advice: str = ADVICE) -> None:
        super().__init__(f"{message}; {advice}" if advice else message)
        self.message, self.advice = message, advice


@contextmanager
def open_bitmap(source: bytes | Path, formats: Sequence[str]) -> Iterator[Image.Image]:
    """Yield a bitmap in one of some formats, as Pillow names them, whose pixels are not decoded.

    `source` has its bytes, or is a file of which no more than the header is read at first.

    Whatever fails in the context by what is in the file becomes an `ImageError`: the decoders have
    no list of what they raise for a damaged one.
    """
    try:
        file = io.BytesIO(source) if isinstance(source, bytes) else source
        with Image.open(file, formats=tuple(formats)) as image:
            check_pixels(*image.size)
            yield image
    except ImageError:
        raise
    except Image.DecompressionBombError:
        raise too_large() from None
    except UnidentifiedImageError:
        raise ImageError(
            "not an image, or damaged at its start", "copy or export it again"
        ) from None
    except MemoryError:
        raise ImageError("not enough memory for the image", "make it smaller") from None
    except Exception as error:
        raise ImageError("damaged or truncated image", "copy or export it again") from error


def check_pixels(width: int, height: int) -> None:
    """Raise `ImageError` for a size that is not decoded, or has no pixels."""
    if width * height > MAX_PIXELS:
        raise too_large()
    if width < 1 or height < 1:
        raise ImageError("image without pixels", "export it again")


def too_large() -> ImageError:
    """Return the error of an image with too many pixels."""
    limit = f"{MAX_PIXELS // 1_000_000} megapixels"
    return ImageError(f"image over the limit of {limit}", "make it smaller")


def bitmap_formats(data: bytes) -> Sequence[str]:
    """Return the formats that a bitmap may have by its first bytes, for `open_bitmap`.

    Raises `ImageError` for HEIF (ISO/IEC 23008-12, section 10) without the library for it.
    """
    is_heif = data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS and b"avif" not in data[8:64]
    if is_heif:
        register_heif()
    return ("HEIF",) if is_heif else BROWSER_FORMATS


@cache
def register_heif() -> None:
    """Have Pillow open HEIF; raise `ImageError` where the library for it is not installed."""
    try:
        import pillow_heif  # noqa: PLC0415  # optional
    except ImportError:
        advice = "install it (.venv/bin/pip install pillow-heif), or export the image as JPEG"
        raise ImageError("HEIC images need the library pillow-heif", advice) from None
    pillow_heif.register_heif_opener(thumbnails=False)


def format_of_name(name: str) -> str | None:
    """Return the format of a bitmap that the extension of a file says, None for other files.

    >>> format_of_name("Photo.JPG")
    'JPEG'
    """
    return SUFFIXES.get(PurePath(name).suffix.lower())


def format_of(image: Image.Image) -> str:
    """Return the format of an opened image; JPEG also where it has more images, as of phones."""
    return "JPEG" if image.format == "MPO" else image.format or ""


def orientation(image: Image.Image) -> int:
    """Return the EXIF orientation of an image that is not decoded yet: 1 to 8, 1 being upright.

    As in browsers, that of XMP does not count, nor that of a PNG after its pixels.
    """
    exif = Image.Exif()
    try:
        exif.load(image.info.get("exif") or b"")
        value = exif.get(ORIENTATION, 1)
    except Exception:  # noqa: BLE001  # damaged data of a camera does not concern readers
        return 1
    return value if value in range(1, 9) else 1


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height of an image that is not decoded yet, as it is shown."""
    width, height = image.size
    return (height, width) if orientation(image) >= 5 else (width, height)
