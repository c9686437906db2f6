"""The registry of output files: every file that the site will have is declared here once.

What a file is and which files cannot be beside one another are one subject, so that the module is
longer than others.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import Literal

from newsroom.config.schema import SETTINGS_FILES
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.html.csp import Policy
from newsroom.urls.urls import LONGEST_NAME, LONGEST_PATH, path_problem

# "hashed": its name has a hash of what is in it, so that it may be cached forever.
Kind = Literal[
    "article", "page", "list", "feed", "sitemap", "redirect", "copy", "static", "theme", "hashed",
    "file",
]  # fmt: skip
PAGE_FILE = "index.html"
# Of two files in conflict the one of the higher rank is blamed: what a writer can change most
# easily. What the site makes by itself has rank 0.
RANKS: Mapping[Kind, int] = {"redirect": 3, "static": 2, "copy": 2, "article": 1, "page": 1}
SHOWN_CHARACTERS = 40  # of a name that is too long


@dataclass(frozen=True, eq=False)
class OutputFile:
    """A file of the site: where it is, who asks for it, and how its bytes are made when written.

    A file has a template, its bytes, or a source file that is copied as it is.

    >>> OutputFile("about/", "page", "content/pages/about.md").path
    'about/index.html'
    """

    url: str
    """Path from the root of the site, decoded: "" the front page, "about/", "feeds/a.xml"."""
    kind: Kind
    label: str
    """How a message names it: `the tag "AI"`, "“Archive”", "content/posts/a.md", "a feed"."""
    location: tuple[str, int] = ("", 0)
    """Source file and line that ask for it, where there are such; blamed for a conflict."""
    advice: str = ""
    """What to do about a conflict for which this file is blamed: "give the page another slug"."""
    template: str = ""
    """Name of the template without extension, as Pelican's `get_template` takes it."""
    values: Callable[[], Mapping[str, object]] = dict
    """What the template gets beside `site`, `settings` and `file`; called when it is written."""
    data: Callable[[], bytes] | None = None
    """Its bytes, for a file without template."""
    source: Path | None = None
    """The file that is copied as it is; so that a film is never in memory."""
    listed: bool = False
    """Whether the sitemap of lists and pages has it."""
    changed: datetime | None = None
    """Its last change, for the sitemap."""
    first: str | None = None
    """URL of page 1 of a list with several pages."""
    number: int = 1
    """Number of this page of a list, from 1."""
    lang: str = ""
    policy: Policy = field(default_factory=dict)
    """What the page needs its Content-Security-Policy to allow, beyond the strict one."""

    @property
    def path(self) -> str:
        """The path of the file in the output folder: a URL that ends in a slash is a folder's."""
        return self.url if self.url and self.url[-1] != "/" else f"{self.url}{PAGE_FILE}"

    def sibling(self, url: str, data: Callable[[], bytes]) -> "OutputFile":
        """Return a file that differs in URL and bytes, in a sixth of the time of making one."""
        file = object.__new__(OutputFile)
        vars(file).update(vars(self), url=url, data=data)
        return file


def folded(path: str) -> str:
    """Return what paths share that are one file on some systems: no case, accents composed.

    This is the canonical caseless match of the Unicode Standard (D145), which takes in what APFS,
    HFS+ and NTFS compare.
    """
    if path.isascii():
        return path.lower()
    plain = unicodedata.normalize("NFD", path).casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", plain))


def parent_folders(path: str) -> list[str]:
    """Return the folders of a path, outermost first: `a` and `a/b` for `a/b/c`."""
    *folders, _ = path.split("/")
    return list(accumulate(folders, "{}/{}".format))


class _PathIndex:
    """Files by path and by folder, as a file system sees them that compares paths `folded`."""

    def __init__(self, files: Iterable[OutputFile] = ()) -> None:
        self._files: dict[str, OutputFile] = {}
        self._folders: dict[str, OutputFile] = {}
        for file in files:
            self.add(file)

    def add(self, file: OutputFile) -> None:
        path = folded(file.path)
        self._files.setdefault(path, file)
        for folder in parent_folders(path):
            self._folders.setdefault(folder, file)

    def owner(self, file: OutputFile) -> OutputFile | None:
        path = folded(file.path)
        page = f"{path}/{PAGE_FILE}"  # the page x/ for a file x
        beside = self._files.get(page) or self._files.get(path.removesuffix(f"/{PAGE_FILE}"))
        return self._files.get(path) or beside

    def above(self, file: OutputFile) -> OutputFile | None:
        folders = parent_folders(folded(file.path))
        return next((self._files[folder] for folder in folders if folder in self._files), None)

    def below(self, file: OutputFile) -> OutputFile | None:
        return self._folders.get(folded(file.path))

    def problem(self, file: OutputFile) -> str:
        """Return why a file cannot be written beside those of the index, "" if it can."""
        if owner := self.owner(file):
            return f"is already used by {owner.label}{difference(file.url, owner.url)}"
        if above := self.above(file):
            return f"is below /{above.url}, the URL of {above.label}"
        if below := self.below(file):
            return f"is a folder of /{below.url}, the URL of {below.label}"
        return ""


def difference(*urls: str) -> str:
    """Return a clause that says why two URLs are one, "" where they differ in no letter."""
    first, second = (url.removesuffix(PAGE_FILE).rstrip("/") for url in urls)
    if first == second:
        return ""
    composed = unicodedata.normalize("NFC", first) == unicodedata.normalize("NFC", second)
    return ", because " + ("accents are composed" if composed else "case does not count")


class OutputFiles:
    """The files of a site, in the order in which they were declared."""

    def __init__(self, files: Iterable[OutputFile] = ()) -> None:
        self._files: list[OutputFile] = []
        self._by_url: dict[str, OutputFile] = {}
        self._urls: frozenset[str] | None = None
        self._index: _PathIndex | None = None
        self.add(*files)

    def add(self, *files: OutputFile) -> None:
        """Declare files; what is in conflict is found by `conflicts`, not here."""
        self._files += files
        self._urls = None
        for file in files:
            self._by_url.setdefault(file.url, file)
            if self._index:
                self._index.add(file)

    def replace(self, urls: Collection[str], files: Iterable[OutputFile]) -> None:
        """Replace the files with some URLs by others, which are where the first of them was."""
        position = next((n for n, file in enumerate(self._files) if file.url in urls), len(self))
        others = [file for file in self._files if file.url not in urls]
        self._files, self._by_url, self._index = [], {}, None
        self.add(*others[:position], *files, *others[position:])

    def get(self, url: str) -> OutputFile | None:
        """Return the file with exactly this URL, the first of several, None if there is none."""
        return self._by_url.get(url)

    def __iter__(self) -> Iterator[OutputFile]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, url: object) -> bool:
        return url in self._by_url

    @property
    def urls(self) -> frozenset[str]:
        """The URLs of all files."""
        if self._urls is None:
            self._urls = frozenset(self._by_url)
        return self._urls

    def owner_of(self, url: str) -> OutputFile | None:
        """Return the file at a URL, or at one that some file system or host takes for the same.

        `About/` and `about`, `about/` and `about/index.html` are one; None if the URL is free.
        """
        return self._paths.owner(_probe(url))

    def file_above(self, url: str) -> OutputFile | None:
        """Return the file of which this URL needs a folder: `a.xml` for `a.xml/b/`."""
        return self._paths.above(_probe(url))

    def file_below(self, url: str) -> OutputFile | None:
        """Return the first file of which this URL would be a folder: `a.xml/b/` for `a.xml`."""
        return self._paths.below(_probe(url))

    def conflicts(self) -> Iterator[Diagnostic]:
        """Yield an error for each file that cannot be written, or not beside the others.

        The other files have one path each on every file system: they differ by more than case and
        Unicode normalization, and none of them is a folder of another. Files are blamed in the
        order of `_rank`, of two of one rank the one that was declared later. The copy of an article
        has no error of its own where the article has one.
        """
        paths, blamed = _PathIndex(), set[tuple[str, int]]()
        for file in sorted(self, key=_rank):
            problem = _path_problem(file) or _conflict(file, paths)
            if not problem:
                paths.add(file)
            elif file.kind != "copy" or file.location not in blamed:
                blamed.add(file.location)
                yield problem

    @property
    def _paths(self) -> _PathIndex:
        if self._index is None:
            self._index = _PathIndex(self)
        return self._index


def _probe(url: str) -> OutputFile:
    return OutputFile(url, "file", "")


def _rank(file: OutputFile) -> tuple[int, int, tuple[str, int]]:
    """Return a key by which a file that is blamed for a conflict comes after the other one.

    In one rank of `RANKS`, a file of content is blamed before one of the settings, and that before
    one that nobody asks for; of two of content, the later one by path and line.
    """
    path, _ = file.location
    source = 0 if not path else 1 if path in SETTINGS_FILES else 2
    return RANKS.get(file.kind, 0), source, file.location


def _path_problem(file: OutputFile) -> Diagnostic | None:
    """Return the error of a file that cannot be written below the site, whatever else there is."""
    whose = _whose(file)
    if problem := path_problem(file.path):
        message = f"URL /{file.url[:LONGEST_NAME]}{whose} {problem}"
        return Diagnostic(*file.location, "url/invalid", message, file.advice)
    if len(file.path) * 4 <= LONGEST_NAME:
        return None
    sizes = ((name, len(name.encode(errors="surrogatepass"))) for name in file.path.split("/"))
    if long := next(((name, size) for name, size in sizes if size > LONGEST_NAME), None):
        start = f'"{long[0][:SHOWN_CHARACTERS]}…" in the URL{whose}'
        message = f"{start} has {long[1]} bytes, and file names can have {LONGEST_NAME}"
        return Diagnostic(*file.location, "url/too-long", message, "shorten it")
    if (size := len(file.path.encode(errors="surrogatepass"))) > LONGEST_PATH:
        start = f"URL /{file.url[:SHOWN_CHARACTERS]}…{whose}"
        message = f"{start} has {size:,} bytes, and the limit is {LONGEST_PATH:,}"
        return Diagnostic(*file.location, "url/too-long", message, "shorten it")
    return None


def _conflict(file: OutputFile, paths: _PathIndex) -> Diagnostic | None:
    """Return the error of a file that cannot be written beside those of an index."""
    if not (problem := paths.problem(file)):
        return None
    message = f"URL /{file.url}{_whose(file)} {problem}"
    return Diagnostic(*file.location, "url/conflict", message, file.advice)


def _whose(file: OutputFile) -> str:
    """Return a clause that names a file which the location of a message does not name."""
    return "" if file.label in ("", file.location[0]) else f" of {file.label}"
