"""What `content/` already has, as far as something new must not collide with it."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from newsroom.content.file_names import parse_file_name
from newsroom.content.front_matter.parser import RawFrontMatter, decode, parse_front_matter
from newsroom.content.source_files import is_source

# Front matter is parsed only where it can hold a slug that the file name does not have.
SLUG_KEYS = re.compile(rb"^\s*[\"']?(slug|aliases)[\"']?[ \t]*[:=]", re.IGNORECASE | re.MULTILINE)


def profile_paths(content: Path) -> dict[str, Path]:
    """Return the profile of each author by name, in the order of the files."""
    paths: dict[str, Path] = {}
    for path in filter(Path.is_file, sorted((content / "authors").glob("[!.]*.md"))):
        if name := str(parse_head(path.read_bytes()).values.get("name", "")):
            paths.setdefault(name, path)
    return paths


def parse_head(data: bytes) -> RawFrontMatter:
    """Return the front matter of a file; empty when the file is not UTF-8."""
    try:
        return parse_front_matter(decode(data))
    except UnicodeDecodeError:
        return RawFrontMatter("", {}, {}, "", 1)


def used_slugs(content: Path) -> dict[str, Path]:
    """Return the file that uses each slug, casefolded: of posts, drafts and their old URLs."""
    paths: dict[str, Path] = {}
    for path in sorted((content / "posts").rglob("*")):
        if is_source(path.name) and path.is_file():
            for slug in slugs_of(path):
                paths.setdefault(slug.casefold(), path)
    return paths


def slugs_of(path: Path) -> Iterator[str]:
    """Yield the slugs of a post: from its file name, its front matter and its aliases."""
    yield parse_file_name(path.as_posix()).name
    yield path.stem
    data = path.read_bytes()
    if not SLUG_KEYS.search(data):
        return
    values = parse_head(data).values
    aliases = values.get("aliases", ())
    for value in [values.get("slug", ""), *([aliases] if isinstance(aliases, str) else aliases)]:
        folder, name = posixpath.split(str(value).rstrip("/"))
        yield posixpath.basename(folder) if name == "index.html" else posixpath.splitext(name)[0]


def free_slug(slug: str, used: dict[str, Path]) -> str:
    """Return the slug, or the first of `slug-2`, `slug-3`, … that is not used."""
    number, candidate = 1, slug
    while candidate.casefold() in used:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate
