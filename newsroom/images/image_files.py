"""Image files: where they are, and their true size, so that pages do not move as they load."""

import re
import stat
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from PIL import Image

from newsroom.attachments.strict_xml import XmlError
from newsroom.attachments.svg import svg_root
from newsroom.diagnostics.errors import UserError

Image.MAX_IMAGE_PIXELS = None  # only headers are read, so no image is too large
FORMATS = ("AVIF", "BMP", "GIF", "ICO", "JPEG", "PNG", "WEBP")  # what browsers show
ORIENTATION = 0x0112  # EXIF 2.32: 5 to 8 mean that the camera was held upright
WINDOW = 720  # CSS pixels; a taller image would push the text off the screen
LENGTH = re.compile(r"^\s*([\d.]+)(px)?\s*$")
ImageSizes = Callable[[str], tuple[int, int] | None]  # by path below content/; None: no image


class ImageError(UserError):
    """A file exists and is not an image that browsers show; its text is the name of the file."""


def find_image(reference: str, folder: Path, content: Path) -> Path | None:
    """Return the file that front matter in `folder` names; None where it is not found.

    It is in the folder itself, in images/, or the name is its path from `content`, which no file is
    outside of.
    """
    name = reference.removeprefix("{static}").lstrip("/")
    candidates = (folder / name, content / "images" / name, content / name)
    resolved = (path.resolve() for path in candidates)
    return next((p for p in resolved if p.is_file() and p.is_relative_to(content.resolve())), None)


@cache
def _size(path: Path, state: tuple[int, ...]) -> tuple[int, int]:
    del state  # a part of the key: an image saved again is measured again
    try:
        if path.suffix.lower() == ".svg":
            return _svg_size(path)
        with Image.open(path, formats=FORMATS) as image:
            width, height = image.size
            # That of the class itself: for a PNG, `image.getexif` would decode all of it.
            upright = Image.Image.getexif(image).get(ORIENTATION, 1) >= 5
            return (height, width) if upright else (width, height)
    except (OSError, ValueError, OverflowError, XmlError) as error:
        raise ImageError(path.name) from error


def image_size(path: Path) -> tuple[int, int]:
    """Return width and height in CSS pixels; raise `ImageError`, or `OSError` if not found."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # a named pipe would be waited for
        raise ImageError(path.name)
    # A program may set the time of the last change (mtime), but not that of the inode (ctime).
    return _size(path, (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns))


def image_sizes(content: Path) -> ImageSizes:
    """Return a function from a path below `content` to the size of the image, None without one."""
    return partial(image_size_below, content)


def image_size_below(content: Path, path: str) -> tuple[int, int] | None:
    """Return the size of an image by its path below `content`, None where there is none."""
    try:
        return image_size(content / path)
    except (OSError, ImageError, ValueError):
        return None


def fit_to_window(width: int, height: int) -> tuple[int, int]:
    """Return the size on a page: in proportion, and at most as high as a window, in CSS pixels."""
    limited = min(height, WINDOW)
    return round(width * limited / height) if height else width, limited


def _svg_size(path: Path) -> tuple[int, int]:
    """Return width and height of the root element, else of its viewBox (SVG 2, section 8.2)."""
    root = svg_root(path.read_bytes())
    lengths = [LENGTH.match(root.get(name, "")) for name in ("width", "height")]
    if lengths[0] and lengths[1]:
        return round(float(lengths[0][1])), round(float(lengths[1][1]))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) != 4:
        raise ImageError(path.name)
    return round(float(box[2])), round(float(box[3]))
