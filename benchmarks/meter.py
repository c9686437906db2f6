"""Measures a build from inside: what each plugin costs, wherever it works.

A plugin works in its handlers of Pelican's signals, in what templates call of it, and in the part
of a page that has its name (`theme/templates/parts/<name>.html`). Time counts once: what one does
within another is its own alone.
"""

import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from blinker import Signal
from jinja2 import Template, TemplateNotFound
from jinja2.runtime import Context
from pelican import signals

WRITES = os.O_WRONLY | os.O_RDWR


class Meter:
    """CPU seconds by plugin, and the files that each has written."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.files: defaultdict[str, list[Path]] = defaultdict(list)
        self._plugin = ""
        self._within = 0.0
        self._kept: list[Callable[..., Any]] = []  # Pelican's signals keep none alive

    def timed(self, plugin: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, whose time is added to that of the plugin."""

        def measured(*arguments: Any, **named: Any) -> Any:
            outer, self._within = (self._plugin, self._within), 0.0
            self._plugin, start = plugin, time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                took = time.process_time() - start
                self.spent[plugin] += took - self._within
                self._plugin, self._within = outer[0], outer[1] + took

        return measured

    def watch(self, plugins: Iterable[str]) -> None:
        """Measure plugins that have registered, from now on in this process."""
        names = {f"plugins.{name}": name for name in plugins}
        sys.addaudithook(self._note_file)
        self._watch_handlers(names)
        self._watch_calls(names)
        self._kept.append(lambda generator: self._watch_parts(generator.env, names.values()))
        signals.generator_init.connect(self._kept[-1])

    def _note_file(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and self._plugin and arguments[2] & WRITES:
            self.files[self._plugin].append(Path(arguments[0]))

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

    def writing(self) -> dict[str, float]:
        """CPU seconds of writing the same bytes to files of the same names, and nothing else.

        The folders are there, and the best of three tries counts: it is the least that a plugin
        with these files can cost.
        """
        tries = range(3)
        return {name: min(rewrite(files) for _ in tries) for name, files in self.files.items()}


def rewrite(files: Iterable[Path]) -> float:
    """CPU seconds of writing files once more, below a new folder."""
    spent = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            data, path = file.read_bytes(), Path(f"{folder}/{file.resolve()}")
            path.parent.mkdir(parents=True, exist_ok=True)
            start = time.process_time()
            number = os.open(path, os.O_WRONLY | os.O_CREAT)
            os.write(number, data)
            os.close(number)
            spent += time.process_time() - start
    return spent
