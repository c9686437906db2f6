"""What is in `content/` already, as far as something new must not clash with it."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from newsroom.content.front_matter.fields import names
from newsroom.content.front_matter.parser import Head, decode, read_head
from newsroom.content.source_files import DATED, EXTENSIONS

# Heads are read only where they can hold an address that the file name does not tell.
TAGS = re.compile(rb"^tags:[ \t]*(\S.*)$", re.MULTILINE)
ADDRESSED = re.compile(rb"^(slug|aliases)[ \t]*:", re.IGNORECASE | re.MULTILINE)


def profiles(content: Path) -> dict[str, Path]:
    """The file of each author by name, in the order of the files."""
    found: dict[str, Path] = {}
    for path in filter(Path.is_file, sorted((content / "authors").glob("[!.]*.md"))):
        if name := str(head_of(path.read_bytes()).values.get("name", "")):
            found.setdefault(name, path)
    return found


def head_of(data: bytes) -> Head:
    """The head of a file; an empty one where the file is not in UTF-8."""
    try:
        return read_head(decode(data))
    except UnicodeDecodeError:
        return Head({}, {}, "", 1)


def taken_slugs(content: Path) -> dict[str, Path]:
    """The file that has each slug, in small letters: posts, drafts, and their old addresses."""
    found: dict[str, Path] = {}
    for path in sorted((content / "posts").rglob("*")):
        if path.suffix in EXTENSIONS and path.is_file():
            for slug in slugs_of(path):
                found.setdefault(slug.casefold(), path)
    return found


def slugs_of(path: Path) -> Iterator[str]:
    """The slugs of a post by its file name, its head and its aliases."""
    yield DATED.sub("", path.stem)
    yield path.stem
    data = path.read_bytes()
    if not ADDRESSED.search(data):
        return
    values = head_of(data).values
    aliases = values.get("aliases", ())
    for written in [values.get("slug", ""), *([aliases] if isinstance(aliases, str) else aliases)]:
        folder, name = posixpath.split(str(written).rstrip("/"))
        yield posixpath.basename(folder) if name == "index.html" else posixpath.splitext(name)[0]


def used_tags(content: Path) -> list[str]:
    """The tags that posts have on one line, to offer them: a head is not read whole for that."""
    found: dict[str, str] = {}
    for path in sorted((content / "posts").rglob("*")):
        if path.suffix in EXTENSIONS and path.is_file() and (row := TAGS.search(path.read_bytes())):
            for name in names(row[1].decode(errors="ignore").strip()):
                found.setdefault(name.casefold(), name.strip("\"'"))
    return [found[key] for key in sorted(found)]


def free_slug(slug: str, taken: dict[str, Path]) -> str:
    """The slug itself, or the first of `slug-2`, `slug-3`, … that nothing has."""
    number, found = 1, slug
    while found.casefold() in taken:
        number += 1
        found = f"{slug}-{number}"
    return found
