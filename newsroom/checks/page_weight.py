"""What a page makes a phone load: the heaviest pages of a site, as a table."""

from dataclasses import dataclass

from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.rules.images import SUFFIXES
from newsroom.checks.site import BuiltSite


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
    sizes: dict[str, int] = {}
    weights = [weigh_page(page, site, sizes) for page in site.pages.values()]
    return sorted(weights, key=lambda weight: (-weight.total, weight.path))[:count]


def weigh_page(page: BuiltPage, site: BuiltSite, sizes: dict[str, int]) -> PageWeight:
    """Return the weight of a page; `sizes` keeps the sizes of files between calls."""
    files = {site.file_at(url, page.path) or "" for url in page.resources} & site.files
    for path in files - sizes.keys():
        sizes[path] = (site.folder / path).stat().st_size
    images = sum(sizes[path] for path in files if path.lower().endswith(SUFFIXES))
    return PageWeight(page.path, page.size, images, sum(sizes[p] for p in files) - images)


def render_weights(weights: list[PageWeight]) -> str:
    """Return a table of pages, in columns of kilobytes."""
    rows = [f"{'the heaviest pages, in KB':<52}{'HTML':>8}{'images':>10}{'other':>8}{'total':>8}"]
    for weight in weights:
        parts = (weight.html, weight.images, weight.rest, weight.total)
        html, images, rest, total = (f"{round(part / 1000):,}" for part in parts)
        rows.append(f"{weight.path:<52}{html:>8}{images:>10}{rest:>8}{total:>8}")
    return "\n".join(rows)
