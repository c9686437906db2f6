"""Picture files: where they are, and their true size, so that a page can keep their place."""

import re
import stat
from functools import cache
from pathlib import Path

from PIL import Image

from newsroom.attachments.strict_xml import XmlError
from newsroom.attachments.svg import svg_root

Image.MAX_IMAGE_PIXELS = None  # only headers are read, so no picture is too large
FORMATS = ("AVIF", "BMP", "GIF", "ICO", "JPEG", "PNG", "WEBP")  # what browsers show
ORIENTATION = 0x0112  # EXIF 2.32: 5 to 8 mean that the camera was held upright
WINDOW = 720  # CSS pixels; a taller picture would push the text off the screen
LENGTH = re.compile(r"^\s*([\d.]+)(px)?\s*$")


class ImageError(ValueError):
    """A file that exists and holds no picture that browsers show."""


def find_image(written: str, folder: Path, content: Path) -> Path | None:
    """The file that a head means: in its own folder, in images/, or by its path from content/."""
    name = written.removeprefix("{static}").lstrip("/")
    tried = (folder / name, content / "images" / name, content / name)
    inside = (path.resolve() for path in tried)
    return next((p for p in inside if p.is_file() and p.is_relative_to(content.resolve())), None)


@cache
def _size(path: Path, modified: float) -> tuple[int, int]:
    del modified  # a part of the key: a picture saved again is measured again
    try:
        if path.suffix.lower() == ".svg":
            return _svg_size(path)
        with Image.open(path, formats=FORMATS) as picture:
            width, height = picture.size
            # That of the class itself: for a PNG, `picture.getexif` would decode all of it.
            upright = Image.Image.getexif(picture).get(ORIENTATION, 1) >= 5
            return (height, width) if upright else (width, height)
    except (OSError, ValueError, OverflowError, XmlError) as error:
        raise ImageError(path.name) from error


def image_size(path: Path) -> tuple[int, int]:
    """Width and height in CSS pixels; raises `ImageError`, or `OSError` for a missing file."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # a named pipe would be waited for
        raise ImageError(path.name)
    return _size(path, status.st_mtime)


def fit(width: int, height: int) -> tuple[int, int]:
    """The size on a page: in proportion, and no higher than a window, in CSS pixels."""
    shown = min(height, WINDOW)
    return round(width * shown / height) if height else width, shown


def _svg_size(path: Path) -> tuple[int, int]:
    """Width and height of the root element, else of its viewBox (SVG 2, section 8.2)."""
    root = svg_root(path.read_bytes())
    given = [LENGTH.match(root.get(name, "")) for name in ("width", "height")]
    if given[0] and given[1]:
        return round(float(given[0][1])), round(float(given[1][1]))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) != 4:
        raise ImageError(path.name)
    return round(float(box[2])), round(float(box[3]))
