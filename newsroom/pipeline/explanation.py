"""The order of a pipeline as text, with what decides it."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from newsroom.pipeline.order import FILES, FILES_PHASE, is_later, map_providers, reasons
from newsroom.pipeline.plugin import PHASES, Plugin

WIDTH = 100  # columns
RULE = (
    "Plugins run by phase; in a phase, after those that provide what they need, else by name.",
    'Below each, "after" names who provides what it needs. Those marked with + declare files.',
)
ADDED = f"files: {FILES} gets the files of every plugin marked with +; contents are rendered last"


def render_pipeline(plugins: Sequence[Plugin]) -> str:
    """Return the rule, then a heading for each phase and below it the sorted plugins, numbered.

    Indented lines say of which earlier plugins one needs what, and what it provides.
    """
    providers = map_providers(plugins)
    lines = [*RULE]
    numbers = {plugin.name: number for number, plugin in enumerate(plugins, start=1)}
    for phase in PHASES:
        lines += ["", ADDED, ""] if phase == FILES_PHASE else [""]
        lines.append(phase)
        for plugin in (plugin for plugin in plugins if plugin.phase == phase):
            name = f"{plugin.name} +" if plugin.files else plugin.name
            lines.append(f"{numbers[plugin.name]:>3} {name}")
            for fact in describe_plugin(plugin, reasons(plugin, providers)):
                lines += wrap(
                    fact, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 10,
                    break_long_words=False, break_on_hyphens=False,
                )  # fmt: skip
    return "\n".join(lines)


def describe_plugin(plugin: Plugin, needs: Iterable[tuple[str, Plugin]]) -> Iterator[str]:
    """Yield what a plugin needs of each provider, then what it provides."""
    by_provider: dict[str, list[str]] = {}
    for need, provider in needs:
        source = f"the files of {provider.name}" if is_later(provider, plugin) else provider.name
        by_provider.setdefault(source, []).append(need)
    if FILES in plugin.needs:
        by_provider["the files of all plugins"] = [FILES]
    for source, values in by_provider.items():
        yield f"after {source}: {', '.join(values)}"
    if plugin.provides:
        yield f"provides {', '.join(plugin.provides)}"
