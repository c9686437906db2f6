"""The output files of lists of articles: one for each page of a list."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from newsroom.config.layout import Layout
from newsroom.site.articles import Article
from newsroom.site.output_files import OutputFile
from newsroom.site.pagination import ListPage, paginate


def list_files(
    file: OutputFile, articles: Sequence[Article], layout: Layout
) -> Iterator[OutputFile]:
    """Yield the file of each page of a list, from the file of the list as if it had one page.

    `layout` says how many articles a page has. Templates get the page as `list_page`. Sitemaps
    list the first page alone.
    """
    size = layout.page_sizes.get(file.template, 0)
    for page in paginate(articles, size, file.url, orphans=layout.orphans):
        is_first = page.number == 1
        yield replace(
            file,
            url=page.url,
            label=file.label if is_first else f"page {page.number} of {file.label}",
            values=partial(list_values, file.values, page),
            listed=file.listed and is_first,
            first=file.url,
            number=page.number,
        )


def list_values(
    values: Callable[[], Mapping[str, object]], page: ListPage[Article]
) -> Mapping[str, object]:
    """Return what the template of a page of a list gets."""
    return {**values(), "list_page": page}
