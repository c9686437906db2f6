"""Reads `/_headers`, in the form of Netlify and Cloudflare: what a server says with each file.

A line that starts with a slash names a path, in which `*` stands for anything; the indented lines
below it are headers for it. `! Name` takes a header away that rules before have given. All rules
that match an address count; the values of one header are joined by a comma, as those servers do.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import unquote


@dataclass(frozen=True)
class Rule:
    """A path or a pattern, and (name, value) of its headers; None takes a header away.

    `line` is where it starts in its file.
    """

    pattern: str
    headers: tuple[tuple[str, str | None], ...]
    line: int = field(default=0, compare=False)


def read_rules(text: str) -> list[Rule]:
    """The rules in their order; blank lines and lines that start with # say nothing."""
    found: list[tuple[str, list[tuple[str, str | None]], int]] = []
    for number, line in enumerate(map(str.strip, text.split("\n")), start=1):
        if line.startswith("/"):
            found.append((line, [], number))
        elif line.startswith("!") and found:
            found[-1][1].append((line[1:].strip(), None))
        elif line and not line.startswith("#") and found:
            name, _, value = line.partition(":")
            found[-1][1].append((name.strip(), value.strip()))
    return [Rule(pattern, tuple(headers), number) for pattern, headers, number in found]


@cache
def expression(pattern: str) -> re.Pattern[str]:
    """A pattern as a regular expression for decoded paths."""
    return re.compile(re.escape(unquote(pattern)).replace(r"\*", ".*"), re.DOTALL)


def headers_for(address: str, rules: Iterable[Rule]) -> dict[str, str]:
    """The headers of an address, a path from the root of its server, encoded or not."""
    found: dict[str, tuple[str, str]] = {}
    for rule in rules:
        if not expression(rule.pattern).fullmatch(unquote(address)):
            continue
        for name, value in rule.headers:
            before = found.pop(name.lower(), None)
            if value is not None:
                found[name.lower()] = (name, f"{before[1]}, {value}" if before else value)
    return dict(found.values())
