"""Each page by itself: title, heading, ids, elements; and what no two pages may share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from newsroom.checks.parse.page import BuiltPage, PageReading
from newsroom.checks.parse.xml import collapse_whitespace
from newsroom.checks.site import BuiltSite
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.rendering import plural


def check_page(reading: PageReading) -> Iterator[Diagnostic]:
    """Yield errors of a page by itself."""
    page = reading.page
    yield from check_titles(page)
    yield from check_elements(reading)
    if page.is_indexable and not page.meta("description").strip():
        message = "missing description for search results"
        yield Diagnostic(page.path, 0, "page/missing-description", message)


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield pages that search results could not tell apart."""
    indexable = [page for page in site.pages.values() if page.is_indexable]
    titles = ((page.path, page.title) for page in indexable)
    descriptions = ((page.path, page.meta("description")) for page in indexable)
    yield from check_unique("title", titles)
    yield from check_unique("description", descriptions)


def check_titles(page: BuiltPage) -> Iterator[Diagnostic]:
    """Yield an error unless a page has one title with text, and one `<h1>`."""
    if not page.title.strip():
        yield Diagnostic(page.path, 0, "page/title", "missing title")
    if len(page.titles) > 1:
        yield Diagnostic(page.path, 0, "page/title", f"{len(page.titles)} titles", "keep one")
    if len(page.headings) != 1:
        message = f"{plural(len(page.headings), 'h1 heading')} instead of one"
        yield Diagnostic(page.path, 0, "page/heading", message)


def check_elements(reading: PageReading) -> Iterator[Diagnostic]:
    """Yield ids used twice, elements left open, unknown elements and images without alt."""
    page = reading.page
    for name, count in Counter(reading.ids).items():
        if count > 1:
            yield Diagnostic(
                page.path, 0, "page/duplicate-id", f'id "{name}" is used {count} times'
            )
    if page.facts and page.facts.has_footer_in_body:
        message = "an element of the text is not closed: what is below the text is a part of it"
        yield Diagnostic(page.path, 0, "page/unclosed-element", message)
    for name in page.unknown_elements:
        message = f"unknown element <{name}>: readers do not see the tag"
        advice = f"write &lt;{name}&gt; to show it"
        yield Diagnostic(page.path, 0, "page/unknown-element", message, advice)
    for url in page.images_without_alt:
        yield Diagnostic(page.path, 0, "image/missing-alt", f'image "{url}" has no alt text')


def check_unique(name: str, values: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    """Yield a warning for each page whose title or description is that of a page before it."""
    by_value: dict[str, list[str]] = defaultdict(list)
    for path, value in values:
        by_value[collapse_whitespace(value)].append(path)
    by_value.pop("", None)
    for value, (first, *rest) in by_value.items():
        for path in rest:
            message = f'{name} "{value}" is already used by {first}'
            yield Diagnostic(path, 0, f"page/duplicate-{name}", message)
