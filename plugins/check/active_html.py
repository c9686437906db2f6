"""Refuses scripts in posts: elements that run or load code, `on…=` attributes, `javascript:` links.

`ACTIVE_HTML["allow"]` in pelicanconf.py lists source files that may hold them. What is judged is
the HTML as it is published, after everything that changes it. Gives every body `active_html`:
whether its file may, which the checks of the built site look for.

Needs: links, content_policy.
"""

from collections.abc import Collection, Iterable

from pelican import signals

from newsroom.html.active_html import Active, find_active
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

ADVICE = 'remove it, or allow this file in ACTIVE_HTML["allow"] of pelicanconf.py'


def refusals(path: str, unsafe: Iterable[Active], allowed: Collection[str]) -> list[Active]:
    """Each piece of active content in a file that may hold none, with what to do about it."""
    found = () if path in allowed else unsafe
    return [Active(mark, f"{sentence}; {ADVICE}") for mark, sentence in found]


def refuse_active_html(generators: list[Generator]) -> None:
    """Look through the tree of every body."""
    content, report = articles_generator(generators).path, report_of(generators)
    allowed = site_of(generators).active_html.allow
    for body in every_body(generators):
        path = source_path(body)
        body.active_html = path in allowed
        found = find_active(parse_html(body._content))
        for mark, sentence in refusals(path, found, allowed):
            report.refuse(body.front_matter.file, source_line(body, content, mark), sentence)


def register() -> None:
    """Once every body is as it is published."""
    signals.all_generators_finalized.connect(refuse_active_html)
