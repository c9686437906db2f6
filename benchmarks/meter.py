"""Measures a build from inside: the CPU time of each plugin, wherever it works.

A plugin works in the pipeline, in the contents of its files, in what templates call of it, and in
the part of a page that has its name (`theme/templates/parts/<name>.html`). Time counts once: what a
plugin does within another is not counted for that other. Linux and macOS only.
"""

import resource
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from jinja2 import Template, TemplateNotFound
from jinja2.runtime import Context
from pelican import signals

from newsroom.build.pelican_adapter import SitePelican
from newsroom.build.templates import Templates
from newsroom.pipeline.plugin import Plugin
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile

PAGES = ("article", "page", "list")  # kinds of files whose templates are not those of a plugin

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
        self._owners: dict[OutputFile, str] = {}  # the plugin of each file with a template
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

    def watch(self, pelican: SitePelican) -> None:
        """Measure the plugins of a build from now on in this process."""
        names = {plugin.name: plugin.name.rpartition(".")[2] for plugin in pelican.pipeline}
        pelican.pipeline = [self._watched(names[p.name], p) for p in pelican.pipeline]
        self._watch_templates(pelican)
        self._watch_calls(names)
        self._receivers.append(lambda generator: self._watch_parts(generator.env, names.values()))
        signals.generator_init.connect(self._receivers[-1])

    def _watched(self, name: str, plugin: Plugin) -> Plugin:
        def files(site: Site) -> Iterable[OutputFile]:
            return list(plugin.files(site)) if plugin.files else ()

        def watched_files(site: Site) -> Iterator[OutputFile]:
            for file in self.timed(name, files)(site):
                data = file.data and self.timed(name, file.data)
                watched = replace(file, values=self.timed(name, file.values), data=data)
                if file.template and file.kind not in PAGES:
                    self._owners[watched] = name
                yield watched

        return replace(
            plugin,
            run=plugin.run and self.timed(name, plugin.run),
            files=plugin.files and watched_files,
        )

    def _watch_templates(self, pelican: SitePelican) -> None:
        load_templates = pelican.load_templates

        def load_watched() -> Templates:
            templates = load_templates()
            render = templates.render

            def watched(name: str, values: Mapping[str, Any], language: str = "") -> str:
                owner = self._owners.get(values["file"]) if "file" in values else None
                text: str = (self.timed(owner, render) if owner else render)(name, values, language)
                return text

            pelican.site.render = watched
            return templates

        pelican.load_templates = load_watched  # type: ignore[method-assign]

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
