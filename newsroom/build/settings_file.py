"""Reads pelicanconf.py or publishconf.py; what is wrong in it is told with its line."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG, read_settings

from newsroom.config.load_errors import mistake
from newsroom.config.schema import Site, locate_setting
from newsroom.config.settings import read_site
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.suggestions import did_you_mean
from newsroom.urls.site_url import is_example_url

FIRST = "plugins.read.settings"
NO_CONTENT = "You need to specify a path containing the content"  # Pelican's words


def read_settings_file(file: str, output: Path) -> dict[str, Any]:
    """Pelican's settings from a file, to build into `output`; raises `UserError`."""
    refuse_elsewhere(file)
    try:
        settings: dict[str, Any] = read_settings(file)
    except (Exception, SystemExit) as error:  # the file is a program: it may raise anything
        raise UserError(mistake(error) or unusable(error, file)) from error
    refuse_other_output(settings["OUTPUT_PATH"])
    settings["OUTPUT_PATH"] = str(output)
    refuse_example(settings)
    if sentence := wrong_plugins(settings["PLUGINS"]):
        raise UserError(f"{':'.join(map(str, locate_setting('PLUGINS')))}: PLUGINS {sentence}")
    return settings


def read_site_settings(settings: Mapping[str, Any]) -> Site:
    """Our settings, typed, from those of Pelican; raises `UserError` with every error."""
    return read_site(settings, os.environ, DEFAULT_CONFIG)


def refuse_elsewhere(file: str = "pelicanconf.py") -> None:
    """Raise `UserError` where no project is."""
    for needed in ("pelicanconf.py", file):
        if not Path(needed).is_file():
            raise UserError(f"there is no {needed} here; run this in the folder of the blog")


def refuse_other_output(path: str) -> None:
    """Raise `UserError` where OUTPUT_PATH names another folder than the one commands use."""
    if Path(path).absolute() != Path("output").absolute():
        file, line = locate_setting("OUTPUT_PATH")
        advice = "build elsewhere with python -m newsroom.commands.build --output FOLDER"
        raise UserError(f'{file}:{line}: OUTPUT_PATH must be "output"; {advice}')


def refuse_example(settings: Mapping[str, Any]) -> None:
    """Raise `UserError` where the address in publishconf.py is still that of an example.

    One that the command itself gives is meant.
    """
    address = str(settings["SITEURL"])
    if settings.get("PRODUCTION") and is_example_url(address) and not os.environ.get("SITEURL"):
        sentence = f'SITEURL is "{address}", an example; write the real address of the site'
        raise UserError(f"{':'.join(map(str, locate_setting('SITEURL')))}: {sentence}")


def wrong_plugins(given: Any) -> str:
    """What is wrong with PLUGINS, without which nothing else can be told; "" for nothing."""
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        return f'has to be a list of names, such as "{FIRST}"'
    if given[:1] != [FIRST]:
        return f'has to start with "{FIRST}", which all others need'
    for name in given:
        if not any(map(is_there, (name, f"pelican.plugins.{name}"))):
            return f'names "{name}", which is not there{did_you_mean(name, {*given} - {name})}'
    return ""


def is_there(module: str) -> bool:
    """Whether a module can be found; its packages are loaded, it is not."""
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def unusable(error: BaseException, file: str) -> str:
    """The sentence for a setting that Pelican cannot use; what no file told is raised again."""
    if isinstance(error, OSError):
        raise error
    if str(error).startswith(NO_CONTENT):
        where, line = locate_setting("PATH")
        return f"{where}:{line}: PATH has to be the folder with the posts, and there is none such"
    return f"{file}: a setting cannot be used: {type(error).__name__}: {error}"
