"""Each page by itself: title, heading, ids, pictures; and what no two pages may share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from newsroom.checks.finding import Finding, error, warning
from newsroom.checks.parse.page import Page
from newsroom.checks.parse.xml import flat
from newsroom.checks.site import BuiltSite
from newsroom.diagnostics.rendering import plural


def find(site: BuiltSite) -> Iterator[Finding]:
    """Mistakes of each page, then what search results could not tell apart."""
    for page in site.pages.values():
        yield from (error(page.path, sentence) for sentence in mistakes(page))
    listed = [page for page in site.pages.values() if page.listed]
    yield from shared("title", ((page.path, page.title) for page in listed))
    yield from shared("description", ((page.path, page.meta("description")) for page in listed))
    for page in listed:
        if not page.meta("description").strip():
            yield warning(page.path, "the page has no description for search results")


def mistakes(page: Page) -> Iterator[str]:
    """What is wrong with a page by itself."""
    if not page.title.strip():
        yield "the page has no title"
    if len(page.titles) > 1:
        yield f"the page has {len(page.titles)} titles; it needs one"
    if len(page.headings) != 1:
        yield f"the page has {plural(len(page.headings), 'h1 heading')}; it needs one"
    for name, count in Counter(page.ids).items():
        if count > 1:
            yield f'the id "{name}" stands {count} times'
    if page.shown and page.shown.foot_inside:
        yield "a tag of the text is not closed, so that what stands below the text is a part of it"
    for name in page.unknown:
        yield f"<{name}> is no tag that browsers know, so that readers would not see it"
    for address in page.without_alt:
        yield f'the picture "{address}" has no alt attribute'


def shared(what: str, values: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Pages of one title, or of one description."""
    by_value: dict[str, list[str]] = defaultdict(list)
    for path, value in values:
        by_value[flat(value)].append(path)
    by_value.pop("", None)
    for value, (first, *others) in by_value.items():
        for other in others:
            yield warning(other, f'the {what} "{value}" is that of {first} too')
