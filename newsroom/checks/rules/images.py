"""Images: their size in pages and in metadata is that of their files, and no file is too heavy.

A browser reserves space by `width` and `height`, which may be smaller than those of the file, in
proportion; otherwise the text jumps when the image is loaded.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from newsroom.checks.page_weight import is_image, kilobytes
from newsroom.checks.rules.links import STYLE_URL
from newsroom.checks.site import BuiltSite
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.images.formats import ImageError
from newsroom.images.image_files import image_size

MAX_BYTES = 500_000  # about three seconds of a slow phone line

Size = tuple[object, object]  # width and height, as they are claimed


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield images out of proportion in pages, then those over the limit that a phone loads.

    A file behind a link, or for wider screens, makes no page slow.
    """
    yield from check_proportions(site)
    for path in sorted(filter(is_image, site.sizes.keys() | style_files(site))):
        size = (site.folder / path).stat().st_size
        if size > MAX_BYTES:
            message = f"image of {kilobytes(size)}: one over {kilobytes(MAX_BYTES)} is slow to load"
            yield Diagnostic(path, 0, "image/too-large", f"{message} on a phone", "make it smaller")


def style_files(site: BuiltSite) -> frozenset[str]:
    """Return the files of a site that its style sheets name."""
    styles = [path for path in site.files if path.endswith(".css")]
    urls = ((url, path) for path in styles for url in STYLE_URL.findall(site.read_text(path)))
    return site.files.intersection(
        site.file_at(url, path) for url, path in urls if not url.startswith("data:")
    )


def check_proportions(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield images whose element declares other proportions; each file is measured once."""

    @cache
    def measure(file: str) -> tuple[int, int] | None:
        try:
            return image_size(site.folder / file)
        except ImageError:
            return None

    for page in site.pages.values():
        for url, *declared in dict.fromkeys(page.image_sizes):
            file = site.file_at(url, page.path)
            size = measure(file) if file and file in site.files else None
            if size and not is_in_proportion((declared[0], declared[1]), size):
                sizes = f"{times(size)}, but its element declares {times(declared)}"
                message = f'image "{url}" is {sizes}'
                yield Diagnostic(page.path, 0, "image/proportions", message)


def is_in_proportion(declared: tuple[int, int], size: tuple[int, int]) -> bool:
    """Return whether one size is the other scaled, with a side rounded by a pixel at most."""
    across, down = declared[0] * size[1], declared[1] * size[0]
    return abs(across - down) <= max(size)


def check_claim(
    site: BuiltSite, page: str, url: str, claimed: Size, claimant: str
) -> Iterator[Diagnostic]:
    """Yield an error for an image of the site that is missing, or not as large as is claimed.

    `claimant` is the part of the page at a path that names the URL of the image and its size.
    """
    file = site.file_at(url)
    if file is None:
        return
    if file not in site.files:
        yield Diagnostic(page, 0, "image/not-found", f'image "{url}" of {claimant} not found')
        return
    try:
        size = image_size(site.folder / file)
    except ImageError:
        yield Diagnostic(page, 0, "image/invalid", f'"{url}" of {claimant} is not an image')
        return
    if claimed != size:
        message = f'image "{url}" is {times(size)}, but {claimant} says {times(claimed)}'
        yield Diagnostic(page, 0, "image/size", message)


def times(size: Iterable[object]) -> str:
    """Return a size as text, such as `30×20`."""
    width, height = size
    return f"{width}×{height}"
