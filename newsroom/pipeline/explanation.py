"""The order of a pipeline as text, with what decides it."""

from collections.abc import Iterable, Iterator, Sequence

from newsroom.pipeline.order import FILES, FILES_PHASE, is_later, map_providers, reasons
from newsroom.pipeline.plugin import PHASES, Plugin


def render_pipeline(plugins: Sequence[Plugin]) -> str:
    """Return a heading for each phase, and below it a line for each of the sorted plugins.

    Indented lines say what it provides, and of which earlier plugins it needs what.
    """
    providers = map_providers(plugins)
    lines: list[str] = []
    for phase in PHASES:
        if phase == FILES_PHASE:
            lines += ["files", f"  {FILES}: those of every plugin that declares files"]
        lines.append(phase)
        for plugin in (plugin for plugin in plugins if plugin.phase == phase):
            facts = describe_plugin(plugin, reasons(plugin, providers))
            lines += [f"  {plugin.name}", *(f"    {fact}" for fact in facts)]
    return "\n".join(lines)


def describe_plugin(plugin: Plugin, needs: Iterable[tuple[str, Plugin]]) -> Iterator[str]:
    """Yield what a plugin provides, whether it declares files, and what it runs after."""
    if plugin.provides:
        yield f"provides {', '.join(plugin.provides)}"
    if plugin.files:
        yield "declares files"
    by_provider: dict[str, list[str]] = {}
    for need, provider in needs:
        later = is_later(provider, plugin)
        clause = (
            f"the files of {provider.name}, which provide"
            if later
            else f"{provider.name}, which provides"
        )
        by_provider.setdefault(clause, []).append(need)
    for clause, values in by_provider.items():
        yield f"after {clause} {', '.join(values)}"
    if FILES in plugin.needs:
        yield f"after {FILES}"
