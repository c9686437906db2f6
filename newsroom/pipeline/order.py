"""The order in which plugins run, from what they declare; the order of PLUGINS has no influence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.suggestions import suggestion
from newsroom.pipeline.plugin import PHASES, Plugin

FILES = "site.files"  # what the pipeline itself provides, between the phases collect and check
FILES_PHASE = "check"  # the first phase that can read them


class PipelineError(UserError):
    """Plugins that cannot be put in an order; `problems` has a sentence for each reason."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def sort_plugins(plugins: Iterable[Plugin], shipped: Iterable[Plugin] = ()) -> list[Plugin]:
    """Return the plugins in the order in which they run; raise `PipelineError` for every problem.

    That is by phase, in a phase after the plugins that provide what a plugin needs, and by name
    where that decides nothing. `shipped` are plugins to recommend where a need is unmet; they are
    iterated only then.
    """
    plugins = sorted(plugins, key=lambda plugin: plugin.name)
    if problems := [*invalid_declarations(plugins)]:
        raise PipelineError(problems)
    if problems := [*invalid_lists(plugins)]:
        raise PipelineError(problems)
    providers = map_providers(plugins)
    problems = [*unmet_needs(plugins, providers, shipped), *late_needs(plugins, providers)]
    order, circles = arrange(plugins, providers)
    if problems := [*problems, *map(describe_circle, circles)]:
        raise PipelineError(problems)
    return order


def map_providers(plugins: Iterable[Plugin]) -> dict[str, Plugin]:
    """Return the plugin that provides each value, by the name of the value."""
    return {value: plugin for plugin in plugins for value in plugin.provides}


def reasons(plugin: Plugin, providers: Mapping[str, Plugin]) -> Iterator[tuple[str, Plugin]]:
    """Yield each value that a plugin needs of another one, with that one."""
    return ((need, providers[need]) for need in plugin.needs if need in providers)


def required_plugins(plugins: Sequence[Plugin], values: Iterable[str]) -> list[Plugin]:
    """Return the plugins that provide some values, and all that these need, in the order given.

    A value that no plugin provides is left out.
    """
    providers = map_providers(plugins)
    waiting = [providers[value] for value in values if value in providers]
    names: set[str] = set()
    while waiting:
        plugin = waiting.pop()
        if plugin.name not in names:
            names.add(plugin.name)
            waiting += [provider for _, provider in reasons(plugin, providers)]
    return [plugin for plugin in plugins if plugin.name in names]


def invalid_declarations(plugins: Iterable[Plugin]) -> Iterator[str]:
    """Yield what a plugin declares with a value of a wrong type."""
    for plugin in plugins:
        for key in ("needs", "provides"):
            names: object = getattr(plugin, key)
            listed = names if isinstance(names, Sequence) and not isinstance(names, str) else [None]
            if not all(isinstance(name, str) for name in listed):
                yield f"{key} of {plugin.name} must be a list of names, not {names!r}"
        for key in ("run", "files"):
            function: object = getattr(plugin, key)
            if function is not None and not callable(function):
                yield f"{key} of {plugin.name} must be a function, not {function!r}"


def invalid_lists(plugins: Sequence[Plugin]) -> Iterator[str]:
    """Yield what makes every order wrong: equal names, unknown phases, values provided twice."""
    for name, times in Counter(plugin.name for plugin in plugins).items():
        if times > 1:
            yield f"{name} is listed {'twice' if times == 2 else f'{times} times'} in PLUGINS; " + (
                "remove the repeated line"
            )
    for plugin in plugins:
        if plugin.phase not in PHASES:
            advice = suggestion(str(plugin.phase), PHASES) or f"use one of {', '.join(PHASES)}"
            yield f'{plugin.name} has the unknown phase "{plugin.phase}"; {advice}'
    first: dict[str, str] = {FILES: "the pipeline"}
    for plugin in plugins:
        for value in sorted(set(plugin.provides)):
            if (owner := first.setdefault(value, plugin.name)) != plugin.name:
                yield f"{value} is provided by both {owner} and {plugin.name}; remove one of them"


def unmet_needs(
    plugins: Iterable[Plugin], providers: Mapping[str, Plugin], shipped: Iterable[Plugin]
) -> Iterator[str]:
    """Yield a sentence for each value that no plugin provides, with a shipped one that would."""
    unmet = [
        (plugin, need)
        for plugin in plugins
        for need in plugin.needs
        if need not in providers and need != FILES
    ]
    candidates = map_providers(shipped) if unmet else {}
    for plugin, need in unmet:
        if need in candidates:
            advice = f"add {candidates[need].name}"
        else:
            advice = suggestion(need, {*providers, *candidates, FILES})
        text = f"{plugin.name} needs {need}, which no plugin in PLUGINS provides"
        yield f"{text}; {advice}" if advice else text


