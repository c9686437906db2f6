"""Report on the posts and on the built site: `python -m newsroom.commands.check [FOLDER]`.

Posts: what the build says of them, drafts included. The site in output/: pages, links inside,
what machines read against what readers see, feeds, sitemaps, redirects, the heaviest pages; with
--external also links to other sites. Errors and warnings are told apart, sorted by file; exit
status 1 when there is an error. With a FOLDER only that built site is looked at.
"""

import subprocess
import sys
from dataclasses import replace
from itertools import chain
from pathlib import Path

import click

from newsroom.attachments.validation import active_files
from newsroom.build import source_check as content
from newsroom.build.bodies import collected_bodies
from newsroom.build.settings_file import read_settings_file
from newsroom.checks.external_links import check as outside
from newsroom.checks.finding import Finding, warning
from newsroom.checks.report import in_json, in_sentences, once
from newsroom.checks.rules import page_weight as weight
from newsroom.checks.site import BuiltSite, findings, read_site
from newsroom.commands.serve import saves
from newsroom.content.body import current
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import plural

OUTPUT = Path("output")
SETTINGS = "pelicanconf.py"


def on_posts() -> list[Finding]:
    """What is to tell of the content, and whether the built site is older."""
    found = content.find(SETTINGS)
    if last := content.newer(Path(), OUTPUT / "index.html"):
        sentence = f"is older than {last.as_posix()}; run `make html`"
        found.append(warning(f"{OUTPUT}/", sentence))
    return [replace(finding, check="content") for finding in found]


def allowed_files() -> frozenset[str]:
    """What pelicanconf.py allows to be active; the theme alone where there is none to read."""
    try:
        return active_files(read_settings_file(SETTINGS, OUTPUT))
    except UserError:
        return frozenset(["theme/"])


def on_links_outside(site: BuiltSite) -> list[Finding]:
    """What other sites answer."""
    name = site.pages["index.html"].meta("og:site_name") or "A site"
    agent = f"Mozilla/5.0 (compatible; link check of {name.encode('ascii', 'ignore').decode()}"
    named = outside.addresses(site)
    sys.stderr.write(f"looking at {plural(len(named), 'link')} to other sites …\n")
    sys.stderr.flush()
    answers = outside.ask(named, f"{agent}; +{site.url}/)")
    found = outside.find(site, answers, Path("content"))
    return [replace(finding, check="outside") for finding in found]


def report(folder: Path | None, *, external: bool, as_json: bool) -> int:
    """Print the report; gives the exit status."""
    with collected_bodies() as bodies:
        posts = [] if folder else on_posts()
    known = current(bodies, OUTPUT)
    site = read_site(folder or OUTPUT, bodies=known, allowed=allowed_files())
    found = once(posts, findings(site))
    if external and "index.html" in site.pages:
        found += on_links_outside(site)
    if as_json:
        click.echo(in_json(found), nl=False)
    else:
        if "index.html" in site.pages:
            click.echo(f"{weight.table(weight.heaviest(site))}\n")
        click.echo(in_sentences(found), nl=False)
    return int(any(finding.severity == "error" for finding in found))


def check_on_save(options: list[str]) -> int:
    """Build and report anew whenever a file is saved, each in a process of its own.

    Pelican keeps memory of what it has read. What stops a build stands in the report as well, but
    for mistakes in the theme.
    """
    for _ in chain([None], saves()):
        build = [sys.executable, "-m", "newsroom", "build"]
        done = subprocess.run(build, capture_output=True, encoding="utf-8", check=False)
        subprocess.run([sys.executable, "-m", "newsroom", "check", *options], check=False)
        if done.returncode and done.stderr:
            sys.stderr.write(f"{done.stderr.splitlines()[-1]}\n")
        sys.stdout.flush()
    return 0


def run(folder: Path | None, *, external: bool, as_json: bool, watch: bool) -> int:
    """Check the posts and the site, or the site in `folder` alone; return the exit status."""
    if watch:
        return check_on_save(["--external"] * external + ["--json"] * as_json)
    return report(folder, external=external, as_json=as_json)
