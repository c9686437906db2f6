"""Settings files that no command can use."""

from pathlib import Path

import pytest

from newsroom.build.settings_file import read_settings_file
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import DiagnosticsError
from tests.conftest import MakeSite


@pytest.mark.parametrize("line", ["PLUGINS = None", 'PLUGINS += ["plugins.verdict"]'])
def test_invalid_plugins_are_an_error_at_their_line(make_site: MakeSite, line: str) -> None:
    conf = make_site() / "pelicanconf.py"
    conf.write_text(f"{conf.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    with pytest.raises(DiagnosticsError) as error:
        read_settings_file("pelicanconf.py", Path("output"))
    (diagnostic,) = error.value.diagnostics
    lines = conf.read_text(encoding="utf-8").splitlines()
    assert lines[diagnostic.line - 1].startswith("PLUGINS")
    assert (diagnostic.path, diagnostic.code) == ("pelicanconf.py", "setting/invalid")


@pytest.mark.parametrize("line", ['import sys; sys.exit("no")', "raise SystemExit(1)"])
def test_a_file_that_ends_the_command_is_an_error(make_site: MakeSite, line: str) -> None:
    conf = make_site() / "pelicanconf.py"
    conf.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"^pelicanconf.py:1: error: SystemExit: "):
        read_settings_file("pelicanconf.py", Path("output"))


def test_pelican_is_silent_about_feeds_that_it_does_not_write(
    make_site: MakeSite, caplog: pytest.LogCaptureFixture
) -> None:
    make_site(
        {"pelicanconf.py": 'PLUGINS = ["plugins.publish.feeds"]\nSITEURL = ""\nTIMEZONE = "UTC"\n'}
    )
    read_settings_file("pelicanconf.py", Path("output"))
    assert caplog.messages == []
