"""Reads one built page: all that the rules need of it. URLs stay as they are written.

Trees take ten times the memory of their file: none outlives the reading of its page, and so all
parts of a page are read in this module.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from sys import intern

from lxml import etree

from newsroom.checks.parse.csp_needs import Needs, read_needs
from newsroom.checks.parse.json_ld_claims import (
    Claims,
    JsonLdData,
    read_claims,
    read_structured_data,
)
from newsroom.checks.parse.loaded_files import loaded_urls
from newsroom.checks.parse.visible_facts import (
    ListedCorrection,
    VisibleFacts,
    read_listed_corrections,
    read_visible_facts,
)
from newsroom.checks.parse.xml import Element, Pairs, collapse_whitespace, text_of
from newsroom.checks.words.body_text import BodyText, read_body
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.html.elements import KNOWN
from newsroom.html.link_attributes import srcset_candidates

LOADING = ("audio", "embed", "iframe", "img", "object", "script", "source", "video")
LOADED_RELS = frozenset(
    "stylesheet icon preload modulepreload prefetch preconnect dns-prefetch manifest".split()
)
FEED_TYPES = ("application/atom+xml", "application/feed+json")
PARSER = partial(etree.HTMLParser, encoding="utf-8", huge_tree=True, remove_comments=True)
ByName = Mapping[str, list[Element]]


@dataclass(frozen=True)
class BuiltPage:
    """One page of HTML: its facts, which are small, and can be pickled and kept.

    `language` is that of the heading, which may differ from that of the words around it. `facts`
    is None for a page that is not a post, and `corrections` for one that lists none.
    `fragments` are the ids and names that a URL may end in, `resources` the URLs that some browser
    loads by itself, `loaded` those that a phone does, `claims` what its structured data says,
    `size` is in bytes, `diagnostics` are those of the rules about one page alone.
    """

    path: str
    language: str = ""
    titles: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    metas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    canonical: tuple[str, ...] = ()
    alternates: Pairs = ()
    fragments: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    external_links: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
    images_without_alt: tuple[str, ...] = ()
    image_sizes: tuple[tuple[str, int, int], ...] = ()
    unknown_elements: tuple[str, ...] = ()
    claims: Claims = field(default_factory=Claims)
    redirect_target: str = ""
    feeds: Pairs = ()
    corrections: tuple[ListedCorrection, ...] | None = None
    policies: tuple[str, ...] = ()
    needs: Needs = field(default_factory=dict)
    facts: VisibleFacts | None = None
    size: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()

    def interned(self) -> "BuiltPage":
        """Return the same page, which shares with others in memory what most pages of a site have.

        The URLs of ten thousand pages that have the same navigation are some hundred megabytes.
        """
        pairs = ((intern(directive), intern(source)) for directive, source in self.needs)
        return replace(
            self,
            metas={intern(name): shared(values) for name, values in self.metas.items()},
            links=shared(self.links),
            resources=shared(self.resources),
            loaded=shared(self.loaded),
            policies=shared(self.policies),
            needs=dict(zip(pairs, shared(self.needs.values()), strict=True)),
            feeds=tuple((intern(title), intern(url)) for title, url in self.feeds),
            claims=replace(self.claims, urls=shared(self.claims.urls)),
        )

    def meta(self, name: str) -> str:
        """Return the content of the first `<meta>` of a name or property, else ""."""
        return self.metas.get(name, ("",))[0]

    @property
    def title(self) -> str:
        """The text of its `<title>`, "" without one."""
        return self.titles[0] if self.titles else ""

    @property
    def heading(self) -> str:
        """The text of its first `<h1>`, "" without one."""
        return self.headings[0] if self.headings else ""

    @property
    def is_handmade(self) -> bool:
        """Whether its head has nothing of the templates: a file of the site's owner, it seems."""
        return not (self.canonical or self.redirect_target or "robots" in self.metas)

    @property
    def is_indexable(self) -> bool:
        """Whether search engines may list it."""
        noindex = "noindex" in " ".join(self.metas.get("robots", ()))
        return not self.redirect_target and not noindex


@dataclass(frozen=True)
class PageReading:
    """A page while it is read: its facts, and what is large and only read then.

    `body` is None for a page with neither the text of a writer nor a bio.
    """

    page: BuiltPage
    html: bytes = b""
    ids: tuple[str, ...] = ()
    data: JsonLdData = field(default_factory=JsonLdData)
    body: BodyText | None = None


def read_page(path: str, html: bytes) -> BuiltPage:
    """Return the facts of a page of some HTML."""
    return parse_built_page(path, html).page


def parse_built_page(path: str, html: bytes) -> PageReading:
    """Return a page of some HTML, parsed nearly as browsers parse it, while it is read."""
    root = etree.fromstring(html, PARSER()) if html.strip() else None
    if root is None:
        return PageReading(BuiltPage(path))
    by_name: dict[str, list[Element]] = defaultdict(list)
    ids = []
    for element in root.iter("*"):
        by_name[element.tag].append(element)
        if element_id := element.get("id"):
            ids.append(element_id)
    data = read_structured_data(json_ld_blocks(by_name["script"]))
    page = replace(page_facts(path, root, by_name, ids, read_claims(data)), size=len(html))
    return PageReading(page, html, tuple(ids), data, read_body(by_name["div"]))


def page_facts(
    path: str, root: Element, by_name: ByName, ids: Iterable[str], claims: Claims
) -> BuiltPage:
    """Return the facts of a page from its tree, its elements by name, their ids and its claims."""
    head_links, metas, anchors = by_name["link"], by_name["meta"], by_name["a"]
    refreshes = http_equiv(metas, "refresh")
    redirect_target = refreshes[0].partition("url=")[2] if refreshes else ""
    linking = (*anchors, *by_name["area"], *head_links)
    links = [element.get("href") for element in linking if element.get("href")]
    return BuiltPage(
        path,
        language=next((e.get("lang") for e in by_name["h1"]), "") or root.get("lang", ""),
        titles=tuple(e.text or "" for e in by_name["title"] if e.getparent().tag == "head"),
        headings=tuple(map(text_of, by_name["h1"])),
        metas=meta_contents(metas),
        canonical=tuple(e.get("href", "") for e in head_links if "canonical" in rels(e)),
        alternates=tuple(
            (e.get("hreflang"), e.get("href", "")) for e in head_links if e.get("hreflang")
        ),
        fragments=tuple(dict.fromkeys([*ids, *(e.get("name") for e in anchors if e.get("name"))])),
        links=tuple(dict.fromkeys([*links, *filter(None, [redirect_target])])),
        external_links=tuple(dict.fromkeys(external_urls(anchors))),
        resources=tuple(dict.fromkeys(resource_urls(by_name))),
        loaded=tuple(dict.fromkeys(filter(None, loaded_urls(by_name)))),
        images_without_alt=tuple(e.get("src", "") for e in by_name["img"] if e.get("alt") is None),
        image_sizes=tuple(dict.fromkeys(declared_sizes(by_name["img"]))),
        unknown_elements=tuple(unknown_elements(by_name)),
        claims=claims,
        redirect_target=redirect_target,
        feeds=tuple(linked_feeds(head_links)),
        corrections=read_listed_corrections(root),
        policies=tuple(http_equiv(metas, "content-security-policy")),
        needs=read_needs(root, by_name),
        facts=read_visible_facts(root),
    )


def json_ld_blocks(scripts: Iterable[Element]) -> Iterator[str]:
    """Yield the text of each block of structured data."""
    for element in scripts:
        if element.get("type") == "application/ld+json":
            yield "".join(element.itertext())


def shared(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts of which equal ones are one object."""
    return tuple(map(intern, texts))


def rels(element: Element) -> set[str]:
    """Return the keywords of the `rel` of an element."""
    return set(element.get("rel", "").lower().split())


def http_equiv(metas: list[Element], name: str) -> list[str]:
    """Return the contents of the `<meta http-equiv>` elements of a name."""
    return [e.get("content", "") for e in metas if e.get("http-equiv", "").lower() == name]


def meta_contents(metas: list[Element]) -> dict[str, tuple[str, ...]]:
    """Return the contents of `<meta>` elements by name or property."""
    contents: dict[str, list[str]] = defaultdict(list)
    for element in metas:
        if name := element.get("name") or element.get("property"):
            contents[name.lower()].append(element.get("content", ""))
    return {name: tuple(values) for name, values in contents.items()}


def linked_feeds(links: list[Element]) -> Iterator[tuple[str, str]]:
    """Yield title and URL of each feed that a page offers."""
    for element in links:
        if "alternate" in rels(element) and element.get("type", "").lower() in FEED_TYPES:
            yield collapse_whitespace(element.get("title", "")), element.get("href", "")


def resource_urls(by_name: ByName) -> Iterator[str]:
    """Yield the URLs that a browser loads for a page by itself."""
    for name in LOADING:
        for element in by_name.get(name, ()):
            attributes = (element.get(key) for key in ("src", "poster", "data"))
            yield from filter(None, attributes)
            yield from (url for url, _ in srcset_candidates(element.get("srcset", "")))
    links = [e.get("href", "") for e in by_name.get("link", ()) if LOADED_RELS & rels(e)]
    drawn = [e.get("href", "") for name in ("image", "use") for e in by_name.get(name, ())]
    yield from filter(None, [*links, *drawn])


def unknown_elements(by_name: ByName) -> Iterator[str]:
    """Yield the names of elements that browsers do not know.

    One with a hyphen may be a custom element; SVG and MathML have elements of their own.
    """
    for name in sorted(by_name.keys() - KNOWN):
        if "-" not in name and not all(map(is_in_foreign_content, by_name[name])):
            yield name


def is_in_foreign_content(element: Element) -> bool:
    """Return whether an element is inside SVG or MathML."""
    return next(element.iterancestors("svg", "math"), None) is not None


def declared_sizes(images: list[Element]) -> Iterator[tuple[str, int, int]]:
    """Yield URL, width and height of each `<img>` that declares its size."""
    for element in images:
        width, height = (element.get(key, "").strip() for key in ("width", "height"))
        if width.isdecimal() and height.isdecimal():
            yield element.get("src", ""), int(width), int(height)


def external_urls(links: list[Element]) -> Iterator[str]:
    """Yield the URLs with a host, without those under "For feedback", which ask for a login."""
    for element in links:
        url = element.get("href", "").strip()
        has_host = url.lower().startswith(("https://", "http://"))
        if has_host and not any("feedback" in e.get("class", "") for e in element.iterancestors()):
            yield url
