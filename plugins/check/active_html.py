"""Refuses active content in bodies: elements that run or load code, `on…=`, `javascript:` URLs.

`ACTIVE_HTML["allow"]` in pelicanconf.py lists source files that may have it. What is judged is the
HTML as it is published, after everything that changes it. Gives every body `active_html`: whether
its file may, which the checks of the built site look for.

Needs: links, content_policy.
"""

from collections.abc import Iterator
from pathlib import Path

from pelican import signals

from newsroom.content.article import Content
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.html.tree import parse_html
from newsroom.html.unsafe_html import find_active
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


def active_content(body: Content, folder: str | Path) -> Iterator[Diagnostic]:
    """Yield an error for each piece of active content in a body; `folder` is that of all files."""
    for text, code, message in find_active(parse_html(body._content)):
        line = find_source_line(body, folder, text)
        yield Diagnostic(body.front_matter.file, line, code, message, ADVICE)


def refuse_active_html(generators: list[Generator]) -> None:
    """Report the active content of every body whose file is not allowed to have any."""
    folder, report = articles_generator(generators).path, get_report(generators)
    allowed = get_site(generators).active_html.allow
    for body in all_bodies(generators):
        body.active_html = source_path(body) in allowed
        if not body.active_html:
            report.add(*active_content(body, folder))


def register() -> None:
    """Run once every body is as it is published."""
    signals.all_generators_finalized.connect(refuse_active_html)
