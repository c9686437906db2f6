"""The modules in PLUGINS, imported, and their plugins in the order in which they run."""

from collections.abc import Iterable, Iterator
from importlib import import_module

from newsroom.build.plugin_names import can_be_imported, shipped_names
from newsroom.pipeline.failures import reported_failures
from newsroom.pipeline.order import PipelineError, sort_plugins
from newsroom.pipeline.plugin import Plugin


def load_pipeline(names: Iterable[str]) -> list[Plugin]:
    """Return the plugins of the modules in PLUGINS in their order; raise `PipelineError`.

    Modules without a `PLUGIN`, such as those of Pelican, are left out.
    """
    return sort_plugins(import_plugins(names), shipped_plugins())


def import_plugins(names: Iterable[str]) -> Iterator[Plugin]:
    """Import modules and yield the plugin of each that declares one; raise `UserError`."""
    for name in names:
        namespaced = f"pelican.plugins.{name}"  # as for Pelican, which tries this first
        module_name = namespaced if can_be_imported(namespaced) else name
        with reported_failures(f"cannot import the plugin {name}"):
            module = import_module(module_name)
        plugin = getattr(module, "PLUGIN", None)
        if plugin is None:
            continue
        if not isinstance(plugin, Plugin):
            raise PipelineError([f"PLUGIN of {name} must be a Plugin, not {plugin!r}"])
        if plugin.name != module_name:
            message = f'the plugin of {name} is named "{plugin.name}"; write `Plugin(__name__, …`'
            raise PipelineError([message])
        yield plugin


def shipped_plugins() -> Iterator[Plugin]:
    """Import the modules of plugins/ and yield the plugin of each."""
    return import_plugins(shipped_names())
