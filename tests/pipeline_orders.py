"""Orders of plugins that respect what they declare, and together have each pair in both orders."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import combinations, permutations, zip_longest

from newsroom.pipeline.order import FILES, is_later, map_providers, reasons
from newsroom.pipeline.plugin import Plugin


def covering_orders(plugins: Sequence[Plugin]) -> Iterator[list[Plugin]]:
    """Yield orders in which each two functions run in both orders if phases and needs allow it.

    Each plugin is in an order twice: with `run` alone, and with `files` alone, as one order of the
    first functions allows several of the second ones.
    """
    declaring = [plugin for plugin in plugins if plugin.files]
    runs = covering_extensions({p.name: earlier_runs(p, plugins) for p in plugins})
    files = covering_extensions({p.name: earlier_files(p, declaring) for p in declaring})
    by_name = {plugin.name: plugin for plugin in plugins}
    for run_names, file_names in zip_longest(runs, files):
        yield [
            *(replace(by_name[name], files=None) for name in run_names or runs[0]),
            *(replace(by_name[name], run=None) for name in file_names or files[0]),
        ]


def earlier_runs(plugin: Plugin, plugins: Sequence[Plugin]) -> set[str]:
    """Return the names of the plugins that run before one: by phase, or as it needs them."""
    by_phase = {other.name for other in plugins if is_later(plugin, other)}
    needed = reasons(plugin, map_providers(plugins))
    return by_phase | {p.name for _, p in needed if p.phase == plugin.phase}


def earlier_files(plugin: Plugin, declaring: Sequence[Plugin]) -> set[str]:
    """Return the names of the plugins whose `files` is called before that of one.

    They set with `files` what it needs, or it needs all files and they do not.
    """
    needed = {p.name for _, p in reasons(plugin, map_providers(declaring)) if not p.run}
    if FILES in plugin.needs:
        needed |= {other.name for other in declaring if FILES not in other.needs}
    return needed


def covering_extensions(earlier: Mapping[str, Set[str]]) -> list[list[str]]:
    """Return orders of names in which each comes after those that are `earlier`.

    Of two names that may be in either order, each is before the other in one of the orders.
    """
    fixed = {(first, name) for name in earlier for first in all_earlier(name, earlier)}
    missing = {(a, b) for a, b in permutations(earlier, 2) if not {(a, b), (b, a)} & fixed}
    orders: list[list[str]] = []
    while missing or not orders:
        added = {b: {*earlier[b], a} for a, b in sorted(missing)[:1]}
        orders.append(extension({**earlier, **added}, missing))
        missing -= set(combinations(orders[-1], 2))
    return orders


def all_earlier(name: str, earlier: Mapping[str, Set[str]]) -> set[str]:
    """Return the names that come before one in every order."""
    return {*earlier[name]}.union(*(all_earlier(other, earlier) for other in earlier[name]))


def extension(earlier: Mapping[str, Set[str]], wanted: Set[tuple[str, str]]) -> list[str]:
    """Return an order of names in which each comes after those that are `earlier`.

    It has many of the pairs that are wanted: the next name is the one with most of them.
    """
    waiting, order = {*earlier}, list[str]()
    while waiting:
        ready = sorted(name for name in waiting if waiting.isdisjoint(earlier[name]))
        order.append(max(ready, key=lambda name: sum((name, other) in wanted for other in waiting)))
        waiting.remove(order[-1])
    return order
