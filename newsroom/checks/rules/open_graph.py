"""The link preview of a page (Open Graph, X Cards): it says the same as the page itself."""

from collections.abc import Iterator
from urllib.parse import unquote

from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.parse.visible_facts import VisibleFacts
from newsroom.checks.parse.xml import collapse_whitespace
from newsroom.checks.rules.images import check_claim
from newsroom.checks.site import FURTHER_PAGE, BuiltSite
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.files.media_types import media_type


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield properties that are not what their page says, or claim what an image is not."""
    for page in site.pages.values():
        if page.is_indexable and page.meta("og:title"):
            messages = [*mismatches(page), *image_type_mismatches(page, site)]
            if page.facts:
                messages += fact_mismatches(page, page.facts, site)
            yield from (Diagnostic(page.path, 0, "open-graph/mismatch", m) for m in messages)
            if "og:image" in page.metas:
                yield from check_image(page, site)


def mismatches(page: BuiltPage) -> Iterator[str]:
    """Yield a message for each property that is not what the page says elsewhere."""
    title = collapse_whitespace(page.meta("og:title"))
    is_further = FURTHER_PAGE.search(page.path) and title.startswith(page.heading)
    if title != page.heading and not is_further:
        yield f'"og:title" is "{title}", but the heading is "{page.heading}"'
    rows = [
        ("og:url", page.canonical[0] if page.canonical else "", "the canonical URL"),
        ("og:description", page.meta("description"), "the description"),
        ("twitter:title", page.meta("og:title"), '"og:title"'),
        ("twitter:description", page.meta("og:description"), '"og:description"'),
        ("twitter:image", page.meta("og:image"), '"og:image"'),
    ]
    for name, expected, source in rows:
        if name in page.metas and page.meta(name) != expected:
            yield f'"{name}" is "{page.meta(name)}", but {source} is "{expected}"'
    if "og:type" in page.metas and (page.meta("og:type") == "article") != (page.facts is not None):
        kind = "a post" if page.facts else "not a post"
        yield f'"og:type" is "{page.meta("og:type")}", but the page is {kind}'


def image_type_mismatches(page: BuiltPage, site: BuiltSite) -> Iterator[str]:
    """Yield a message for an image of another media type than is claimed."""
    url, claimed = page.meta("og:image"), page.meta("og:image:type")
    file = site.file_at(url) if url else None
    if file and claimed and media_type(site.folder / file) != claimed:
        actual = media_type(site.folder / file)
        yield f'"og:image:type" is "{claimed}", but "{url}" is {actual}'


def check_image(page: BuiltPage, site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield an error for an image that is missing, SVG, or of another size than is claimed."""
    url = page.meta("og:image")
    if url.lower().endswith(".svg"):
        message = f'"og:image" is "{url}": link previews do not show SVG'
        yield Diagnostic(page.path, 0, "open-graph/svg-image", message, "use a PNG or JPEG")
    sides = [page.meta(f"og:image:{side}") for side in ("width", "height")]
    width, height = (int(side) if side.isdecimal() else side for side in sides)
    yield from check_claim(site, page.path, url, (width, height), '"og:image"')


def fact_mismatches(page: BuiltPage, facts: VisibleFacts, site: BuiltSite) -> Iterator[str]:
    """Yield a message for dates, section, tags and authors that the page shows otherwise."""
    rows = {
        "article:published_time": (facts.published,),
        "article:modified_time": (facts.updated,),
        "article:section": (facts.section,),
        "article:tag": facts.tags,
        "author": tuple(name for name, _ in facts.authors),
        "article:author": tuple(site.resolve(url, page.path) for _, url in facts.authors),
    }
    for name, visible in rows.items():
        values = page.metas.get(name, ())
        claimed = [unquote(collapse_whitespace(value)) for value in values]
        shown_as = [unquote(value) for value in visible]
        if name == "article:tag":  # the page names some of them among the entities
            claimed, shown_as = sorted(claimed), sorted(shown_as)
        if claimed != shown_as:
            meta = ", ".join(values) or "missing"
            yield f'"{name}" is {meta}, but the page shows {", ".join(visible) or "none"}'
