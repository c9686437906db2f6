"""Reads pelicanconf.py or publishconf.py; errors name the line of the setting."""

import os
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG, read_settings

from newsroom.config.load_errors import diagnose_load_error
from newsroom.config.parsing import invalid
from newsroom.config.schema import Settings
from newsroom.config.settings import locate, parse_settings
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
    """Return Pelican's settings from a file, to build into `output`; raise `UserError`."""
    require_project(file)
    try:
        raw: dict[str, Any] = read_settings(file)
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


def diagnose_pelican_error(error: BaseException, file: str) -> Diagnostic:
    """Return the diagnostic for an error of Pelican about a setting; raise an `OSError` again."""
    if isinstance(error, OSError):
        raise error
    if str(error).startswith(NO_CONTENT):
        return locate("PATH", invalid("PATH must be the folder with the posts", "folder not found"))
    message = f"invalid setting: {type(error).__name__}: {error}"
    return Diagnostic(file, 0, "setting/invalid", message)
