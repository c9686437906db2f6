"""Image files: where they are, and their true size, so that pages do not move as they load."""

import os
import re
import stat
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from newsroom.attachments.strict_xml import XmlError
from newsroom.attachments.svg import svg_root
from newsroom.files.symbolic_links import LinkResolver
from newsroom.images.formats import ImageError, bitmap_formats, open_bitmap, upright_size

FIRST_BYTES = 64  # of a file, which tell HEIF from other formats
WINDOW = 720  # CSS pixels; a taller image would push the text off the screen
LENGTH = re.compile(r"^\s*([\d.]+)(px)?\s*$")
ImageSizes = Callable[[str], tuple[int, int] | None]  # by path below content/; None: no image


class ImageFinder:
    """Finds the files below a folder `content` that front matter names, in one step of a build."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self._resolver = LinkResolver(content)

    def find(self, reference: str, folder: Path) -> str | None:
        """Return the path from `content` of the file that front matter in `folder` names, if any.

        It is in the folder itself, in images/, or the name is its path from `content`, which no
        file is outside of; symbolic links are resolved.
        """
        name = reference.removeprefix("{static}").lstrip("/")
        for start in (folder, self.content / "images", self.content):
            path = os.path.join(start, name)  # noqa: PTH118  # a Path takes as long as the disk
            if os.path.isfile(path) and (file := self._resolver.resolve(path)):  # noqa: PTH113
                return file
        return None


def image_size(path: Path) -> tuple[int, int]:
    """Return width and height in CSS pixels of an image that browsers show.

    Raises `ImageError`, or `OSError` if it is not found.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # a named pipe would be waited for
        raise ImageError(f"{path.name} is not a file")
    # A program may set the time of the last change (mtime), but not that of the inode (ctime).
    return _size(path, (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns))


@cache
def _size(path: Path, state: tuple[int, ...]) -> tuple[int, int]:
    del state  # a part of the key: an image saved again is measured again
    try:
        if path.suffix.lower() == ".svg":
            return svg_size(path.read_bytes())
        with path.open("rb") as file:
            formats = bitmap_formats(file.read(FIRST_BYTES))
        with open_bitmap(path, formats) as image:
            return upright_size(image)
    except (OSError, XmlError) as error:
        raise ImageError(f"{path.name} is not an image that browsers show") from error


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


def svg_size(data: bytes) -> tuple[int, int]:
    """Return width and height of an SVG, else of its viewBox (SVG 2, section 8.2), in CSS pixels.

    Raises `XmlError` for other files, `ImageError` for an SVG that says no size.
    """
    root = svg_root(data)
    lengths = [LENGTH.match(root.get(name, "")) for name in ("width", "height")]
    values = [length[1] for length in lengths if length]
    if len(values) < 2:
        values = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        width, height = (round(float(value)) for value in values[-2:] if len(values) in (2, 4))
    except (ValueError, OverflowError):
        width, height = 0, 0
    if width < 1 or height < 1:
        raise ImageError("SVG without a size", 'give it a viewBox such as viewBox="0 0 800 450"')
    return width, height
