"""Reads pelicanconf.py or publishconf.py; errors name the line of the setting."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG, read_settings

from newsroom.build.plugin_names import check_plugins
from newsroom.config.load_errors import diagnose_load_error
from newsroom.config.parsing import invalid
from newsroom.config.schema import Settings
from newsroom.config.settings import locate, parse_settings
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import DiagnosticsError
from newsroom.urls.site_url import is_example_url

# Pelican writes no feeds here; left at their defaults, they make it warn of a missing SITEURL.
NO_FEEDS = dict.fromkeys(
    name for name in DEFAULT_CONFIG if name.endswith(("FEED_ATOM", "ALL_ATOM", "FEED_RSS"))
)
NO_CONTENT = "You need to specify a path containing the content"  # Pelican's words


def read_settings_file(file: str, output: Path) -> dict[str, Any]:
    """Return Pelican's settings from a file, to build into `output`; raise `UserError`."""
    require_project(file)
    try:
        with no_bytecode():
            raw: dict[str, Any] = read_settings(file, NO_FEEDS)
    except (Exception, SystemExit) as error:  # the file is a program: it may raise anything
        if diagnostic := diagnose_load_error(error):
            raise DiagnosticsError([diagnostic]) from error
        raise DiagnosticsError([diagnose_pelican_error(error, file)]) from error
    refuse_other_output(raw["OUTPUT_PATH"])
    raw["OUTPUT_PATH"] = str(output)
    refuse_example(raw)
    if errors := [*check_plugins(raw["PLUGINS"])]:
        raise DiagnosticsError(locate("PLUGINS", error) for error in errors)
    return raw


@contextmanager
def no_bytecode() -> Iterator[None]:
    """Let Python write no bytecode inside of the context.

    It takes bytecode for that of a file of the same size whose time is of the same second, and so
    would not see a setting that is saved again within a second.
    """
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


def read_site_settings(raw: Mapping[str, Any]) -> Settings:
    """Return our settings, typed, from those of Pelican; raise `UserError` with every error."""
    return parse_settings(raw, os.environ, DEFAULT_CONFIG)


def require_project(file: str = "pelicanconf.py") -> None:
    """Raise `UserError` unless the current folder has the settings of a blog."""
    for name in ("pelicanconf.py", file):
        if not Path(name).is_file():
            raise UserError(f"{name} not found; run this in the folder of the blog")


def refuse_other_output(path: str) -> None:
    """Raise `DiagnosticsError` if OUTPUT_PATH is not the folder that the commands use."""
    if Path(path).absolute() != Path("output").absolute():
        advice = "build elsewhere with `python3 blog.py build --output FOLDER`"
        error = invalid('OUTPUT_PATH must be "output"', advice)
        raise DiagnosticsError([locate("OUTPUT_PATH", error)])


def refuse_example(raw: Mapping[str, Any]) -> None:
    """Raise `DiagnosticsError` if SITEURL in publishconf.py is still an example.

    One in the environment is accepted.
    """
    url = str(raw["SITEURL"])
    if raw.get("PRODUCTION") and is_example_url(url) and not os.environ.get("SITEURL"):
        error = invalid(f'SITEURL "{url}" is an example', "write the real URL of the site")
        raise DiagnosticsError([locate("SITEURL", error)])


def diagnose_pelican_error(error: BaseException, file: str) -> Diagnostic:
    """Return the diagnostic for an error of Pelican about a setting; raise an `OSError` again."""
    if isinstance(error, OSError):
        raise error
    if str(error).startswith(NO_CONTENT):
        return locate("PATH", invalid("PATH must be the folder with the posts", "folder not found"))
    message = f"invalid setting: {type(error).__name__}: {error}"
    return Diagnostic(file, 0, "setting/invalid", message)
