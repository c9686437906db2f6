"""What was probably meant by a link without a target: a post, a file, a page or another site."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from unicodedata import normalize
from urllib.parse import unquote

from newsroom.content.file_names import parse_file_name
from newsroom.diagnostics.suggestions import misspelled, nearest

POSTS = (".md", ".markdown")
PAGES = (".html", ".htm", ".php")
TEMPLATE = re.compile(r"\{\{|\{%|\$\{|<%")
EMAIL = re.compile(r"[^\s/@:]+@[^\s/@.]+(?:\.[^\s/@.]+)+")
TELEPHONE = re.compile(r"\+?[\d().-]{5,}")
# What is a host and not a folder or a file: `github.com/a`, `www.example.com`, `openai.com`.
EXTENSION = re.compile(r"\.(?:[a-z][a-z0-9]{1,7}|7z|3gp)", re.IGNORECASE)  # not that of `gpt-4.1`
SAME_NAME = "copy the name of content/{}: its accents are in another Unicode form"
COPY_FOLDER = 'copy the folder "{0}" of the old site to content/{0}/'
HOST = re.compile(
    r"(?:www\.[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?!(?:aspx?|html?|js|md|php)/)[a-z]{2,24}(?=/)"
    r"|(?:[\w-]+\.)+(?:ai|app|co|com|de|dev|edu|eu|gov|in|io|net|org|uk))(?=[/?#:]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class BrokenLink:
    """A link without a target: the URL and its path as written, and what these would name.

    `file` is a path below the content, `target` one of the site.
    """

    url: str
    path: str
    file: str = ""
    target: str = ""


@dataclass(frozen=True)
class Candidates:
    """All that may have been meant: paths of posts and of files below the content, and URLs."""

    posts: Iterable[str] = ()
    files: Iterable[str] = ()
    urls: Iterable[str] = field(default=())


def advise(link: BrokenLink, candidates: Candidates) -> str:
    """Return what to do about a link without a target."""
    path = unquote(link.path)
    if TEMPLATE.search(unquote(link.url)):
        return "write the URL itself: templates of other programs are not filled in"
    words = "".join(path.split())
    if TELEPHONE.fullmatch(words):
        return f'write "tel:{re.sub("[^0-9+]", "", words)}" for a telephone number'
    if EMAIL.fullmatch(path):
        return f'did you mean "mailto:{path}"?'
    if HOST.match(link.url) and not path.endswith(POSTS):
        return f'did you mean "https://{link.url}"?'
    near, otherwise = _nearest(link, path, candidates)
    if near and normalize("NFC", near) == normalize("NFC", link.file):
        return SAME_NAME.format(near)
    return f'did you mean "/{near}"?' if near else otherwise


def _nearest(link: BrokenLink, path: str, candidates: Candidates) -> tuple[str | None, str]:
    """Return the path that was probably meant, and what to do where none is near."""
    extension = posixpath.splitext(path)[1].lower()
    if extension in POSTS:
        return nearest_file(link.file, candidates.posts), "correct the path of the post"
    if extension in PAGES:
        return _page_of(link.target, candidates.urls), "correct the path of the page"
    if EXTENSION.fullmatch(extension):
        near = nearest_file(link.file, candidates.files)
        otherwise = "put the file beside the post or in content/"
        if link.path.startswith("/"):
            otherwise = copy_advice(link.file, candidates.files)
        return near, otherwise
    if not extension and "#" in link.url and EXTENSION.fullmatch(posixpath.splitext(link.url)[1]):
        return None, "write # as %23 and % as %25 where they are in the name of a file"
    if " " in path:
        return None, "write a URL"
    return _page_of(link.target, candidates.urls), "correct the path of the page"


def copy_advice(file: str, files: Iterable[str]) -> str:
    """Return where to put a file that is missing at its path below the content."""
    if folder := missing_folder(file, files):
        return COPY_FOLDER.format(folder)
    return f"put the file into content/{posixpath.dirname(file)}".rstrip("/") + "/"


def missing_folder(file: str, files: Iterable[str]) -> str:
    """Return the first folder above a file that none of the other `files` is in, "" for none."""
    folders = [folder.as_posix() for folder in reversed(PurePosixPath(file).parents)]
    paths = tuple(files)
    missing = (f for f in folders[1:] if not any(path.startswith(f"{f}/") for path in paths))
    return next(missing, "")


def _page_of(target: str, urls: Iterable[str]) -> str | None:
    """Return the page that an old URL such as `2014/06/10/name.html` was probably that of."""
    if target.lower().endswith(PAGES):
        target = posixpath.splitext(target)[0]
    folder, name = posixpath.split(target.rstrip("/"))
    path = folder if name == "index" else posixpath.join(folder, parse_file_name(f"{name}.md").name)
    return nearest_page(path, urls)


def nearest_page(target: str, urls: Iterable[str]) -> str | None:
    """Return the URL whose last part is most like that of `target`; folders decide ties alone."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for url in (url for url in sorted(urls) if url.endswith(("/", ".html"))):
        by_name[posixpath.basename(url.rstrip("/")).casefold()].append(url)
    name = posixpath.basename(unquote(target).rstrip("/")).casefold()
    if not name or name.isdecimal():
        return None
    near = misspelled(name, (n for n in by_name if not n.isdecimal()))
    return nearest(target, by_name[near], least=0) if near else None


def nearest_file(file: str, paths: Iterable[str]) -> str | None:
    """Return the path that differs least: in case, then in its folder, its extension, its name."""
    files = sorted(paths)
    for key in (_path_key, _name_key, _stem_key):
        matches = [path for path in files if key(path) == key(file)]
        if matches and key(file):
            return nearest(file, matches, least=0)
    by_stem = {_stem_key(path): path for path in files}
    near = misspelled(_stem_key(file), by_stem)
    return by_stem[near] if near else None


def _path_key(path: str) -> str:
    """Return a path in one case and Unicode form."""
    return normalize("NFC", path).casefold()


def _name_key(path: str) -> str:
    return posixpath.basename(_path_key(path))


def _stem_key(path: str) -> str:
    return posixpath.splitext(_name_key(path))[0]
