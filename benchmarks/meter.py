"""Measures a build from inside: the CPU time of each plugin, wherever it works.

A plugin works in its handlers of Pelican's signals, in what templates call of it, and in the part
of a page that has its name (`theme/templates/parts/<name>.html`). Time counts once: what a plugin
does within another is not counted for that other. Linux and macOS only.
"""

import resource
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from blinker import Signal
from jinja2 import Template, TemplateNotFound
from jinja2.runtime import Context
from pelican import signals

Seconds = tuple[float, float]  # of CPU: in total, and in the kernel


def cpu_seconds() -> Seconds:
    """Return the CPU time of this process so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime, usage.ru_stime


class Meter:
    """CPU seconds by plugin, with those of the kernel, such as for creating files."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, Seconds] = defaultdict(lambda: (0.0, 0.0))
        self._nested: Seconds = (0.0, 0.0)
        self._receivers: list[Callable[..., Any]] = []  # Pelican's signals hold weak references

    def timed(self, plugin: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its time added to that of the plugin."""

        def measured(*arguments: Any, **keywords: Any) -> Any:
            outer, self._nested = self._nested, (0.0, 0.0)
            start = cpu_seconds()
            try:
                return function(*arguments, **keywords)
            finally:
                elapsed = minus(cpu_seconds(), start)
                self.spent[plugin] = plus(self.spent[plugin], minus(elapsed, self._nested))
                self._nested = plus(outer, elapsed)

        return measured

    def watch(self, modules: Iterable[str]) -> None:
        """Measure plugins, given by their modules, from now on in this process."""
        names = {module: module.rpartition(".")[2] for module in modules}
        self._watch_handlers(names)
        self._watch_calls(names)
        self._receivers.append(lambda generator: self._watch_parts(generator.env, names.values()))
        signals.generator_init.connect(self._receivers[-1])

    def _watch_handlers(self, names: dict[str, str]) -> None:
        for signal in (value for value in vars(signals).values() if isinstance(value, Signal)):
            receivers = list(signal.receivers_for(None))
            for receiver in receivers:  # all of them, so that their order stays
                signal.disconnect(receiver)
                name = names.get(receiver.__module__)
                self._receivers.append(self.timed(name, receiver) if name else receiver)
                signal.connect(self._receivers[-1])

    def _watch_calls(self, names: dict[str, str]) -> None:
        call = Context.call

        def measured(context: Context, function: Any, *arguments: Any, **keywords: Any) -> Any:
            name = names.get(getattr(function, "__module__", ""))
            timed_call = self.timed(name, call) if name else call
            return timed_call(context, function, *arguments, **keywords)

        Context.call = measured  # type: ignore[method-assign]

    def _watch_parts(self, templates: Any, names: Iterable[str]) -> None:
        for name in names:
            try:
                self._watch_part(name, templates.get_template(f"parts/{name}.html"))
            except TemplateNotFound:
                continue

    def _watch_part(self, name: str, part: Template) -> None:
        render = part.root_render_func
        timed_render = self.timed(name, lambda context: list(render(context)))

        def measured(context: Context) -> Iterator[str]:
            yield from timed_render(context)

        part.root_render_func = measured


def plus(a: Seconds, b: Seconds) -> Seconds:
    """Return the sum of two times."""
    return a[0] + b[0], a[1] + b[1]


def minus(a: Seconds, b: Seconds) -> Seconds:
    """Return the difference of two times."""
    return a[0] - b[0], a[1] - b[1]