def late_needs(plugins: Iterable[Plugin], providers: Mapping[str, Plugin]) -> Iterator[str]:
    """Yield a sentence for each value that is provided after the plugin that needs it has run."""
    for plugin in plugins:
        subject = f"{plugin.name} of the phase {plugin.phase} needs"
        if FILES in plugin.needs and PHASES.index(plugin.phase) < PHASES.index(FILES_PHASE):
            yield f"{subject} {FILES}, which the pipeline provides after the phase collect"
        for need, provider in reasons(plugin, providers):
            if is_later(provider, plugin) and not sets_with_files(provider, plugin):
                end = f"provides later, in the phase {provider.phase}"
                yield f"{subject} {need}, which {provider.name} {end}"


def is_later(provider: Plugin, plugin: Plugin) -> bool:
    """Return whether the phase of `provider` comes after that of `plugin`."""
    return PHASES.index(provider.phase) > PHASES.index(plugin.phase)


def sets_with_files(provider: Plugin, plugin: Plugin) -> bool:
    """Return whether `provider` sets what it provides in `files`, before `plugin` runs.

    A plugin without `run`, such as one of feeds, has nothing else: the URL of a file and the
    attribute that has it are one fact. Between the `files` of two plugins the phase decides.
    """
    reads_later = PHASES.index(plugin.phase) >= PHASES.index(FILES_PHASE)
    return not provider.run and bool(provider.files and plugin.run) and reads_later


def arrange(
    plugins: Sequence[Plugin], providers: Mapping[str, Plugin]
) -> tuple[list[Plugin], list[list[tuple[str, Plugin]]]]:
    """Return the plugins in order, and the circles of those that have none.

    A circle lists plugins, each with the value that the next one provides and it needs.
    """
    order: list[Plugin] = []
    circles: list[list[tuple[str, Plugin]]] = []
    by_phase = sorted(plugins, key=lambda plugin: (PHASES.index(plugin.phase), plugin.name))
    waiting = {plugin.name: plugin for plugin in by_phase}
    while waiting:
        order += take_ready(waiting, providers)
        if waiting:
            circle = find_circle(waiting, providers)
            circles.append(circle)
            for _, plugin in circle:
                del waiting[plugin.name]
    return order, circles


def take_ready(waiting: dict[str, Plugin], providers: Mapping[str, Plugin]) -> Iterator[Plugin]:
    """Remove and yield, one by one, the first plugin that waits for no other; leave the rest."""
    while ready := next((p for p in waiting.values() if not blockers(p, waiting, providers)), None):
        yield waiting.pop(ready.name)


def blockers(
    plugin: Plugin, waiting: Mapping[str, Plugin], providers: Mapping[str, Plugin]
) -> list[tuple[str, Plugin]]:
    """Return what a plugin needs of its own phase and does not have yet, with the providers."""
    return [
        (need, provider)
        for need, provider in reasons(plugin, providers)
        if provider.phase == plugin.phase and provider.name in waiting
    ]


def find_circle(
    waiting: Mapping[str, Plugin], providers: Mapping[str, Plugin]
) -> list[tuple[str, Plugin]]:
    """Return a circle among plugins of which each waits for another one, its first name first."""
    path: list[tuple[str, Plugin]] = []
    plugin = waiting[min(waiting)]
    while plugin not in (earlier for _, earlier in path):
        need, provider = blockers(plugin, waiting, providers)[0]
        path.append((need, plugin))
        plugin = provider
    start = next(index for index, (_, earlier) in enumerate(path) if earlier == plugin)
    circle = path[start:]
    first = min(range(len(circle)), key=lambda index: circle[index][1].name)
    return [*circle[first:], *circle[:first]]


def describe_circle(circle: Sequence[tuple[str, Plugin]]) -> str:
    """Return the sentence for a circle, which names all of its plugins and ends where it began.

    For one plugin: "plugins.x needs article.x, which it provides itself".
    """
    if len(circle) == 1:
        need, plugin = circle[0]
        return f"{plugin.name} needs {need}, which it provides itself"
    names = [plugin.name for _, plugin in circle]
    links = [
        f"needs {need} of {name}"
        for (need, _), name in zip(circle, [*names[1:], names[0]], strict=True)
    ]
    return f"circular needs: {names[0]} {', which '.join(links)}"
