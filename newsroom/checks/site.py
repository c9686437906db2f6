"""A built site as the rules see it: its pages and files by path, and which file a URL means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from newsroom.checks.parse.feed import ParsedFeed
from newsroom.checks.parse.machine_file import MachineFile, is_xml
from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.parse.sitemap import ParsedSitemap
from newsroom.site.page_sources import PageSource

FURTHER_PAGE = re.compile(r"(^|/)page/\d+/index\.html$")  # the second page of a list and so on
SLASHES = re.compile(r"^(https?:)?/{2,}", re.IGNORECASE)
PLAIN_PATH = re.compile(r"((?:(?!\.{1,2}[/#]|\.{1,2}$)[\w~.-]+(?:/|(?=#)|$))*)(?:#.*)?", re.ASCII)
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

    `machine_files` are those of XML, SVG and JSON Feed. `bodies` are the sources of its pages, as
    far as they are at hand; `allowed` are paths of files that may be active, and folders,
    with a slash at the end, that may hold scripts; `templated` are the pages of templates, None
    where that is unknown. `page_limit` is what a page may weigh, in bytes, 0 for no limit.
    """

    folder: Path
    url: str
    pages: Mapping[str, BuiltPage]
    files: frozenset[str]
    machine_files: Mapping[str, MachineFile] = field(default_factory=dict)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    bodies: Sequence[PageSource] = ()
    allowed: frozenset[str] = frozenset()
    templated: frozenset[str] | None = None
    page_limit: int = 0

    def resolve(self, url: str, page: str = "") -> str:
        """Return the absolute URL that a URL means on the page at a path."""
        return resolve_url(f"{self.url}/{'' if ABSOLUTE.match(url) else page}", url)

    def file_at(self, url: str, page: str = "") -> str | None:
        """Return the path of the file that a URL means, existing or not; None on other sites."""
        path = self.plain_path(url)
        if path is None:
            target = self.resolve(url, page)
            if not f"{target}/".startswith(f"{self.url}/"):
                return None
            path = unquote(urlsplit(target.removeprefix(self.url)).path).lstrip("/")
        return f"{path}index.html" if not path or path.endswith("/") else path

    def plain_path(self, url: str) -> str | None:
        """Return the path in a URL of this site that needs no decoding; None for any other URL.

        Nearly all links are such, and splitting them takes half of the time of a check.
        """
        for top in self.tops:
            if url.startswith(top) and (match := PLAIN_PATH.fullmatch(url, len(top))):
                return match[1]
        return None

    @cached_property
    def tops(self) -> tuple[str, str]:
        """What URLs of this site start with: the whole of its URL, or its path, with a slash."""
        return f"{self.url}/", f"{urlsplit(self.url).path}/"

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
    def loaded_files(self) -> Mapping[str, frozenset[str]]:
        """The files of the site that a phone loads for each page, by the path of the page."""
        absolute = {
            url for page in self.pages.values() for url in page.loaded if ABSOLUTE.match(url)
        }
        by_url = {url: self.file_at(url) for url in absolute}
        return {
            path: self.files.intersection(
                by_url[url] if url in by_url else self.file_at(url, path) for url in page.loaded
            )
            for path, page in self.pages.items()
        }

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """The sizes in bytes of the files that a phone loads for some page."""
        paths = frozenset[str]().union(*self.loaded_files.values())
        return {path: (self.folder / path).stat().st_size for path in paths}

    @cached_property
    def feeds(self) -> list[ParsedFeed]:
        """The feeds that can be read, those in Atom first."""
        files = sorted(self.machine_files.items(), key=lambda item: (not is_xml(item[0]), item[0]))
        return [file.feed for _, file in files if file.feed]

    @cached_property
    def sitemaps(self) -> Mapping[str, ParsedSitemap]:
        """The sitemaps and indexes of sitemaps by path."""
        files = sorted(self.machine_files.items())
        return {path: file.sitemap for path, file in files if file.sitemap}
