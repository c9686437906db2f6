"""Pictures in pages: `width` and `height` may be smaller than those of the file, in proportion.

A browser keeps their place by them; where they lie, the text jumps when the picture is there.
"""

from collections.abc import Iterator
from functools import cache

from newsroom.checks.finding import Finding, error
from newsroom.checks.site import BuiltSite
from newsroom.content.images import ImageError, image_size


def find(site: BuiltSite) -> Iterator[Finding]:
    """Pictures of the site whose tag has other proportions; each file is measured once."""

    @cache
    def measured(file: str) -> tuple[int, int] | None:
        try:
            return image_size(site.folder / file)
        except ImageError:
            return None

    for page in site.pages.values():
        for address, width, height in dict.fromkeys(page.sized):
            file = site.file_at(address, page.path)
            true = measured(file) if file in site.files and file else None
            if true and not in_proportion((width, height), true):
                there = f'the picture "{address}" is {true[0]}×{true[1]}'
                yield error(page.path, f"{there}; its tag says {width}×{height}")


def in_proportion(shown: tuple[int, int], true: tuple[int, int]) -> bool:
    """Whether one size is the other, smaller or larger, with a side rounded by a pixel at most."""
    across, down = shown[0] * true[1], shown[1] * true[0]
    return abs(across - down) <= max(true)
