"""Settings files: those that no command can use, and those that are saved again."""

import os
import sys
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


@pytest.mark.parametrize("file", ["pelicanconf.py", "publishconf.py"])
def test_a_file_saved_again_in_the_same_second_is_read_again(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    conf = make_site() / "pelicanconf.py"
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    text = conf.read_text(encoding="utf-8")
    for name in ("One", "Two"):
        conf.write_text(f"{text}SITENAME = {name!r}\n", encoding="utf-8")
        os.utime(conf, (1, 1))
        monkeypatch.delitem(sys.modules, "pelicanconf", raising=False)
        assert read_settings_file(file, Path("output"))["SITENAME"] == name
        assert sys.dont_write_bytecode is False
