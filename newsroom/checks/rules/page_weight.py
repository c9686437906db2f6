"""What a page makes a phone load: the heaviest ones, and pictures that are too heavy."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.checks.finding import Finding, warning
from newsroom.checks.parse.page import Page
from newsroom.checks.site import BuiltSite
from newsroom.files.media_types import MEDIA_TYPES

PICTURE = 500_000  # bytes; about three seconds of a slow phone line
SUFFIXES = tuple(f".{end}" for end, kind in MEDIA_TYPES.items() if kind.startswith("image/"))


@dataclass(frozen=True)
class Weight:
    """What a page weighs in bytes, before compression. Files count once, lazy ones too."""

    path: str
    html: int
    pictures: int
    other: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.html + self.pictures + self.other


def find(site: BuiltSite) -> Iterator[Finding]:
    """Pictures over the limit."""
    for path in sorted(site.files):
        if path.lower().endswith(SUFFIXES):
            size = (site.folder / path).stat().st_size
            if size > PICTURE:
                advice = f"over {kilobytes(PICTURE)} a page is slow on a phone; make it smaller"
                yield warning(path, f"weighs {kilobytes(size)}; {advice}")


def heaviest(site: BuiltSite, count: int = 5) -> list[Weight]:
    """The pages that weigh most, the heaviest first."""
    sizes: dict[str, int] = {}
    weights = [weigh(page, site, sizes) for page in site.pages.values()]
    return sorted(weights, key=lambda weight: (-weight.total, weight.path))[:count]


def weigh(page: Page, site: BuiltSite, sizes: dict[str, int]) -> Weight:
    """One page with all that it loads from this site; `sizes` keeps what was looked up."""
    files = {site.file_at(address, page.path) or "" for address in page.loads} & site.files
    for path in files - sizes.keys():
        sizes[path] = Path(site.folder / path).stat().st_size
    pictures = sum(sizes[path] for path in files if path.lower().endswith(SUFFIXES))
    return Weight(page.path, page.size, pictures, sum(sizes[p] for p in files) - pictures)


def kilobytes(size: int) -> str:
    """`512 KB`."""
    return f"{round(size / 1000):,} KB"


def table(weights: list[Weight]) -> str:
    """The heaviest pages in columns."""
    rows = [f"{'the heaviest pages, in KB':<52}{'HTML':>8}{'pictures':>10}{'other':>8}{'total':>8}"]
    for weight in weights:
        parts = (weight.html, weight.pictures, weight.other, weight.total)
        html, pictures, other, total = (f"{round(part / 1000):,}" for part in parts)
        rows.append(f"{weight.path:<52}{html:>8}{pictures:>10}{other:>8}{total:>8}")
    return "\n".join(rows)
