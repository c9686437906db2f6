"""What nginx is told of types of files: by their endings and by rules, as text, and compressed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tools.support.headers_file import Rule
from tools.support.media_types import is_text, media_type
from tools.support.nginx_language import block, quoted

KIND = "Content-Type"  # nginx sets it by location, for as a further header it would be there twice


def about_types(suffixes: Iterable[str], rules: Iterable[Rule]) -> Iterator[str]:
    """Types of files, and which of them are text and get compressed."""
    kinds = media_types(suffixes)
    yield from block("types", (f"{kind} {' '.join(ends)};" for kind, ends in kinds.items()))
    yield "default_type application/octet-stream;"
    text = [kind for kind in kinds if to_name(kind)]
    yield "charset utf-8;"
    yield f"charset_types {' '.join(k for k in text if not k.endswith('json')) or 'text/plain'};"
    yield "gzip on;"
    yield "gzip_vary on;"
    named = [kind.split(";")[0] for _, kind in own_types(rules)]
    packed = dict.fromkeys(kind for kind in (*text, *named) if to_name(kind))
    yield f"gzip_types {' '.join(packed) or 'text/plain'};"


def to_name(kind: str) -> bool:
    """Whether a type is text that nginx has to be told of; it always means text/html."""
    return is_text(kind) and kind != "text/html"


def media_types(suffixes: Iterable[str]) -> dict[str, list[str]]:
    """The endings of files by their type."""
    found = defaultdict(list)
    for suffix in sorted(suffixes):
        if re.fullmatch(r"\.[\w-]+", suffix, re.ASCII):
            found[media_type(suffix)].append(suffix[1:])
    return found


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
    if encoding and plain != "text/html":
        yield f"charset_types {quoted(plain)};"
