"""Files under `content/`: which of them are sources, and which no build can use."""

import errno
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from fnmatch import translate
from functools import cache
from pathlib import Path
from posixpath import normpath

from newsroom.attachments.validation import OUTSIDE, resolved
from newsroom.diagnostics.diagnostic import Diagnostic

EXTENSIONS = (".md", ".markdown")
PROFILES = "authors"  # the folder of author profiles
SOURCES = (
    "authors",
    "editions",
    "entities.yaml",
    "tags.yaml",
)  # beside the folders of posts and pages
SURROGATE = re.compile("[\ud800-\udfff]")  # how Python has the bytes of a name that is not UTF-8
MISSING_TARGET = ("the target of this link is not found", "remove it, or add the file")
NOT_UTF_8 = ("the name of this file is not UTF-8", "rename it")
SPECIAL = ("this is a named pipe, a socket or a device, not a file", "remove it")
CIRCLE = ("this link points to itself", "remove it")


def is_source(path: str) -> bool:
    """Return whether the name of a file is that of a Markdown file, in capitals or not."""
    return path.lower().endswith(EXTENSIONS)


@cache
def name_matcher(patterns: tuple[str, ...]) -> Callable[[str], re.Match[str] | None]:
    """Return a function that says whether a name matches one of some patterns, as in a shell."""
    flags = re.IGNORECASE if os.path.normcase("A") == "a" else 0  # as `fnmatch` on Windows
    return re.compile("|".join(map(translate, patterns)) or "(?!)", flags).match


def find_sources(
    content: Path, folders: Iterable[str], ignored: Iterable[str], excluded: Collection[str]
) -> list[str]:
    """Return the paths below `content` of all files in its `folders`, which may be files, sorted.

    Links to folders are followed, so that `excluded`, paths below `content` of files and folders,
    must have what `unusable_files` yields. `ignored` are the patterns of names that are skipped.
    """
    is_ignored, files = name_matcher(tuple(ignored)), set[str]()

    def is_wanted(path: str) -> bool:
        return path not in excluded and not is_ignored(path.rpartition("/")[2])

    for folder in folders:
        path = normpath(folder)
        if path not in excluded:
            root = content / path
            files |= {*_files_below(root, path, is_wanted)} if root.is_dir() else set()
            files |= {path} if root.is_file() and is_wanted(path) else set()
    return sorted(files)


def _files_below(root: Path, path: str, is_wanted: Callable[[str], bool]) -> Iterator[str]:
    """Yield the wanted files below `root`, whose path is `path`; enter wanted folders only."""
    for folder, folders, files in os.walk(root, followlinks=True):
        here = normpath(f"{path}/{Path(folder).relative_to(root).as_posix()}")
        inside = "" if here == "." else f"{here}/"
        folders[:] = [name for name in folders if is_wanted(f"{inside}{name}")]
        yield from (file for name in files if is_wanted(file := f"{inside}{name}"))


def printable_path(path: Path, content: Path) -> str:
    """Return the path of a file from the folder that contains `content`, as it can be printed."""
    name = path.relative_to(content.parent).as_posix()
    return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", name)


def _file_problem(path: Path) -> tuple[str, str] | None:
    """Return why a file cannot be used, whatever it contains; None if it can be, or is a folder."""
    if not _is_text(str(path)):
        return NOT_UTF_8
    try:
        path.stat()
    except OSError as error:
        return CIRCLE if error.errno == errno.ELOOP else MISSING_TARGET
    return None if path.is_file() or path.is_dir() else SPECIAL


def unusable_files(content: Path, ignored: Iterable[str]) -> Iterator[tuple[Path, Diagnostic]]:
    """Yield each file or folder below `content` that cannot be used, with an error.

    `ignored` are the patterns of names that are skipped.
    """
    is_ignored = name_matcher(tuple(ignored))
    waiting, links = [content], list[Path]()
    while waiting:
        folder = waiting.pop()
        try:
            paths = [folder / name for name in _odd_names(folder) if not is_ignored(name)]
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            problem = f"cannot read this folder: {reason}", "change its permissions"
            yield folder, _unusable(folder, content, problem)
            continue
        for path in paths:
            if file_problem := _file_problem(path):
                yield path, _unusable(path, content, file_problem)
            if path.is_dir():
                (links if path.is_symlink() else waiting).append(path)
    for link, link_problem in _link_problems(links, content):
        yield link, _unusable(link, content, link_problem)


def _odd_names(folder: Path) -> list[str]:
    """Return the names in a folder, sorted, without those of regular files with a name in UTF-8."""
    with os.scandir(folder) as entries:
        odd = (e for e in entries if not e.is_file(follow_symlinks=False) or not _is_text(e.path))
        return sorted(entry.name for entry in odd)


def _is_text(path: str) -> bool:
    """Return whether the path of a file is in UTF-8."""
    return path.isascii() or not SURROGATE.search(path)


def links_outside(
    content: Path, names: Iterable[str], ignored: Iterable[str]
) -> Iterator[tuple[Path, Diagnostic]]:
    """Yield each symbolic link to a file outside of `content`, with an error.

    `names` are the files and folders below `content` that are searched; links to folders are not
    followed. Broken links and folders that cannot be read are `unusable_files`.
    """
    root, is_ignored = content.resolve(), name_matcher(tuple(ignored))
    waiting = [content / name for name in sorted(names, reverse=True)]
    while waiting:
        path = waiting.pop()
        if is_ignored(path.name):
            continue
        if path.is_symlink():
            if path.exists() and resolved(path, root) is None:
                location = printable_path(path, content), 0
                yield path, Diagnostic(*location, "attachment/outside-content", *OUTSIDE)
        elif path.is_dir():
            with suppress(OSError):
                waiting += [path / name for name in reversed(_odd_names(path))]


def is_excluded(path: str, excluded: Collection[str]) -> bool:
    """Return whether a path below the content, or a folder above it, is one of those `excluded`."""
    names = path.split("/")
    return any("/".join(names[:count]) in excluded for count in range(1, len(names) + 1))


def _unusable(path: Path, content: Path, problem: tuple[str, str]) -> Diagnostic:
    return Diagnostic(printable_path(path, content), 1, "file/unusable-file", *problem)


def _link_problems(links: Iterable[Path], content: Path) -> Iterator[tuple[Path, tuple[str, str]]]:
    """Yield each link to a folder that cannot be entered, or not without end, and why.

    `find_sources` enters links. None may lead to a folder with another link to a folder, so
    that there is never a circle, and no folder is entered twice from within itself.
    """
    targets = {link: link.resolve() for link in links}
    locations = {link.parent.resolve() / link.name: link for link in targets}
    for link, folder in targets.items():
        inside = [nested for path, nested in locations.items() if path.is_relative_to(folder)]
        if not folder.is_relative_to(content.resolve()):
            message = f"this link points to {folder}, outside of {content.name}/"
            yield link, (message, "copy the files instead")
        elif link in inside:
            yield link, CIRCLE
        elif inside:
            nested = inside[0].relative_to(content.parent).as_posix()
            message = f"this link points to a folder with another link to a folder, {nested}"
            yield link, (message, "remove one of them")
