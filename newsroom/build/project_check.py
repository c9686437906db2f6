"""The check of a project: its sources, and the site that was built of them, as one report."""

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from newsroom.attachments.validation import active_files
from newsroom.build.settings_file import read_settings_file, read_site_settings
from newsroom.build.source_check import SourceCheck, check_sources, find_newer_source
from newsroom.cache.check_stamp import CheckResult, KeptCheck, build_hash, keep_check
from newsroom.cache.code_version import code_files
from newsroom.cache.stamp import (
    Printed,
    Stamp,
    kept_stamp,
    named_variables,
    output_states,
    read_inputs,
    with_code,
)
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
from newsroom.config.schema import PageWeightLimit
from newsroom.diagnostics.diagnostic import Diagnostic, Severity
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import plural, render_json, render_report, without_repeated
from newsroom.diagnostics.report import regraded
from newsroom.parallel.progress import Progress
from newsroom.site.page_sources import built_bodies

OUTPUT = Path("output")
SETTINGS = "pelicanconf.py"
BY_THE_CLOCK = frozenset(  # codes of what time alone may remove
    ["correction/invalid-date", "modified/in-future", "feed/future-date", "sitemap/future-date"]
)


def check_project(*, external: bool, progress: Progress | None = None) -> CheckResult:
    """Return the check of the project in the current folder; keep it for the next one.

    What other sites answer, if `external`, is never kept.
    """
    started, inputs, output = time.time(), read_inputs(), output_states(OUTPUT.resolve())
    with closing(Cache(FOLDER)) as cache:
        build = kept_stamp(OUTPUT)
        is_built = build is not None and build.is_current(build.options, OUTPUT.resolve())
        sources = check_sources(SETTINGS, cache, progress)
        if not is_built:
            sources.diagnostics.extend(stale_output())
        result, built = check_output(OUTPUT, sources, cache, progress, external=external)
        codes = {diagnostic.code for diagnostic in (*sources.diagnostics, *built)}
        if sources.since is None or external or codes & BY_THE_CLOCK:
            return result
        ends = [sources.until, build.until if build and is_built else None]
        code = code_files(Path.cwd())
        stamp = Stamp(
            (SETTINGS, True),
            with_code(inputs, code),
            named_variables(code),
            output,
            sources.since,
            min((end for end in ends if end is not None), default=None),
            Printed("", "", 0),
        )
        keep_check(cache, OUTPUT, KeptCheck(stamp, build_hash(cache, OUTPUT), started, result))
    return result


def check_folder(folder: Path, *, external: bool, progress: Progress | None = None) -> CheckResult:
    """Return the check of a built site alone."""
    return check_output(folder, SourceCheck([]), None, progress, external=external)[0]


def check_output(
    folder: Path,
    sources: SourceCheck,
    cache: Cache | None,
    progress: Progress | None,
    *,
    external: bool,
) -> tuple[CheckResult, list[Diagnostic]]:
    """Return the check of a built site beside that of its sources, and what is wrong with it."""
    settings = read_check_settings()
    site = read_built_site(
        folder,
        bodies=built_bodies(sources.bodies, OUTPUT),
        allowed=settings.allowed,
        page_limit=settings.page_limit,
        cache=cache,
        progress=progress,
    )
    built = check_built_site(site, settings.severities)
    if external and "index.html" in site.pages:
        built += regraded(check_other_sites(site), settings.severities)
    diagnostics = [*sources.diagnostics, *without_repeated(built, sources.diagnostics)]
    weights = f"{render_weights(heaviest_pages(site))}\n\n" if "index.html" in site.pages else ""
    status = int(any(diagnostic.severity == "error" for diagnostic in diagnostics))
    text = f"{weights}{render_report(diagnostics)}"
    return CheckResult(text, render_json(diagnostics), status), built


def stale_output() -> Iterator[Diagnostic]:
    """Yield a warning if the built site is older than a source."""
    if last := find_newer_source(Path(), OUTPUT / "index.html"):
        message, advice = f"older than {last.as_posix()}", "run `python3 blog.py build`"
        yield Diagnostic(f"{OUTPUT}/", 0, "output/stale", message, advice)


class CheckSettings(NamedTuple):
    """What the settings say of checks; the defaults are those where no settings can be read.

    `allowed` are the files that may be active, `page_limit` is what a page may weigh, in bytes.
    """

    allowed: frozenset[str] = frozenset(["theme/"])
    severities: Mapping[str, Severity] = MappingProxyType({})
    page_limit: int = PageWeightLimit().bytes


def read_check_settings() -> CheckSettings:
    """Return what the settings of the project say of checks."""
    try:
        raw = read_settings_file(SETTINGS, OUTPUT)
        settings = read_site_settings(raw)
        allowed = active_files(settings, parse_layout(raw, {}))
        return CheckSettings(allowed, dict(settings.diagnostics), settings.page_weight.bytes)
    except UserError:
        return CheckSettings()


def check_other_sites(site: BuiltSite) -> list[Diagnostic]:
    """Return what other sites answer to the links of a site."""
    name = site.pages["index.html"].meta("og:site_name") or "A site"
    agent = f"Mozilla/5.0 (compatible; link check of {name.encode('ascii', 'ignore').decode()}"
    urls = external_links(site)
    sys.stderr.write(f"checking {plural(len(urls), 'link')} to other sites …\n")
    sys.stderr.flush()
    answers = request_links(urls, f"{agent}; +{site.url}/)")
    return list(check_external_links(site, answers, Path("content")))
