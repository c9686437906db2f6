"""What the tags of a page say, kind by kind. Addresses stay as they are written."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from newsroom.checks.parse.xml import Element, flat
from newsroom.html.elements import KNOWN

FEEDS = ("application/atom+xml", "application/feed+json")


def rel(tag: Element) -> set[str]:
    """The words of its `rel`."""
    return set(tag.get("rel", "").lower().split())


def contents(metas: list[Element]) -> dict[str, tuple[str, ...]]:
    """The contents of `<meta>` by name or property."""
    found: dict[str, list[str]] = defaultdict(list)
    for tag in metas:
        if name := tag.get("name") or tag.get("property"):
            found[name.lower()].append(tag.get("content", ""))
    return {name: tuple(values) for name, values in found.items()}


def feeds(links: list[Element]) -> Iterator[tuple[str, str]]:
    """Title and address of each feed that a page offers."""
    for tag in links:
        if "alternate" in rel(tag) and tag.get("type", "").lower() in FEEDS:
            yield flat(tag.get("title", "")), tag.get("href", "")


def fetched(tag: Element) -> list[str]:
    """The addresses that a browser fetches for a tag by itself."""
    single = [tag.get(name) for name in ("src", "poster", "data") if tag.get(name)]
    sets = (part.split() for part in tag.get("srcset", "").split(","))
    return single + [part[0] for part in sets if part]


def unknown(by_name: Mapping[str, list[Element]]) -> Iterator[str]:
    """The names of tags that browsers do not know. One with a hyphen may be a custom element."""
    for name in sorted(by_name.keys() - KNOWN):
        if "-" not in name and not all(map(is_foreign, by_name[name])):
            yield name


def is_foreign(tag: Element) -> bool:
    """Whether an element is in a drawing or a formula, whose elements are others."""
    return next(tag.iterancestors("svg", "math"), None) is not None


def sized(pictures: list[Element]) -> Iterator[tuple[str, int, int]]:
    """Address, width and height of each picture that says how large it is."""
    for tag in pictures:
        width, height = tag.get("width", "").strip(), tag.get("height", "").strip()
        if width.isdecimal() and height.isdecimal():
            yield tag.get("src", ""), int(width), int(height)


def outside(links: list[Element]) -> Iterator[str]:
    """The addresses with a host, but those under "For feedback": they ask for a login."""
    for tag in links:
        address = tag.get("href", "").strip()
        named = address.lower().startswith(("https://", "http://"))
        if named and not any("feedback" in part.get("class", "") for part in tag.iterancestors()):
            yield address
