"""`check`: report on the posts and on the built site."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from newsroom.attachments.validation import active_files
from newsroom.build.settings_file import read_settings_file, read_site_settings
from newsroom.build.source_check import SourceCheck, check_sources, find_newer_source
from newsroom.cache.stamp import kept_stamp
from newsroom.cache.store import FOLDER, Cache
from newsroom.checks.external_links.check import (
    check_external_links,
    external_links,
    request_links,
)
from newsroom.checks.page_weight import heaviest_pages, render_weights
from newsroom.checks.site import BuiltSite
from newsroom.checks.site_reader import read_built_site
from newsroom.checks.suite import check_built_site
from newsroom.config.layout import parse_layout
from newsroom.diagnostics.diagnostic import Diagnostic, Severity
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import plural, render_json, render_report, without_repeated
from newsroom.diagnostics.report import regraded
from newsroom.preview.saves import saves
from newsroom.site.page_sources import built_bodies

OUTPUT = Path("output")
SETTINGS = "pelicanconf.py"


def is_current(output: Path) -> bool:
    """Return whether nothing has changed since the build into a folder, which kept a stamp."""
    stamp = kept_stamp(output)
    return stamp is not None and stamp.is_current(stamp.options, output.resolve())


def check_project() -> SourceCheck:
    """Return the check of the sources, and whether the built site is older than these."""
    sources = check_sources(SETTINGS)
    if not is_current(OUTPUT) and (last := find_newer_source(Path(), OUTPUT / "index.html")):
        message, advice = f"older than {last.as_posix()}", "run `python3 blog.py build`"
        sources.diagnostics.append(Diagnostic(f"{OUTPUT}/", 0, "output/stale", message, advice))
    return sources


def read_check_settings() -> tuple[frozenset[str], Mapping[str, Severity]]:
    """Return the files that the settings allow to be active, and the severities of codes.

    Where no settings can be read, the theme alone may be active.
    """
    try:
        raw = read_settings_file(SETTINGS, OUTPUT)
        settings = read_site_settings(raw)
        return active_files(settings, parse_layout(raw, {})), dict(settings.diagnostics)
    except UserError:
        return frozenset(["theme/"]), {}


def check_other_sites(site: BuiltSite) -> list[Diagnostic]:
    """Return what other sites answer to the links of a site."""
    name = site.pages["index.html"].meta("og:site_name") or "A site"
    agent = f"Mozilla/5.0 (compatible; link check of {name.encode('ascii', 'ignore').decode()}"
    urls = external_links(site)
    sys.stderr.write(f"checking {plural(len(urls), 'link')} to other sites …\n")
    sys.stderr.flush()
    answers = request_links(urls, f"{agent}; +{site.url}/)")
    return list(check_external_links(site, answers, Path("content")))


def report(folder: Path | None, *, external: bool, as_json: bool) -> int:
    """Print the diagnostics of the sources and the built site; return the exit status."""
    sources = SourceCheck([]) if folder else check_project()
    project, bodies = sources.diagnostics, sources.bodies
    allowed, severities = read_check_settings()
    site = read_built_site(
        folder or OUTPUT,
        bodies=built_bodies(bodies, OUTPUT),
        allowed=allowed,
        cache=None if folder else Cache(FOLDER),
    )
    built = check_built_site(site, severities)
    if external and "index.html" in site.pages:
        built += regraded(check_other_sites(site), severities)
    diagnostics = [*project, *without_repeated(built, project)]
    if as_json:
        click.echo(render_json(diagnostics), nl=False)
    else:
        if "index.html" in site.pages:
            click.echo(f"{render_weights(heaviest_pages(site))}\n")
        click.echo(render_report(diagnostics), nl=False)
    return int(any(diagnostic.severity == "error" for diagnostic in diagnostics))


def check_on_save(options: list[str]) -> int:
    """Build and report again on every save, each in a process of its own, until Ctrl+C.

    Python imports settings and plugins once. Of a failed build the last line is printed: the report
    contains its errors, except for those of the theme.
    """
    for _ in saves(Path()):
        build = [sys.executable, "-m", "newsroom", "build"]
        process = subprocess.run(build, capture_output=True, encoding="utf-8", check=False)
        subprocess.run([sys.executable, "-m", "newsroom", "check", *options], check=False)
        if process.returncode and process.stderr:
            sys.stderr.write(f"{process.stderr.splitlines()[-1]}\n")
        sys.stdout.flush()
    return 0


def run(folder: Path | None, *, external: bool, as_json: bool, watch: bool) -> int:
    """Check the posts and the site, or the site in `folder` alone; return the exit status."""
    if watch:
        return check_on_save(["--external"] * external + ["--json"] * as_json)
    return report(folder, external=external, as_json=as_json)
