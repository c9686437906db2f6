"""Warns of deceptive HTML: it covers the page, imitates it, or sends to another site.

`ACTIVE_HTML["allow"]` in pelicanconf.py lists source files that may have it.

Needs: links.
"""

from pathlib import Path
from typing import Any

from pelican import signals

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.html.tree import parse_html
from newsroom.html.unsafe_html import find_deceptive, template_classes
from plugins.adapter import (
    Generator,
    all_bodies,
    articles_generator,
    find_source_line,
    get_report,
    get_site,
    source_path,
)

ADVICE = 'remove it, or allow this file in ACTIVE_HTML["allow"] of pelicanconf.py'


def page_classes(settings: dict[str, Any]) -> set[str]:
    """Return the class names in the templates of the theme."""
    templates = (Path(settings["THEME"]) / "templates").rglob("*.html")
    return {name for file in templates for name in template_classes(file.read_text("utf-8"))}


def warn_of_deceptive_html(generators: list[Generator]) -> None:
    """Report the deceptive content of every body whose file is not allowed to have any."""
    generator, report = articles_generator(generators), get_report(generators)
    allowed, classes = get_site(generators).active_html.allow, page_classes(generator.settings)
    for body in all_bodies(generators):
        if source_path(body) in allowed:
            continue
        for text, code, message in find_deceptive(parse_html(body._content), classes):
            line = find_source_line(body, generator.path, text)
            report.add(Diagnostic(body.front_matter.file, line, code, message, ADVICE))


def register() -> None:
    """Run once every body is as it is published."""
    signals.all_generators_finalized.connect(warn_of_deceptive_html)
