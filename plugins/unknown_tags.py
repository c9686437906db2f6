"""Refuses tags that browsers do not know, for readers would miss them: the `<T>` of `Vec<T>`.

Files in ACTIVE_HTML["allow"] may have custom elements, `<my-chart>`, which their scripts define.

Needs: front_matter.
"""

from collections.abc import Iterable

from pelican import signals

from plugins.support.content import (
    Generator,
    articles_generator,
    every_body,
    report_of,
    site_of,
    source_line,
    source_path,
)

ADVICE = "put it between backticks, or write &lt; for <"


def refusals(tags: Iterable[str], *, active: bool) -> list[tuple[str, str]]:
    """What to look for in the source, and a sentence, for each tag that readers would miss."""
    return [
        (tag, f"{tag} is no tag that browsers know, so that readers would not see it; {ADVICE}")
        for tag in tags
        if not (active and "-" in tag.split()[0])
    ]


def refuse_unknown_tags(generators: list[Generator]) -> None:
    """Look through the outline of every body."""
    content, report = articles_generator(generators).path, report_of(generators)
    allowed = site_of(generators).active_html.allow
    for body in every_body(generators):
        active = source_path(body) in allowed
        for tag, sentence in refusals(body.outline.unknown_tags, active=active):
            report.refuse(body.front_matter.file, source_line(body, content, tag), sentence)


def register() -> None:
    """Once every body has been read."""
    signals.all_generators_finalized.connect(refuse_unknown_tags)
