"""Plugins register under their names."""

import pytest

from newsroom.pipeline.plugin import REGISTERED, registered
from tests.newsroom.pipeline.plugins import declare


def test_plugins_are_found_by_the_names_in_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.pipeline.plugin.REGISTERED", {})
    first, again, second = declare("a", "read"), declare("a", "check"), declare("b", "read")
    for plugin in (first, second, again):
        plugin.register()
    assert registered(["b", "sitemap_of_pelican", "a"]) == [second, again]
    assert registered(["a"]) == [again]
    assert registered(["b", "b"]) == [second, second]
    assert "a" not in REGISTERED


def test_a_name_may_be_that_of_a_namespace_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.pipeline.plugin.REGISTERED", {})
    plugin = declare("pelican.plugins.a", "read")
    plugin.register()
    assert registered(["a"]) == registered(["pelican.plugins.a"]) == [plugin]
