"""What was put right: gives templates `corrections`, those of all posts, newest first.

Each has an id that holds for good: it is derived from that of its post, its day and its place
among the corrections of that day, so that neither a repaired text nor one more correction below
changes it. The page with the slug `corrections` lists them below its own text. A correction dated
before its post or in the future is refused.

Needs: front_matter, permanent_ids.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID, uuid5

from pelican import signals

from newsroom.content.article import Article
from newsroom.content.front_matter.nested_fields import Correction
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.dates.local_time import format_datetime
from newsroom.diagnostics.report import Report
from plugins.adapter import (
    Generator,
    articles_generator,
    contents_of,
    every_article,
    every_page,
    report_of,
)

SLUG = "corrections"
NO_PAGE = "no page has the slug `corrections`, so that no page lists corrections; add this file"


@dataclass(frozen=True)
class PublishedCorrection:
    """A correction with its permanent id, the moment that it counts from, and its post."""

    id: str
    made: datetime
    date: datetime
    text: str
    article: Article


def ids(post_id: str, corrections: Iterable[Correction]) -> list[str]:
    """A UUID for each correction of a post, in order."""
    seen: Counter[str] = Counter()
    found = []
    for correction in corrections:
        day = f"{correction.date:%Y-%m-%d}"
        seen[day] += 1
        found.append(str(uuid5(UUID(post_id), f"correction/{day}/{seen[day]}")))
    return found


def published(article: Article) -> list[PublishedCorrection]:
    """The corrections of one article, the last one first."""
    front: FrontMatter = article.front_matter
    known = ids(article.permanent_id, front.corrections)
    found = [
        PublishedCorrection(id_, made, correction.date, correction.text, article)
        for id_, made, correction in zip(known, front.made, front.corrections, strict=True)
    ]
    return found[::-1]


def newest_first(articles: Sequence[Article]) -> tuple[PublishedCorrection, ...]:
    """The corrections of all articles; ties in the order of the articles."""
    found = [correction for article in articles for correction in published(article)]
    return tuple(sorted(found, key=lambda correction: correction.made, reverse=True))


def misdated(front: FrontMatter, now: datetime) -> list[tuple[int, str]]:
    """Line and sentence of each correction that cannot have been made when it says.

    A day without a time may be that of publication.
    """
    found = []
    for correction in front.corrections:
        written = f"a correction is dated {format_datetime(correction.date)}"
        whole_day = correction.date.time() == time.min
        if correction.date > now:
            sentence = f"{written}, which is still to come; write when it was made"
            found.append((correction.line, sentence))
        elif correction.date < front.date and not (
            whole_day and correction.date.date() == front.date.date()
        ):
            sentence = f"{written}, before its post ({format_datetime(front.date)}); change one"
            found.append((correction.line, sentence))
    return found


def check_dates(fronts: Iterable[FrontMatter], now: datetime, report: Report) -> None:
    """Refuse what cannot have been; a `modified` before the post is left out with a warning."""
    for front in fronts:
        for line, sentence in misdated(front, now):
            report.refuse(front.file, line or front.line("corrections"), sentence)
        if front.modified and front.modified > now:
            sentence = "modified is still to come; write when the post was changed"
            report.refuse(front.file, front.line("modified"), sentence)
        if front.modified and front.modified.date() < front.date.date():
            sentence = "modified is before date, and so it is left out"
            report.warn(front.file, front.line("modified"), sentence)


def attach_corrections(generator: Generator) -> None:
    """Early, as feeds are made of them. Those of translations are listed, of hidden posts not."""
    settings = generator.settings
    fronts = (article.front_matter for article in every_article([generator]))
    check_dates(fronts, settings["SITE"].now, settings["REPORT"])
    listed = [*generator.articles, *generator.translations]
    generator.context["corrections"] = newest_first(listed)


def choose_template(generator: Generator) -> None:
    """The page that lists them has the template `corrections`, in every language."""
    for page in contents_of(generator):
        if page.slug == SLUG:
            page.template = SLUG


def miss_page(generators: list[Generator]) -> None:
    """A warning when there is something to list and no page for it."""
    slugs = {page.slug for page in every_page(generators)}
    if articles_generator(generators).context["corrections"] and SLUG not in slugs:
        report_of(generators).warn(f"content/pages/{SLUG}.md", 1, NO_PAGE)


def register() -> None:
    """Once posts have been read, and once pages have."""
    signals.article_generator_finalized.connect(attach_corrections)
    signals.page_generator_finalized.connect(choose_template)
    signals.all_generators_finalized.connect(miss_page)
