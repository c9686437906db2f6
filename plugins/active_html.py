"""Refuses scripts in posts: elements that run or load code, `on…=` attributes, `javascript:` links.

`ACTIVE_HTML["allow"]` in pelicanconf.py lists source files that may hold them.

Needs: front_matter.
"""

from collections.abc import Collection

from pelican import signals

from plugins.support.content import (
    Generator,
    articles_generator,
    every_content,
    report_of,
    site_of,
    source_line,
)

ADVICE = 'remove it, or allow this file in ACTIVE_HTML["allow"] of pelicanconf.py'


def refusals(path: str, unsafe: Collection[str], allowed: Collection[str]) -> list[str]:
    """A sentence for each piece of active content in a file that may hold none."""
    return [] if path in allowed else [f"{sentence}; {ADVICE}" for sentence in unsafe]


def refuse_active_html(generators: list[Generator]) -> None:
    """Look through the outline of every body."""
    settings, report = articles_generator(generators).settings, report_of(generators)
    allowed = site_of(generators).active_html.allow
    for content in every_content(generators):
        for sentence in refusals(
            content.get_relative_source_path(), content.outline.unsafe, allowed
        ):
            # The sentence quotes the tag or attribute; its first word-like part finds the line.
            mark = next(
                (part for part in sentence.split() if part[0] == "<" or part[-1] in "=:"), ""
            )
            line = source_line(content, settings, mark.rstrip("=:>"))
            report.refuse(content.front_matter.file, line, sentence)


def register() -> None:
    """Once every body has been read."""
    signals.all_generators_finalized.connect(refuse_active_html)
