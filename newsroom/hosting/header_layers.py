"""Joins rules of `/_headers` for servers that take the first of several patterns that match.

Such a server can join the values of one header only from tables in which no two patterns match the
same address: the layers.
"""

from collections import defaultdict
from collections.abc import Iterable

from newsroom.hosting.headers_file import Rule

Layer = list[tuple[str, str]]  # (pattern, value); no two of its patterns match one address


def by_header(rules: Iterable[Rule]) -> dict[str, list[tuple[str, str | None]]]:
    """(pattern, value) of each header, under the name that it has first."""
    names: dict[str, str] = {}
    found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for rule in rules:
        for name, value in rule.headers:
            found[names.setdefault(name.lower(), name)].append((rule.pattern, value))
    return found


def disjoint(one: str, other: str) -> bool:
    """Whether no address can match both patterns, as far as their ends tell."""
    heads = [pattern.partition("*")[0] + "\0" * ("*" not in pattern) for pattern in (one, other)]
    tails = [pattern.rpartition("*")[2] for pattern in (one, other)]
    same_start = heads[0].startswith(heads[1]) or heads[1].startswith(heads[0])
    same_end = tails[0].endswith(tails[1]) or tails[1].endswith(tails[0])
    return not (same_start and same_end)


def layers(rules: Iterable[tuple[str, str | None]]) -> list[Layer]:
    """The rules for one header as layers: the values of all that match an address are joined.

    A rule goes below where nothing after it may match the same address. None takes away what stands
    before it.
    """
    found: list[Layer] = []
    settled = 0
    for pattern, value in rules:
        if value is None:
            for layer in found:
                layer.insert(0, (pattern, ""))
            settled = len(found)
            continue
        place = len(found)
        while place > settled and all(disjoint(pattern, other) for other, _ in found[place - 1]):
            place -= 1
        if place == len(found):
            found.append([])
        found[place].append((pattern, value))
    return found
