"""Reads a built site, and runs every check that asks for no more than that."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from newsroom.attachments.inert_markup import is_inert_html
from newsroom.checks.finding import Finding, error
from newsroom.checks.parse.feed import ATOM, Feed, read_atom, read_json
from newsroom.checks.parse.page import Page, read_page
from newsroom.checks.parse.xml import Element
from newsroom.content.body import Body

CHECKS = (
    "pages", "links", "canonical", "indexing", "active_html", "csp", "attachments",
    "aspect_ratio", "json_ld", "open_graph", "hreflang", "feeds", "feed_discovery", "feed_entries",
    "corrections", "sitemaps", "redirects", "robots", "page_weight", "body_words",
)  # fmt: skip
FURTHER = re.compile(r"(^|/)page/\d+/index\.html$")  # the second page of a list and so on
SLASHES = re.compile(r"^(https?:)?/{2,}", re.IGNORECASE)
ABSOLUTE = re.compile(r"^(/|[a-z][a-z0-9+.-]*:)", re.IGNORECASE)


@cache
def joined(base: str, address: str) -> str:
    """An address seen from another; the address itself where it cannot be read as one.

    A backslash is a slash to browsers, up to the query, and two slashes are as good as four (WHATWG
    URL, special schemes).
    """
    if "\\" in address:
        path, *rest = re.split(r"(?=[?#])", address, maxsplit=1)
        host_first = SLASHES.sub(r"\1//", path.replace("\\", "/"))
        address = "".join([host_first, *rest])
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def plainly(address: str) -> str:
    """An address with what is percent-encoded written out, to compare it with another."""
    return unquote(address)


@dataclass(frozen=True)
class BuiltSite:
    """A built site: its folder, its address without a last slash, pages and files by path.

    `bodies` are the sources of its pages, where they are at hand; `allowed` are paths of files that
    may be active, and folders, with a slash at the end, that may hold scripts; `written` are the
    pages of templates, None where that is unknown.
    """

    folder: Path
    url: str
    pages: Mapping[str, Page]
    files: frozenset[str]
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    bodies: Sequence[Body] = ()
    allowed: frozenset[str] = frozenset()
    written: frozenset[str] | None = None

    def target(self, address: str, here: str = "") -> str:
        """An address as a browser asks for it from the page at path `here`."""
        return joined(f"{self.url}/{'' if ABSOLUTE.match(address) else here}", address)

    def file_at(self, address: str, here: str = "") -> str | None:
        """The path of the file that answers at an address, there or not; None on other sites."""
        target = self.target(address, here)
        if not f"{target}/".startswith(f"{self.url}/"):
            return None
        path = unquote(urlsplit(target.removeprefix(self.url)).path).lstrip("/")
        return f"{path}index.html" if not path or path.endswith("/") else path

    def page_at(self, address: str, here: str = "") -> Page | None:
        """The page at an address, None where there is none."""
        return self.pages.get(self.file_at(address, here) or "")

    def address(self, path: str) -> str:
        """The address of a file, not encoded."""
        path = path.removesuffix("index.html") if path in self.pages else path
        return f"{plainly(self.url)}/{path}"

    def is_at(self, address: str, path: str) -> bool:
        """Whether an address is that of a file."""
        return plainly(address) == self.address(path)

    @cached_property
    def xml(self) -> Mapping[str, Element | Finding]:
        """The root of each XML file, or what is wrong with it."""
        return {path: self.read_xml(path) for path in sorted(self.files) if path.endswith(".xml")}

    def read_xml(self, path: str) -> Element | Finding:
        """The root of one file; entities are not followed."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            return etree.fromstring((self.folder / path).read_bytes(), parser)
        except etree.XMLSyntaxError as wrong:
            line, _ = wrong.position
            return error(path, f"is no XML that machines can read: {reason(wrong)}", line)

    def roots(self, tag: str) -> Iterator[tuple[str, Element]]:
        """Path and root of each XML file whose root has this tag."""
        for path, root in self.xml.items():
            if not isinstance(root, Finding) and root.tag == tag:
                yield path, root

    @cached_property
    def feeds(self) -> Mapping[str, Feed | Finding]:
        """Each feed that can be read, and what is wrong with those in JSON that cannot."""
        found: dict[str, Feed | Finding] = {
            path: read_atom(path, root) for path, root in self.roots(f"{ATOM}feed")
        }
        for path in sorted(self.files):
            if path.startswith("feeds/") and path.endswith(".json"):
                try:
                    found[path] = read_json(path, json.loads((self.folder / path).read_bytes()))
                except (ValueError, RecursionError) as wrong:
                    found[path] = error(path, f"is no JSON Feed that machines can read: {wrong}")
        return found


def reason(wrong: etree.XMLSyntaxError) -> str:
    """What the parser says, without the place."""
    return re.sub(r",? line \d+.*", "", str(wrong.msg))


def read_site(
    folder: Path,
    now: datetime | None = None,
    *,
    bodies: Sequence[Body] = (),
    allowed: frozenset[str] = frozenset(["theme/"]),
    written: frozenset[str] | None = None,
) -> BuiltSite:
    """The built site in a folder. Its address is the one that its front page calls its own.

    HTML files that are allowed or hold plain text only, as those of search engines do, are files.
    """
    files = frozenset(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    html = sorted(path for path in files - allowed if path.endswith((".html", ".htm")))
    read = ((path, (folder / path).read_bytes()) for path in html)
    pages = {path: read_page(path, data) for path, data in read if not is_inert_html(data)}
    front = pages.get("index.html")
    url = front.canonical[0].rstrip("/") if front and front.canonical else ""
    now = now or datetime.now(UTC)
    return BuiltSite(folder, url, pages, files, now, bodies, allowed, written)


def findings(site: BuiltSite) -> list[Finding]:
    """What every check finds, with the name of the check and the folder before the file."""
    if "index.html" not in site.pages:
        return [
            Finding(
                f"{site.folder}/index.html", 0, "is missing; run `make html` first", check="pages"
            )
        ]
    found = []
    sources = {body.file for body in site.bodies}
    for name in CHECKS:
        find: Callable[[BuiltSite], Iterator[Finding]] = import_module(
            f"newsroom.checks.rules.{name}"
        ).find
        for finding in find(site):
            file = finding.file if finding.file in sources else f"{site.folder}/{finding.file}"
            found.append(replace(finding, check=name, file=file))
    return sorted(found)


def mistakes(
    folder: Path,
    *,
    bodies: Sequence[Body] = (),
    allowed: frozenset[str] = frozenset(["theme/"]),
    written: frozenset[str] | None = None,
) -> list[str]:
    """A sentence for each error in a built site; the rest is as in `BuiltSite`."""
    site = read_site(folder, bodies=bodies, allowed=allowed, written=written)
    return [str(found) for found in findings(site) if found.severity == "error"]
