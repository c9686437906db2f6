"""Media types in the configuration of nginx: by suffix, by rule, as UTF-8, and compressed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from newsroom.files.media_types import MEDIA_TYPES, UNKNOWN, is_compressible, is_text
from newsroom.hosting.headers_file import Rule
from newsroom.hosting.nginx.syntax import block, quoted

KIND = "Content-Type"  # nginx sets it by location, for as a further header it would be there twice
HTML = "text/html"  # nginx always compresses it and sends it as text


def about_types(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield the whole table of media types, and which of them are text and get compressed.

    The table does not depend on the files of the site or on the `mime.types` of the machine, so a
    new kind of file needs no new configuration.
    """
    yield from block("types", (f"{kind} {' '.join(ends)};" for kind, ends in by_type().items()))
    yield f"default_type {UNKNOWN};"
    yield "charset utf-8;"
    kinds = [kind for kind in by_type() if kind != HTML]
    yield f"charset_types {' '.join(filter(is_text, kinds))};"
    yield "gzip on;"
    yield "gzip_vary on;"
    named = (kind.split(";")[0] for _, kind in own_types(rules))
    packed = dict.fromkeys(filter(is_compressible, [*kinds, *named]))
    yield f"gzip_types {' '.join(kind for kind in packed if kind != HTML)};"


def by_type() -> dict[str, list[str]]:
    """Return the suffixes of files by their media type."""
    suffixes = defaultdict(list)
    for suffix, kind in sorted(MEDIA_TYPES.items()):
        suffixes[kind].append(suffix)
    return suffixes


def own_types(rules: Iterable[Rule]) -> list[tuple[str, str]]:
    """(pattern, type) of the rules that name a type."""
    given = ((rule.pattern, *pair) for rule in rules for pair in rule.headers)
    return [(pattern, v) for pattern, name, v in given if v and name.lower() == KIND.lower()]


def own_type(kind: str) -> Iterator[str]:
    """Lines for files of one type; nginx compresses by types that are named without encoding."""
    plain, _, encoding = kind.partition("; charset=")
    yield "types { }"
    yield f"default_type {quoted(plain)};"
    yield f"charset {encoding or 'off'};"
    if encoding and plain != HTML:
        yield f"charset_types {quoted(plain)};"
