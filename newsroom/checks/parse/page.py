"""Reads one built page: all that the checks need of it. Addresses stay as they are written."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from newsroom.checks.parse.csp_needs import Needs, read_needs
from newsroom.checks.parse.tags import contents, feeds, fetched, outside, rel, sized, unknown
from newsroom.checks.parse.visible_facts import Correction, Shown, read_listed, read_shown
from newsroom.checks.parse.xml import Element, Pairs, text
from newsroom.checks.words.body_text import BodyText, read_body

LOADS = frozenset(["audio", "embed", "iframe", "img", "object", "script", "source", "video"])
LINKED = frozenset(["stylesheet", "icon", "preload", "modulepreload", "manifest"])
PARSER = partial(etree.HTMLParser, encoding="utf-8", huge_tree=True, remove_comments=True)


@dataclass(frozen=True)
class Page:
    """One page. `shown` is None where it is no post, `corrections` where it lists none, and `body`
    where it has neither the text of a writer nor a bio.
    """

    path: str
    language: str = ""
    titles: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    metas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    canonical: tuple[str, ...] = ()
    alternates: Pairs = ()
    ids: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    without_alt: tuple[str, ...] = ()
    sized: tuple[tuple[str, int, int], ...] = ()
    unknown: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    leads_on: str = ""
    feeds: Pairs = ()
    corrections: tuple[Correction, ...] | None = None
    policies: tuple[str, ...] = ()
    needs: Needs = field(default_factory=dict)
    shown: Shown | None = None
    body: BodyText | None = None
    size: int = 0

    def meta(self, name: str) -> str:
        """The content of the first `<meta>` of a name or property, "" where there is none."""
        return self.metas.get(name, ("",))[0]

    @property
    def title(self) -> str:
        """Its title in the head."""
        return self.titles[0] if self.titles else ""

    @property
    def heading(self) -> str:
        """Its h1."""
        return self.headings[0] if self.headings else ""

    @property
    def bare(self) -> bool:
        """Whether its head has nothing of our templates: a file of the writer's own, it seems."""
        return not (self.canonical or self.leads_on or "robots" in self.metas)

    @property
    def listed(self) -> bool:
        """Whether search engines may list it."""
        return not self.leads_on and "noindex" not in " ".join(self.metas.get("robots", ()))


def read_page(path: str, html: bytes) -> Page:
    """Read one page of HTML, as browsers read it or nearly so."""
    root = etree.fromstring(html, PARSER()) if html.strip() else None
    if root is None:
        return Page(path)
    by_name: dict[str, list[Element]] = defaultdict(list)
    ids = []
    for tag in root.iter("*"):
        by_name[tag.tag].append(tag)
        if name := tag.get("id"):
            ids.append(name)
    heads, metas = by_name["link"], by_name["meta"]
    leads_on = [m.get("content", "") for m in metas if m.get("http-equiv", "").lower() == "refresh"]
    loads = [address for name in LOADS for tag in by_name[name] for address in fetched(tag)]
    loads += [t.get("href", "") for t in heads if LINKED & rel(t)]
    on = leads_on[0].partition("url=")[2] if leads_on else ""
    links = [t.get("href") for t in (*by_name["a"], *by_name["area"], *heads) if t.get("href")]
    return Page(
        path,
        language=root.get("lang", ""),
        titles=tuple(t.text or "" for t in by_name["title"] if t.getparent().tag == "head"),
        headings=tuple(map(text, by_name["h1"])),
        metas=contents(metas),
        canonical=tuple(t.get("href", "") for t in heads if "canonical" in rel(t)),
        alternates=tuple(
            (t.get("hreflang"), t.get("href", "")) for t in heads if t.get("hreflang")
        ),
        ids=tuple(ids),
        anchors=tuple(t.get("name") for t in by_name["a"] if t.get("name")),
        links=(*links, *filter(None, [on])),
        outside=tuple(outside(by_name["a"])),
        loads=tuple(filter(None, loads)),
        without_alt=tuple(t.get("src", "") for t in by_name["img"] if t.get("alt") is None),
        sized=tuple(sized(by_name["img"])),
        unknown=tuple(unknown(by_name)),
        blocks=tuple(
            "".join(t.itertext())
            for t in by_name["script"]
            if t.get("type") == "application/ld+json"
        ),
        leads_on=on,
        feeds=tuple(feeds(heads)),
        corrections=read_listed(root),
        policies=tuple(
            m.get("content", "")
            for m in metas
            if m.get("http-equiv", "").lower() == "content-security-policy"
        ),
        needs=read_needs(root, by_name),
        shown=read_shown(root),
        body=read_body(by_name["div"]),
        size=len(html),
    )
