"""Settings files that no command can use."""

from pathlib import Path

import pytest

from newsroom.build.settings_file import MOVED_PLUGINS, can_be_imported, read_settings_file
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import DiagnosticsError
from tests.conftest import MakeSite


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("PLUGINS = None", 'PLUGINS must be a list of names, such as "plugins.read.settings"'),
        ("PLUGINS = [1]", 'PLUGINS must be a list of names, such as "plugins.read.settings"'),
        ("PLUGINS = []", 'PLUGINS must start with "plugins.read.settings"; all others need it'),
        ("PLUGINS = PLUGINS[1:]",
         'PLUGINS must start with "plugins.read.settings"; all others need it'),
        ('PLUGINS += ["plugins.feds"]', 'plugin "plugins.feds" in PLUGINS not found; '
         'did you mean "plugins.publish.feeds"?'),
        ('PLUGINS += ["no.such.module"]', 'plugin "no.such.module" in PLUGINS not found'),
        ('PLUGINS += ["plugins.verdict"]', 'plugin "plugins.verdict" has moved; '
         'write "plugins.check.build_gate"'),
    ],
)  # fmt: skip
def test_invalid_plugins_are_an_error(make_site: MakeSite, line: str, message: str) -> None:
    conf = make_site() / "pelicanconf.py"
    conf.write_text(f"{conf.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    with pytest.raises(DiagnosticsError) as error:
        read_settings_file("pelicanconf.py", Path("output"))
    (diagnostic,) = error.value.diagnostics
    lines = conf.read_text(encoding="utf-8").splitlines()
    assert lines[diagnostic.line - 1].startswith("PLUGINS")
    assert (diagnostic.path, diagnostic.text) == ("pelicanconf.py", message)


def test_each_plugin_of_version_0_1_is_an_error_with_its_new_name(make_site: MakeSite) -> None:
    conf = make_site() / "pelicanconf.py"
    old = list(MOVED_PLUGINS)
    with conf.open("a", encoding="utf-8") as file:
        file.write(f"PLUGINS = {old}\n")
    with pytest.raises(DiagnosticsError) as error:
        read_settings_file("pelicanconf.py", Path("output"))
    assert {d.text for d in error.value.diagnostics} == {
        f'plugin "{name}" has moved; write "{MOVED_PLUGINS[name]}"' for name in old
    }
    assert all(map(can_be_imported, MOVED_PLUGINS.values()))
    assert not any(map(can_be_imported, old))


@pytest.mark.parametrize("line", ['import sys; sys.exit("no")', "raise SystemExit(1)"])
def test_a_file_that_ends_the_command_is_an_error(make_site: MakeSite, line: str) -> None:
    conf = make_site() / "pelicanconf.py"
    conf.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"^pelicanconf.py:1: error: SystemExit: "):
        read_settings_file("pelicanconf.py", Path("output"))
