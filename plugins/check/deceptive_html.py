"""Warns of HTML in posts that covers the page, imitates it, or sends to another site.

`ACTIVE_HTML["allow"]` in pelicanconf.py lists source files that may.

Needs: links.
"""

from pathlib import Path
from typing import Any

from pelican import signals

from newsroom.html.deceptive_html import find_deceptive, template_classes
from newsroom.html.tree import parse_html
from plugins.adapter import (
    Generator,
    articles_generator,
    every_body,
    report_of,
    site_of,
    source_line,
    source_path,
)


def page_classes(settings: dict[str, Any]) -> set[str]:
    """Return the class names in the templates of the theme."""
    templates = (Path(settings["THEME"]) / "templates").rglob("*.html")
    return {name for file in templates for name in template_classes(file.read_text("utf-8"))}


def warn_of_deceptive_html(generators: list[Generator]) -> None:
    """Look through the tree of every body; most have no HTML of such a kind."""
    generator, report = articles_generator(generators), report_of(generators)
    allowed, classes = site_of(generators).active_html.allow, page_classes(generator.settings)
    for body in every_body(generators):
        if source_path(body) in allowed:
            continue
        for mark, message in find_deceptive(parse_html(body._content), classes):
            line = source_line(body, generator.path, mark)
            report.warn(body.front_matter.file, line, message)


def register() -> None:
    """Once every body is as it is published."""
    signals.all_generators_finalized.connect(warn_of_deceptive_html)
