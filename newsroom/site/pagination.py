"""Lists in pages: `tags/ai/`, `tags/ai/page/2/`."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

A = TypeVar("A")


@dataclass(frozen=True)
class ListPage(Generic[A]):
    """One page of a list: its number from 1, the number of all pages, and the articles on it.

    `first` is the URL of page 1, which is that of the list.
    """

    first: str
    number: int
    count: int
    articles: Sequence[A]

    @property
    def url(self) -> str:
        """The URL of this page."""
        return page_url(self.first, self.number)

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before this one, with newer articles."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one, with older articles."""
        return self.number < self.count

    @property
    def previous_url(self) -> str | None:
        """The URL of the page before this one, None on the first; "" is the front page."""
        return page_url(self.first, self.number - 1) if self.has_previous else None

    @property
    def next_url(self) -> str | None:
        """The URL of the page after this one, None on the last."""
        return page_url(self.first, self.number + 1) if self.has_next else None


def paginate(
    articles: Sequence[A], size: int, url: str = "", *, orphans: int = 0
) -> list[ListPage[A]]:
    """Return the pages of the list at a URL, with `size` articles each; there is at least one.

    With a size of 0 there is one page. The last page takes up to `orphans` articles that would
    have a page of their own, as Pelican's DEFAULT_ORPHANS says.
    """
    size = size or max(1, len(articles))
    count = max(1, ceil((len(articles) - orphans) / size))
    ends = [*range(size, size * count, size), len(articles)]
    starts = [0, *ends[:-1]]
    return [
        ListPage(url, number, count, articles[start:end])
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    ]


def page_url(url: str, number: int) -> str:
    """Return the URL of a page of the list at `url`: `tags/page/2/` for `tags/` or `tags.html`."""
    if number == 1:
        return url
    folder = url if url.endswith("/") or not url else f"{posixpath.splitext(url)[0]}/"
    return f"{folder}page/{number}/"
