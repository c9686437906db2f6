"""What messengers show of a page (Open Graph, cards of X): the same as the page itself."""

from collections.abc import Iterator

from newsroom.checks.finding import Finding, error
from newsroom.checks.parse.image_claims import claims
from newsroom.checks.parse.page import Page
from newsroom.checks.parse.visible_facts import Shown
from newsroom.checks.parse.xml import flat
from newsroom.checks.site import BuiltSite, plainly
from newsroom.files.media_types import media_type


def find(site: BuiltSite) -> Iterator[Finding]:
    """Cards that do not say what their page says, or name a picture that is another."""
    for page in site.pages.values():
        if page.listed and page.meta("og:title"):
            yield from (error(page.path, sentence) for sentence in mistakes(page, site))


def mistakes(page: Page, site: BuiltSite) -> Iterator[str]:
    """Sentences on one card."""
    title = flat(page.meta("og:title"))
    exact = page.shown is not None
    if title != page.heading and (exact or not title.startswith(page.heading)):
        yield f'"og:title" is "{title}"; the heading is "{page.heading}"'
    rows = [
        ("og:url", page.canonical[0] if page.canonical else "", "the canonical address"),
        ("og:description", page.meta("description"), "the description"),
        ("twitter:title", page.meta("og:title"), '"og:title"'),
        ("twitter:description", page.meta("og:description"), '"og:description"'),
        ("twitter:image", page.meta("og:image"), '"og:image"'),
    ]
    for name, expected, what in rows:
        if name in page.metas and page.meta(name) != expected:
            yield f'"{name}" is "{page.meta(name)}"; {what} is "{expected}"'
    if "og:image" in page.metas:
        yield from picture(page, site)
    if page.shown:
        yield from post(page, page.shown, site)


def picture(page: Page, site: BuiltSite) -> Iterator[str]:
    """The picture of a card is there, and is what the card says."""
    address, kind = page.meta("og:image"), page.meta("og:image:type")
    size = tuple(page.meta(f"og:image:{side}") for side in ("width", "height"))
    numbers = tuple(int(side) if side.isdecimal() else side for side in size)
    yield from claims(site, address, (numbers[0], numbers[1]), '"og:image"')
    file = site.file_at(address)
    if file and kind and media_type(site.folder / file) != kind:
        yield f'"og:image:type" is "{kind}"; "{address}" is {media_type(site.folder / file)}'


def post(page: Page, shown: Shown, site: BuiltSite) -> Iterator[str]:
    """Dates, section, tags and authors in the head are those that the page shows."""
    rows = {
        "article:published_time": (shown.published,),
        "article:modified_time": (shown.updated,),
        "article:section": (shown.section,),
        "article:tag": shown.tags,
        "author": tuple(name for name, _ in shown.authors),
        "article:author": tuple(site.target(url, page.path) for _, url in shown.authors),
    }
    for name, seen in rows.items():
        said = page.metas.get(name, ())
        if [plainly(flat(value)) for value in said] != [plainly(value) for value in seen]:
            there = ", ".join(said) or "missing"
            yield f'"{name}" in the head is {there}; the page shows {", ".join(seen) or "none"}'
