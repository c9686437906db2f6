"""The modules in PLUGINS, imported, and their plugins in the order in which they run."""

from collections.abc import Iterable, Iterator
from importlib import import_module

from newsroom.build.plugin_names import can_be_imported, shipped_names
from newsroom.pipeline.order import sort_plugins
from newsroom.pipeline.plugin import Plugin


def load_pipeline(names: Iterable[str]) -> list[Plugin]:
    """Return the plugins of the modules in PLUGINS in their order; raise `PipelineError`.

    Modules without a `PLUGIN`, such as those of Pelican, are left out.
    """
    return sort_plugins(import_plugins(names), shipped_plugins())


def import_plugins(names: Iterable[str]) -> Iterator[Plugin]:
    """Import modules and yield the plugin of each that declares one."""
    for name in names:
        namespaced = f"pelican.plugins.{name}"  # as for Pelican, which tries this first
        module = import_module(namespaced if can_be_imported(namespaced) else name)
        if isinstance(plugin := getattr(module, "PLUGIN", None), Plugin):
            yield plugin


def shipped_plugins() -> Iterator[Plugin]:
    """Import the modules of plugins/ and yield the plugin of each."""
    return import_plugins(shipped_names())
