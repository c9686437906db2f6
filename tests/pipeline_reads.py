"""Proves on a site that plugins declare all that they read and set of the typed model.

Each read and each write of an attribute of a `Site`, an `Article` and the like is recorded while
the functions `run` and `files` of a plugin are called. What templates and the contents of files
read is not: all plugins have run by then.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest

from newsroom.pipeline.order import FILES
from newsroom.pipeline.plugin import Plugin
from newsroom.site.articles import Article, Author, Content, Entry, Page, Profile, Term
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile

PIPELINE = "the pipeline"
KINDS: Mapping[str, type] = {  # "article" in "article.series"
    "site": Site, "body": Content, "entry": Entry, "article": Article, "page": Page,
    "profile": Profile, "term": Term, "author": Author,
}  # fmt: skip


def matches(value: str, owner: type, attribute: str) -> bool:
    """Return whether an attribute of an object is the value "article.series"."""
    kind, _, name = value.partition(".")
    return name == attribute and kind in KINDS and issubclass(owner, KINDS[kind])


@dataclass
class AccessRecorder:
    """Collects `problems`: sentences about reads and writes that plugins do not declare."""

    providers: Mapping[str, str]
    """The name of the plugin that provides each value."""
    available: set[str] = field(default_factory=lambda: {FILES})
    """The values that have been provided so far."""
    problems: set[str] = field(default_factory=set)
    plugin: Plugin | None = None
    """The plugin whose function is running."""
    judged: set[tuple[str, type, str]] = field(default_factory=set)
    """Accesses that need not be judged again."""

    def read(self, owner: type, attribute: str) -> None:
        """Judge a read of an attribute by the running plugin."""
        if not self.plugin or (self.plugin.name, owner, attribute) in self.judged:
            return
        self.judged.add((self.plugin.name, owner, attribute))
        for value, provider in self.providers.items():
            if provider == self.plugin.name or not matches(value, owner, attribute):
                continue
            if value not in self.plugin.needs:
                text = f"{self.plugin.name} reads {value} of {provider}; add it to needs"
                self.problems.add(text)
            elif value not in self.available:
                text = f"{self.plugin.name} reads {value} before {provider} provides it"
                self.problems.add(text)

    def write(self, owner: type, attribute: str) -> None:
        """Judge the assignment of another value to an attribute by the running plugin."""
        if self.plugin and not any(matches(v, owner, attribute) for v in self.plugin.provides):
            text = f"{self.plugin.name} sets {attribute} of {owner.__name__}; add it to provides"
            self.problems.add(text)

    def recorded(self, plugin: Plugin) -> Plugin:
        """Return a plugin whose functions are recorded as those of `plugin`."""

        def run(site: Site) -> None:
            with self.running(plugin, provides=True):
                if plugin.run:
                    plugin.run(site)

        def files(site: Site) -> list[OutputFile]:
            with self.running(plugin, provides=not plugin.run):
                return list(plugin.files(site)) if plugin.files else []

        return replace(
            plugin, run=run if plugin.run else None, files=files if plugin.files else None
        )

    @contextmanager
    def running(self, plugin: Plugin, *, provides: bool) -> Iterator[None]:
        """Attribute what happens in the context to a plugin, which then has provided its values."""
        self.plugin = plugin
        try:
            yield
        finally:
            self.plugin = None
        if provides:
            self.available.update(plugin.provides)


@contextmanager
def recorded_access(recorder: AccessRecorder) -> Iterator[None]:
    """Have each access to an attribute of the typed model judged in the context."""

    def get(self: object, name: str) -> object:
        recorder.read(type(self), name)
        return object.__getattribute__(self, name)

    def assign(self: object, name: str, value: object) -> None:
        if name in object.__getattribute__(self, "__dict__"):  # it is, after construction
            recorder.write(type(self), name)
        object.__setattr__(self, name, value)

    with pytest.MonkeyPatch.context() as monkeypatch:
        for base in (Site, Content, Term):
            monkeypatch.setattr(base, "__getattribute__", get)
            monkeypatch.setattr(base, "__setattr__", assign)
        yield


def undeclared_accesses(
    plugins: Sequence[Plugin], run: Callable[[Sequence[Plugin]], object]
) -> list[str]:
    """Return the problems of plugins that `run` runs; it gets them in the same order, recorded."""
    providers = {value: plugin.name for plugin in plugins for value in plugin.provides}
    recorder = AccessRecorder({**providers, FILES: PIPELINE})
    with recorded_access(recorder):
        run([recorder.recorded(plugin) for plugin in plugins])
    return sorted(recorder.problems)
