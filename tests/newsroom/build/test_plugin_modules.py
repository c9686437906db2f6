"""The modules of plugins are imported by name."""

import pytest

from newsroom.build.plugin_modules import import_plugins, shipped_plugins
from newsroom.pipeline.plugin import Plugin
from tests.newsroom.pipeline import plugins


def test_modules_without_a_plugin_are_left_out() -> None:
    assert [*import_plugins(["newsroom.build", "plugins"])] == []


def test_the_plugin_of_a_module_is_its_constant(monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = Plugin(plugins.__name__, "read")
    monkeypatch.setattr(plugins, "PLUGIN", plugin, raising=False)
    assert [*import_plugins([plugins.__name__])] == [plugin]


def test_shipped_plugins_are_those_of_the_folder_of_plugins() -> None:
    names = [plugin.name for plugin in shipped_plugins()]
    assert names == sorted(set(names))
    assert all(name.startswith("plugins.") for name in names)
