"""Refuses scripts in posts: elements that run or load code, `on…=` attributes, `javascript:` links.

`ACTIVE_HTML["allow"]` in pelicanconf.py lists source files that may hold them.

Needs: front_matter.
"""

from collections.abc import Collection, Iterable

from pelican import signals

from plugins.support.active import Active
from plugins.support.content import (
    Generator,
    articles_generator,
    every_body,
    report_of,
    site_of,
    source_line,
    source_path,
)

ADVICE = 'remove it, or allow this file in ACTIVE_HTML["allow"] of pelicanconf.py'


def refusals(path: str, unsafe: Iterable[Active], allowed: Collection[str]) -> list[Active]:
    """Each piece of active content in a file that may hold none, with what to do about it."""
    found = () if path in allowed else unsafe
    return [Active(mark, f"{sentence}; {ADVICE}") for mark, sentence in found]


def refuse_active_html(generators: list[Generator]) -> None:
    """Look through the outline of every body."""
    content, report = articles_generator(generators).path, report_of(generators)
    allowed = site_of(generators).active_html.allow
    for body in every_body(generators):
        path = source_path(body)
        for mark, sentence in refusals(path, body.outline.unsafe, allowed):
            report.refuse(body.front_matter.file, source_line(body, content, mark), sentence)


def register() -> None:
    """Once every body has been read."""
    signals.all_generators_finalized.connect(refuse_active_html)
