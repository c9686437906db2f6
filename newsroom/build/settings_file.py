"""Reads pelicanconf.py or publishconf.py; what is wrong in it is told with its line."""

import os
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG, read_settings

from newsroom.config.load_errors import diagnose_load_error
from newsroom.config.parsing import invalid
from newsroom.config.schema import Site, locate_setting
from newsroom.config.settings import locate, parse_site
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import DiagnosticsError
from newsroom.diagnostics.suggestions import suggestion
from newsroom.urls.site_url import is_example_url

FIRST = "plugins.read.settings"
PHASES = {
    "read": "settings template_filters theme_files article_body front_matter",
    "collect": "translations permanent_ids corrections fast_lookups period_archives lead_image "
    "author_bios attachments entities entity_hubs editions redirects",
    "check": "links content_policy active_html deceptive_html cross_references sources build_gate",
    "enrich": "reading_time related_posts neighbors series feedback_links sections "
    "structured_data social_meta",
    "publish": "feeds json_feed sitemaps news_sitemap robots markdown_copy llms headers indexnow "
    "next_change",
}
RENAMED = {
    "template_filters": "page_furniture", "fast_lookups": "quick_lists",
    "cross_references": "references", "build_gate": "verdict", "social_meta": "sharing",
}  # fmt: skip
# The names of version 0.1, `plugins.verdict`, with those of now, `plugins.check.build_gate`.
MOVED_PLUGINS = {
    f"plugins.{RENAMED.get(name, name)}": f"plugins.{phase}.{name}"
    for phase, names in PHASES.items()
    for name in names.split()
}
NO_CONTENT = "You need to specify a path containing the content"  # Pelican's words


def read_settings_file(file: str, output: Path) -> dict[str, Any]:
    """Pelican's settings from a file, to build into `output`; raises `UserError`."""
    refuse_elsewhere(file)
    try:
        settings: dict[str, Any] = read_settings(file)
    except (Exception, SystemExit) as error:  # the file is a program: it may raise anything
        if diagnostic := diagnose_load_error(error):
            raise DiagnosticsError([diagnostic]) from error
        raise UserError(unusable(error, file)) from error
    refuse_other_output(settings["OUTPUT_PATH"])
    settings["OUTPUT_PATH"] = str(output)
    refuse_example(settings)
    if errors := [*check_plugins(settings["PLUGINS"])]:
        raise DiagnosticsError(locate("PLUGINS", error) for error in errors)
    return settings


def read_site_settings(settings: Mapping[str, Any]) -> Site:
    """Our settings, typed, from those of Pelican; raises `UserError` with every error."""
    return parse_site(settings, os.environ, DEFAULT_CONFIG)


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


def check_plugins(names: Any) -> Iterator[Diagnostic]:
    """Yield an error for each name in PLUGINS that cannot be imported, and for a wrong first one.

    Without plugins, Pelican would build another site. Names of version 0.1 have moved.
    """
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        yield invalid(f'PLUGINS must be a list of names, such as "{FIRST}"')
        return
    for name in (name for name in names if name not in MOVED_PLUGINS):
        if not any(map(can_be_imported, (name, f"pelican.plugins.{name}"))):
            advice = suggestion(name, {*MOVED_PLUGINS.values(), *names} - {name})
            yield invalid(f'plugin "{name}" in PLUGINS not found', advice)
    moved = [name for name in names if name in MOVED_PLUGINS]
    for name in moved:
        yield invalid(f'plugin "{name}" has moved', f'write "{MOVED_PLUGINS[name]}"')
    if names[:1] != [FIRST] and not moved:
        yield invalid(f'PLUGINS must start with "{FIRST}"', "all others need it")


def can_be_imported(module: str) -> bool:
    """Return whether a module is found; its packages are imported, it is not."""
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
