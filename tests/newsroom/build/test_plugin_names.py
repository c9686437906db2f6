"""Names in PLUGINS that are unknown or of an older version."""

from importlib import import_module

import pytest

from newsroom.build.plugin_names import (
    ADDED,
    CHANGED,
    OLD_PLUGINS,
    can_be_imported,
    check_plugins,
    shipped_names,
)

LATER = ", which is that of an older version"
MISSING = [f'plugin "{name}" is missing; add it to PLUGINS{LATER}' for name in ADDED]


@pytest.mark.parametrize(
    ("names", "messages"),
    [
        (None, ['PLUGINS must be a list of names, such as "plugins.read.documents"']),
        ([1], ['PLUGINS must be a list of names, such as "plugins.read.documents"']),
        ([], ["PLUGINS is empty; list the plugins of the site, such as those of docs/plugins.md"]),
        (["plugins.publish.feeds", "plugins.read.documents"], []),
        (["plugins.feds"],
         ['plugin "plugins.feds" in PLUGINS not found; did you mean "plugins.publish.feeds"?']),
        (["no.such.module"], ['plugin "no.such.module" in PLUGINS not found']),
        (["plugins.feeds", *ADDED],
         ['plugin "plugins.feeds" has moved; write "plugins.publish.feeds"']),
        (["plugins.sharing", "plugins.collect.redirects", *ADDED],
         ['plugin "plugins.sharing" has moved; write "plugins.enrich.social_meta"',
          'plugin "plugins.collect.redirects" has moved; write "plugins.check.redirects"']),
        (["plugins.verdict", "plugins.check.build_gate", *ADDED],
         [f'plugin "{name}" was removed: the build does it itself; remove the line'
          for name in ("plugins.verdict", "plugins.check.build_gate")]),
        (["plugins.front_matter"],
         ['plugin "plugins.front_matter" has moved; write "plugins.read.documents"', *MISSING]),
    ],
)  # fmt: skip
def test_invalid_plugins(names: object, messages: list[str]) -> None:
    assert [diagnostic.text for diagnostic in check_plugins(names)] == messages


def test_old_names_are_gone_and_lead_to_plugins_that_exist() -> None:
    assert not any(map(can_be_imported, OLD_PLUGINS))
    assert {*OLD_PLUGINS.values(), *ADDED} - {""} == {*shipped_names()}
    assert OLD_PLUGINS.keys() >= CHANGED.keys()


def test_every_shipped_plugin_is_a_module() -> None:
    assert all(import_module(name).__doc__ for name in shipped_names())
