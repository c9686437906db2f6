"""Settings files that no command can use."""

from pathlib import Path

import pytest

from newsroom.build.settings_file import read_settings_file
from newsroom.diagnostics.errors import UserError
from tests.conftest import MakeSite


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("PLUGINS = None", ' has to be a list of names, such as "plugins.read.settings"'),
        ("PLUGINS = [1]", ' has to be a list of names, such as "plugins.read.settings"'),
        ("PLUGINS = []", ' has to start with "plugins.read.settings", which all others need'),
        ("PLUGINS = PLUGINS[1:]",
         ' has to start with "plugins.read.settings", which all others need'),
        ('PLUGINS += ["plugins.feds"]', ' names "plugins.feds", which is not there; '
         'did you mean "plugins.publish.feeds"?'),
        ('PLUGINS += ["no.such.module"]', ' names "no.such.module", which is not there'),
    ],
)  # fmt: skip
def test_plugins_that_make_no_site(make_site: MakeSite, line: str, sentence: str) -> None:
    conf = make_site() / "pelicanconf.py"
    conf.write_text(f"{conf.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    with pytest.raises(UserError) as error:
        read_settings_file("pelicanconf.py", Path("output"))
    place = str(error.value).split(":")[1]
    assert conf.read_text(encoding="utf-8").splitlines()[int(place) - 1].startswith("PLUGINS")
    assert str(error.value) == f"pelicanconf.py:{place}: PLUGINS{sentence}"


@pytest.mark.parametrize("line", ['import sys; sys.exit("no")', "raise SystemExit(1)"])
def test_a_file_that_ends_the_command_is_told(make_site: MakeSite, line: str) -> None:
    conf = make_site() / "pelicanconf.py"
    conf.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"^pelicanconf.py:1: SystemExit: "):
        read_settings_file("pelicanconf.py", Path("output"))
