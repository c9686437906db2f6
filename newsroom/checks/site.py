"""A built site as the rules see it: its pages and files by path, and which file a URL means."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from newsroom.attachments.inert_markup import is_inert_html
from newsroom.checks.parse.feed import ATOM, ParsedFeed, parse_atom, parse_json_feed
from newsroom.checks.parse.page import BuiltPage, read_page
from newsroom.checks.parse.xml import Element, parse_xml
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.site.page_sources import PageSource

FURTHER_PAGE = re.compile(r"(^|/)page/\d+/index\.html$")  # the second page of a list and so on
SLASHES = re.compile(r"^(https?:)?/{2,}", re.IGNORECASE)
ABSOLUTE = re.compile(r"^(/|[a-z][a-z0-9+.-]*:)", re.IGNORECASE)


@cache
def resolve_url(base: str, url: str) -> str:
    """Return the absolute URL that a URL means on a page at `base`; an invalid one as it is.

    A backslash is a slash to browsers, up to the query, and two slashes are as good as four (WHATWG
    URL, special schemes).
    """
    if "\\" in url:
        path, *rest = re.split(r"(?=[?#])", url, maxsplit=1)
        host_first = SLASHES.sub(r"\1//", path.replace("\\", "/"))
        url = "".join([host_first, *rest])
    try:
        return urljoin(base, url)
    except ValueError:
        return url


@dataclass(frozen=True)
class BuiltSite:
    """A built site: its folder, its URL without a last slash, pages and files by path.

    `bodies` are the sources of its pages, as far as they are at hand; `allowed` are paths of files
    that may be active, and folders, with a slash at the end, that may hold scripts; `templated` are
    the pages of templates, None where that is unknown.
    """

    folder: Path
    url: str
    pages: Mapping[str, BuiltPage]
    files: frozenset[str]
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    bodies: Sequence[PageSource] = ()
    allowed: frozenset[str] = frozenset()
    templated: frozenset[str] | None = None

    def resolve(self, url: str, page: str = "") -> str:
        """Return the absolute URL that a URL means on the page at a path."""
        return resolve_url(f"{self.url}/{'' if ABSOLUTE.match(url) else page}", url)

    def file_at(self, url: str, page: str = "") -> str | None:
        """Return the path of the file that a URL means, existing or not; None on other sites."""
        target = self.resolve(url, page)
        if not f"{target}/".startswith(f"{self.url}/"):
            return None
        path = unquote(urlsplit(target.removeprefix(self.url)).path).lstrip("/")
        return f"{path}index.html" if not path or path.endswith("/") else path

    def page_at(self, url: str, page: str = "") -> BuiltPage | None:
        """Return the page that a URL means, None for any other file and for none."""
        return self.pages.get(self.file_at(url, page) or "")

    def url_of(self, path: str) -> str:
        """Return the URL of a file, not percent-encoded."""
        path = path.removesuffix("index.html") if path in self.pages else path
        return f"{unquote(self.url)}/{path}"

    def is_url_of(self, url: str, path: str) -> bool:
        """Return whether an absolute URL is that of a file."""
        return unquote(url) == self.url_of(path)

    def read_text(self, path: str) -> str:
        """Return the text of a file."""
        return (self.folder / path).read_text(encoding="utf-8", errors="replace")

    @cached_property
    def xml(self) -> Mapping[str, Element | Diagnostic]:
        """The root of each XML file, or what is wrong with it."""
        paths = sorted(path for path in self.files if path.endswith(".xml"))
        return {path: parse_xml(path, (self.folder / path).read_bytes()) for path in paths}

    def roots(self, tag: str) -> Iterator[tuple[str, Element]]:
        """Yield path and root of each XML file whose root has this tag."""
        for path, root in self.xml.items():
            if not isinstance(root, Diagnostic) and root.tag == tag:
                yield path, root

    @cached_property
    def feeds(self) -> Mapping[str, ParsedFeed | Diagnostic]:
        """Each feed that can be read, and what is wrong with those in JSON that cannot."""
        feeds: dict[str, ParsedFeed | Diagnostic] = {
            path: parse_atom(path, root) for path, root in self.roots(f"{ATOM}feed")
        }
        for path in sorted(self.files):
            if path.startswith("feeds/") and path.endswith(".json"):
                try:
                    data = json.loads((self.folder / path).read_bytes())
                    feeds[path] = parse_json_feed(path, data)
                except (ValueError, RecursionError) as error:
                    message = f"not a JSON Feed: {error}"
                    feeds[path] = Diagnostic(path, 0, "feed/invalid", message)
        return feeds

    @property
    def readable_feeds(self) -> list[ParsedFeed]:
        """The feeds that can be read."""
        return [feed for feed in self.feeds.values() if isinstance(feed, ParsedFeed)]


def read_built_site(
    folder: Path,
    now: datetime | None = None,
    *,
    bodies: Sequence[PageSource] = (),
    allowed: frozenset[str] = frozenset(["theme/"]),
    templated: frozenset[str] | None = None,
) -> BuiltSite:
    """Return the built site in a folder, whose URL is the canonical URL of its front page.

    HTML files that are allowed or hold plain text only, as those of search engines do, are files.
    """
    files = frozenset(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    html = sorted(path for path in files - allowed if path.endswith((".html", ".htm")))
    data = ((path, (folder / path).read_bytes()) for path in html)
    pages = {path: read_page(path, text) for path, text in data if not is_inert_html(text)}
    front = pages.get("index.html")
    url = front.canonical[0].rstrip("/") if front and front.canonical else ""
    return BuiltSite(
        folder, url, pages, files, now or datetime.now(UTC), bodies, allowed, templated
    )
