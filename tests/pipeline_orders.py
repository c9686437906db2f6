"""Random orders of plugins that respect what they declare."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from random import Random

from newsroom.pipeline.order import FILES, is_later, map_providers, reasons
from newsroom.pipeline.plugin import Plugin


def random_order(plugins: Sequence[Plugin], random: Random) -> list[Plugin]:
    """Return plugins in a random order that respects phases and needs.

    Each is in it twice: with `run` alone, and with `files` alone, as one order of the first
    functions allows several of the second ones.
    """
    declaring = [plugin for plugin in plugins if plugin.files]
    runs = random_extension(plugins, {p.name: earlier_runs(p, plugins) for p in plugins}, random)
    files = random_extension(
        declaring, {p.name: earlier_files(p, declaring) for p in declaring}, random
    )
    return [*(replace(p, files=None) for p in runs), *(replace(p, run=None) for p in files)]


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


def random_extension(
    plugins: Sequence[Plugin], earlier: Mapping[str, Set[str]], random: Random
) -> list[Plugin]:
    """Return plugins in a random order in which each comes after those that are `earlier`."""
    waiting = {plugin.name: plugin for plugin in plugins}
    order: list[Plugin] = []
    while waiting:
        ready = [name for name in waiting if earlier[name].isdisjoint(waiting)]
        order.append(waiting.pop(random.choice(ready)))
    return order
