"""The file `/_headers` in the form of Netlify and Cloudflare: the headers a server sends, by path.

A line that starts with a slash is a path, in which `*` matches anything; the indented lines below
it are headers for it. `! Name` removes a header that earlier rules have set. All rules that match a
path count; the values of one header are joined by a comma, as those servers do.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from urllib.parse import unquote

from newsroom.diagnostics.diagnostic import Diagnostic

HEADERS = "_headers"
UNSUPPORTED_HEADER = "hosting/unsupported-header"
CACHE = "cache-control"
SENT_ANYWAY = "public, max-age=0, must-revalidate"  # by Netlify and Cloudflare


@dataclass(frozen=True)
class Rule:
    """A path or a pattern, and (name, value) of its headers; the value None removes a header.

    `line` is where the rule starts in its file.
    """

    pattern: str
    headers: tuple[tuple[str, str | None], ...]
    line: int = field(default=0, compare=False)

    def sets(self, name: str) -> bool:
        """Return whether the rule gives a value to a header, whose name is in lower case."""
        return any(name == key.lower() and value is not None for key, value in self.headers)


def parse_header_rules(text: str) -> list[Rule]:
    """Return the rules of a file in their order, without empty lines and comments (`#`)."""
    rules: list[tuple[str, list[tuple[str, str | None]], int]] = []
    for number, line in enumerate(map(str.strip, text.split("\n")), start=1):
        if line.startswith("/"):
            rules.append((line, [], number))
        elif line.startswith("!") and rules:
            rules[-1][1].append((line[1:].strip(), None))
        elif line and not line.startswith("#") and rules:
            name, _, value = line.partition(":")
            rules[-1][1].append((name.strip(), value.strip()))
    return [Rule(pattern, tuple(headers), number) for pattern, headers, number in rules]


@cache
def path_regex(pattern: str) -> re.Pattern[str]:
    """Return a regular expression that matches whole decoded paths as a pattern does."""
    return re.compile(re.escape(unquote(pattern)).replace(r"\*", ".*"), re.DOTALL)


def headers_for(path: str, rules: Iterable[Rule]) -> dict[str, str]:
    """Return the headers for a path from the root of the server, percent-encoded or not."""
    headers: dict[str, tuple[str, str]] = {}
    for rule in rules:
        if not path_regex(rule.pattern).fullmatch(unquote(path)):
            continue
        for name, value in rule.headers:
            before = headers.pop(name.lower(), None)
            if value is not None:
                headers[name.lower()] = (name, f"{before[1]}, {value}" if before else value)
    return dict(headers.values())


def render_header_rules(rules: Iterable[Rule]) -> str:
    """Return rules as the text of a file; removals come first, as Cloudflare applies them."""
    return "\n".join("\n".join([rule.pattern, *_header_lines(rule)]) + "\n" for rule in rules)


def _header_lines(rule: Rule) -> Iterator[str]:
    yield from (f"  ! {name}" for name, value in rule.headers if value is None)
    yield from (f"  {name}: {value}" for name, value in rule.headers if value is not None)


def merge_by_pattern(rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules with one rule for each pattern, at the position of the first.

    A header that a later rule removes is gone from earlier rules with its pattern.
    """
    merged: dict[str, Rule] = {}
    for rule in rules:
        first = merged.setdefault(rule.pattern, replace(rule, headers=()))
        headers = list(first.headers)
        for name, value in rule.headers:
            if value is None:
                headers = [pair for pair in headers if pair[0].lower() != name.lower()]
            headers.append((name, value))
        merged[rule.pattern] = replace(first, headers=tuple(headers))
    return list(merged.values())


Reason = tuple[str, str]  # message and advice of a diagnostic; ("", "") where nothing is wrong
Check = Callable[[Rule, str, str | None, Sequence[Rule]], Reason]


def split_unsupported(rules: Sequence[Rule], check: Check) -> tuple[list[Rule], list[Diagnostic]]:
    """Return the rules as far as a host reads them, and a diagnostic for each other header."""
    supported, diagnostics = [], []
    for rule in rules:
        headers = []
        for name, value in rule.headers:
            message, advice = check(rule, name, value, rules)
            if message:
                diagnostics.append(
                    Diagnostic(HEADERS, rule.line, UNSUPPORTED_HEADER, message, advice)
                )
            else:
                headers.append((name, value))
        if headers:
            supported.append(replace(rule, headers=tuple(headers)))
    return supported, [*dict.fromkeys(diagnostics)]


def check_header(rule: Rule, name: str, value: str | None) -> Reason:
    """Return why no host reads a header."""
    advice = "add one or remove the line"
    if not name:
        return f'"{rule.pattern}" has a header without a name', advice
    if not value and value is not None:
        return f'header "{name}" of "{rule.pattern}" has no value', advice
    return "", ""


def without_default_cache(rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules without the `Cache-Control` that hosts send with every file anyway."""
    return [
        replace(
            rule,
            headers=tuple(pair for pair in rule.headers if not is_default(pair, rule, rules)),
        )
        for rule in rules
    ]


def is_default(pair: tuple[str, str | None], rule: Rule, rules: Iterable[Rule]) -> bool:
    """Return whether hosts send a header anyway, and no other rule sets it for the same path."""
    others = (other for other in rules if other is not rule and other.sets(CACHE))
    sent_anyway = (pair[0].lower(), pair[1]) == (CACHE, SENT_ANYWAY)
    return sent_anyway and all(are_disjoint(rule.pattern, other.pattern) for other in others)


def are_disjoint(pattern: str, other_pattern: str) -> bool:
    """Return whether no path can match both patterns, as far as their two ends tell."""
    patterns = (pattern, other_pattern)
    heads = [text.partition("*")[0] + "\0" * ("*" not in text) for text in patterns]
    tails = [text.rpartition("*")[2] for text in patterns]
    same_start = heads[0].startswith(heads[1]) or heads[1].startswith(heads[0])
    same_end = tails[0].endswith(tails[1]) or tails[1].endswith(tails[0])
    return not (same_start and same_end)


def values_by_header(rules: Iterable[Rule]) -> dict[str, list[tuple[str, str | None]]]:
    """Return (pattern, value) of each header, under the spelling of the name that comes first."""
    spellings: dict[str, str] = {}
    values: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for rule in rules:
        for name, value in rule.headers:
            values[spellings.setdefault(name.lower(), name)].append((rule.pattern, value))
    return values


Layer = list[tuple[str, str]]  # (pattern, value); no two of its patterns match one path


def layer_values(values: Iterable[tuple[str, str | None]]) -> list[Layer]:
    """Return (pattern, value) of one header as layers, for servers that take the first match.

    Such a server joins the values of all patterns that match a path by taking one from each layer.
    A value goes into the lowest layer above which nothing may match its paths. The value None
    removes all earlier ones.
    """
    layers: list[Layer] = []
    lowest = 0
    for pattern, value in values:
        if value is None:
            for layer in layers:
                layer.insert(0, (pattern, ""))
            lowest = len(layers)
            continue
        level = len(layers)
        while level > lowest and all(are_disjoint(pattern, p) for p, _ in layers[level - 1]):
            level -= 1
        if level == len(layers):
            layers.append([])
        layers[level].append((pattern, value))
    return layers
