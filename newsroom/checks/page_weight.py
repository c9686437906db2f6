"""What a page makes a phone load: the heaviest pages of a site, as a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.checks.site import BuiltSite
from newsroom.files.media_types import MEDIA_TYPES

SUFFIXES = tuple(f".{end}" for end, kind in MEDIA_TYPES.items() if kind.startswith("image/"))


@dataclass(frozen=True)
class PageWeight:
    """What a page weighs in bytes, before compression. Files count once, lazy ones too."""

    path: str
    html: int
    images: int
    rest: int

    @property
    def total(self) -> int:
        """The bytes of the page and of all that it loads from its site."""
        return self.html + self.images + self.rest


def heaviest_pages(site: BuiltSite, count: int = 5) -> list[PageWeight]:
    """Return the pages that weigh most, the heaviest first."""
    weights = page_weights(site)
    return sorted(weights, key=lambda weight: (-weight.total, weight.path))[:count]


def page_weights(site: BuiltSite) -> Iterator[PageWeight]:
    """Yield the weight of each page; of an image that has several files, one counts."""
    for path, files in site.loaded_files.items():
        images = sum(site.sizes[file] for file in files if is_image(file))
        total = sum(site.sizes[file] for file in files)
        yield PageWeight(path, site.pages[path].size, images, total - images)


def is_image(path: str) -> bool:
    """Return whether the name of a file is that of an image."""
    return path.lower().endswith(SUFFIXES)


def render_weights(weights: list[PageWeight]) -> str:
    """Return a table of pages, in columns of kilobytes."""
    rows = [f"{'the heaviest pages, in KB':<52}{'HTML':>8}{'images':>10}{'other':>8}{'total':>8}"]
    for weight in weights:
        parts = (weight.html, weight.images, weight.rest, weight.total)
        html, images, rest, total = (f"{round(part / 1000):,}" for part in parts)
        rows.append(f"{weight.path:<52}{html:>8}{images:>10}{rest:>8}{total:>8}")
    return "\n".join(rows)


def kilobytes(size: int) -> str:
    """Return a number of bytes as text, such as `512 KB`."""
    return f"{round(size / 1000):,} KB"
