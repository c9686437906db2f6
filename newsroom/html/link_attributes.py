"""URLs in the attributes of elements: finding them, changing them, making them absolute.

Which attributes hold URLs: the index of attributes in the HTML standard, and `xlink:href` of SVG.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from urllib.parse import urljoin

from newsroom.html.tree import Element, attributes, elements, parse_html

URL_ATTRIBUTES = frozenset(
    "action background cite data formaction href longdesc ping poster src xlink:href".split()
)
SRCSETS = frozenset(["srcset", "imagesrcset"])
FOLLOWED = frozenset(["background", "data", "href", "poster", "src", "srcset", "xlink:href"])
SPACE = " \t\n\f\r"
CANDIDATE = re.compile(r"[\s,]*(?P<url>[^\s]+)(?P<rest>[^,]*)")

Replace = Callable[[str], str]


def attribute_urls(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (name, URL) for each URL in the attributes of an element."""
    for name, value in attributes.items():
        if name in SRCSETS:
            yield from ((name, url) for url, _ in srcset_candidates(value))
        elif name in URL_ATTRIBUTES:
            yield name, value.strip(SPACE)


def srcset_candidates(srcset: str) -> Iterator[tuple[str, str]]:
    """Yield (URL, descriptor) for each image of a `srcset` (HTML standard, section 2.4.6).

    A URL may have commas in it; one at its end ends the candidate.
    """
    position = 0
    while match := CANDIDATE.match(srcset, position):
        url = match["url"].rstrip(",")
        alone = url != match["url"]
        position = match.end("url") if alone else match.end()
        if url:
            yield url, "" if alone else " ".join(match["rest"].split())


def replace_urls(root: Element, replace: Replace) -> None:
    """Replace each URL that a reader or a browser follows, in place."""
    for element in elements(root):
        for name in [name for name in element.attrs if name in FOLLOWED]:
            old = element.attr(name) or ""
            new = replace_in_attribute(name, old, replace)
            if new != old:
                element.attrs[name] = new


def replace_in_attribute(name: str, value: str, replace: Replace) -> str:
    """Return the value of an attribute with each URL in it replaced."""
    if name in SRCSETS:
        images = srcset_candidates(value)
        return ", ".join(f"{replace(url)} {descriptor}".strip() for url, descriptor in images)
    return replace(value.strip(SPACE))


def make_absolute(root: Element, page: str) -> None:
    """Make every URL that is followed absolute, as seen from that of its page, in place."""

    def join(url: str) -> str:
        try:
            return urljoin(page, url)
        except ValueError:  # not a URL, such as `http://[`
            return url

    replace_urls(root, join)


def replace_in_tag(tag: str, replace: Replace) -> str:
    """Return a start tag, as it is written in Markdown, with each URL in it replaced.

    All else in it stays as it is written.
    """
    element = next(elements(parse_html(tag, locations=True)), None)
    location = element.source_location if element else None
    if element is None or location is None:
        return tag
    spans = sorted((span.start_offset, span.end_offset, n) for n, span in location.attrs.items())
    pieces, end = [], 0
    for start, stop, name in spans:
        old = attributes(element).get(name, "")
        new = replace_in_attribute(name, old, replace) if name in FOLLOWED else old
        if new != old:
            pieces += [tag[end:start], f'{name}="{escape(new)}"']
            end = stop
    return "".join([*pieces, tag[end:]])
