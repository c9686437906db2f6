"""Measures a build from inside: what each plugin costs, wherever it works.

A plugin works in its handlers of Pelican's signals, in what templates call of it, and in the part
of a page that has its name (`theme/templates/parts/<name>.html`). Time counts once: what one does
within another is its own alone. Linux and macOS only.
"""

import resource
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from blinker import Signal
from jinja2 import Template, TemplateNotFound
from jinja2.runtime import Context
from pelican import signals

Seconds = tuple[float, float]  # of CPU in all, and in the kernel


def spent_by_now() -> Seconds:
    """What this process has taken."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime, used.ru_stime


class Meter:
    """CPU seconds by plugin: what the kernel does for it, such as creating files, is part of it."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, Seconds] = defaultdict(lambda: (0.0, 0.0))
        self._within: Seconds = (0.0, 0.0)
        self._kept: list[Callable[..., Any]] = []  # Pelican's signals keep none alive

    def timed(self, plugin: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, whose time is added to that of the plugin."""

        def measured(*arguments: Any, **named: Any) -> Any:
            outer, self._within = self._within, (0.0, 0.0)
            start = spent_by_now()
            try:
                return function(*arguments, **named)
            finally:
                took = minus(spent_by_now(), start)
                self.spent[plugin] = plus(self.spent[plugin], minus(took, self._within))
                self._within = plus(outer, took)

        return measured

    def watch(self, plugins: Iterable[str]) -> None:
        """Measure plugins that have registered, from now on in this process."""
        names = {f"plugins.{name}": name for name in plugins}
        self._watch_handlers(names)
        self._watch_calls(names)
        self._kept.append(lambda generator: self._watch_parts(generator.env, names.values()))
        signals.generator_init.connect(self._kept[-1])

    def _watch_handlers(self, names: dict[str, str]) -> None:
        for signal in (value for value in vars(signals).values() if isinstance(value, Signal)):
            receivers = list(signal.receivers_for(None))
            for receiver in receivers:  # all of them, so that their order stays
                signal.disconnect(receiver)
                name = names.get(receiver.__module__)
                self._kept.append(self.timed(name, receiver) if name else receiver)
                signal.connect(self._kept[-1])

    def _watch_calls(self, names: dict[str, str]) -> None:
        call = Context.call

        def measured(context: Context, function: Any, *arguments: Any, **named: Any) -> Any:
            name = names.get(getattr(function, "__module__", ""))
            own = self.timed(name, call) if name else call
            return own(context, function, *arguments, **named)

        Context.call = measured  # type: ignore[method-assign]

    def _watch_parts(self, templates: Any, names: Iterable[str]) -> None:
        for name in names:
            try:
                self._watch_part(name, templates.get_template(f"parts/{name}.html"))
            except TemplateNotFound:
                continue

    def _watch_part(self, name: str, part: Template) -> None:
        whole = self.timed(name, lambda printed, context: list(printed(context)))
        printed = part.root_render_func

        def measured(context: Context) -> Iterator[str]:
            yield from whole(printed, context)

        part.root_render_func = measured


def plus(one: Seconds, other: Seconds) -> Seconds:
    """Both together."""
    return one[0] + other[0], one[1] + other[1]


def minus(one: Seconds, other: Seconds) -> Seconds:
    """The one without the other."""
    return one[0] - other[0], one[1] - other[1]
