"""Files under `content/`: which of them are sources, and which no build can use."""

import errno
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

EXTENSIONS = (".md", ".markdown")
TEXT_FILE = re.compile(r"\.(md|markdown|mdown|mkdn?|mdx|txt|html?|rst|adoc|org)$", re.IGNORECASE)
DATED = re.compile(r"^\d{4}-\d{2}-\d{2}-(?=.)")  # 2025-11-20-some-name.md is a common file name
LOST = re.compile("[\ud800-\udfff]")  # how Python hands over bytes of a name that it cannot read
NO_FILE = "this is a link to a file that is not there; remove it, or put that file there"
NO_NAME = "the name of this file is not in UTF-8; give it another"
SPECIAL = "this is a named pipe, a socket or a device, not a file; remove it"
CIRCLE = "this is a link that leads in a circle; remove it"
OUTSIDE = "this is a link to {folder}, outside of {content}/; copy the files instead"
NESTED = "this is a link to a folder with another link to a folder ({other}); remove one of them"
CLOSED = "this folder cannot be read ({reason}); change its permissions"


def unread(names: Iterable[str]) -> list[str]:
    """The text files among `names` that are neither posts nor ignored: nobody would miss them."""
    return [name for name in names if TEXT_FILE.search(name) and not name.endswith(EXTENSIONS)]


def readable(name: str) -> str:
    """The name of a file as it can be printed."""
    return LOST.sub("\N{REPLACEMENT CHARACTER}", name)


def unusable_file(path: Path) -> str:
    """Why a file cannot be used, whatever is in it; "" if it can be opened, or is a folder."""
    if LOST.search(str(path)):
        return NO_NAME
    try:
        path.stat()
    except OSError as error:
        return CIRCLE if error.errno == errno.ELOOP else NO_FILE
    return "" if path.is_file() or path.is_dir() else SPECIAL


def unusable(content: Path, ignored: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Each file or folder that cannot be used, with a sentence."""
    patterns = tuple(ignored)
    waiting, links = [content], list[Path]()
    while waiting:
        folder = waiting.pop()
        try:
            found = sorted(folder.iterdir())
        except OSError as error:
            yield folder, CLOSED.format(reason=error.strerror)
            continue
        for path in found:
            if any(fnmatch(path.name, pattern) for pattern in patterns):
                continue
            if sentence := unusable_file(path):
                yield path, sentence
            if path.is_dir():
                (links if path.is_symlink() else waiting).append(path)
    yield from unusable_links(links, content)


def unusable_links(links: Iterable[Path], content: Path) -> Iterator[tuple[Path, str]]:
    """Each link to a folder that cannot be entered, or not without end, with a sentence.

    Pelican enters links. None may lead to a folder with another link to a folder, so that there is
    no circle, and no folder is entered twice from within itself.
    """
    targets = {link: link.resolve() for link in links}
    places = {link.parent.resolve() / link.name: link for link in targets}
    top = content.resolve()
    for link, folder in targets.items():
        inside = [other for place, other in places.items() if place.is_relative_to(folder)]
        if not folder.is_relative_to(top):
            yield link, OUTSIDE.format(folder=folder, content=content.name)
        elif link in inside:
            yield link, CIRCLE
        elif inside:
            other = inside[0].relative_to(content.parent).as_posix()
            yield link, NESTED.format(other=other)
