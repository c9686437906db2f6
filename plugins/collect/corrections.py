"""Gives templates `corrections`: the corrections of all posts, newest first.

Each has a permanent id: it is derived from that of its post, its day and its number among the
corrections of that day, so that neither a repaired text nor one more correction below changes it.
The page with the slug `corrections` lists them below its own text. A correction dated before its
post or in the future is an error.

Needs: front_matter, permanent_ids.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID, uuid5

from pelican import signals

from newsroom.content.article import Article
from newsroom.content.front_matter.nested_fields import Correction
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.dates.local_time import format_datetime
from newsroom.diagnostics.diagnostic import Diagnostic
from plugins.adapter import (
    Generator,
    all_articles,
    all_pages,
    articles_generator,
    generator_contents,
    get_report,
)

SLUG = "corrections"  # of the page, and its template


@dataclass(frozen=True)
class PublishedCorrection:
    """A correction with its permanent id and its post.

    `date` is as written; `instant` is unique in a post and after its publication.
    """

    id: str
    instant: datetime
    date: datetime
    text: str
    article: Article


def correction_ids(post_id: str, corrections: Iterable[Correction]) -> list[str]:
    """Return a UUID for each correction of a post, in order."""
    counts: Counter[str] = Counter()
    ids = []
    for correction in corrections:
        day = f"{correction.date:%Y-%m-%d}"
        counts[day] += 1
        ids.append(str(uuid5(UUID(post_id), f"correction/{day}/{counts[day]}")))
    return ids


def corrections_of(article: Article) -> list[PublishedCorrection]:
    """Return the corrections of one article, the last one first."""
    front: FrontMatter = article.front_matter
    ids = correction_ids(article.permanent_id, front.corrections)
    corrections = [
        PublishedCorrection(id_, instant, correction.date, correction.text, article)
        for id_, instant, correction in zip(
            ids, front.correction_dates, front.corrections, strict=True
        )
    ]
    return corrections[::-1]


def collect_corrections(articles: Sequence[Article]) -> tuple[PublishedCorrection, ...]:
    """Return the corrections of all articles, newest first; ties in the order of the articles."""
    corrections = [correction for article in articles for correction in corrections_of(article)]
    return tuple(sorted(corrections, key=lambda correction: correction.instant, reverse=True))


def misdated_corrections(front: FrontMatter, now: datetime) -> Iterator[Diagnostic]:
    """Yield an error for each correction that is dated before its post or after `now`.

    A day without a time may be that of publication.
    """
    for correction in front.corrections:
        message = f"correction is dated {format_datetime(correction.date)}"
        line = correction.line or front.line("corrections")
        is_whole_day = correction.date.time() == time.min
        is_same_day = correction.date.date() == front.date.date()
        if correction.date > now:
            message, advice = f"{message}, which is in the future", "write when it was made"
        elif correction.date < front.date and not (is_whole_day and is_same_day):
            message, advice = (
                f"{message}, before its post ({format_datetime(front.date)})",
                "change one",
            )
        else:
            continue
        yield Diagnostic(front.file, line, "correction/invalid-date", message, advice)


def misdated_modification(front: FrontMatter, now: datetime) -> Iterator[Diagnostic]:
    """Yield an error for a `modified` after `now`, or a warning for one before the post."""
    line = front.line("modified")
    if front.modified and front.modified > now:
        message, advice = "modified is in the future", "write when the post was changed"
        yield Diagnostic(front.file, line, "modified/in-future", message, advice)
    if front.modified and front.modified.date() < front.date.date():
        message, advice = "modified is before date, and is ignored", "correct one"
        yield Diagnostic(front.file, line, "modified/before-date", message, advice)


def attach_corrections(generator: Generator) -> None:
    """Attach `corrections` early, as feeds need them: those of public posts and translations."""
    now, report = generator.settings["SITE"].now, generator.settings["REPORT"]
    for front in (article.front_matter for article in all_articles([generator])):
        report.add(*misdated_corrections(front, now), *misdated_modification(front, now))
    articles = [*generator.articles, *generator.translations]
    generator.context["corrections"] = collect_corrections(articles)


def choose_template(generator: Generator) -> None:
    """Give the page that lists them its template, in every language."""
    for page in generator_contents(generator):
        if page.slug == SLUG:
            page.template = SLUG


def check_page(generators: list[Generator]) -> None:
    """Warn if corrections are not listed, as no page has the slug for it."""
    slugs = {page.slug for page in all_pages(generators)}
    if articles_generator(generators).context["corrections"] and SLUG not in slugs:
        message, advice = f"missing page `{SLUG}` to list corrections", "add this file"
        diagnostic = (f"content/pages/{SLUG}.md", 1, "correction/missing-page", message, advice)
        get_report(generators).add(Diagnostic(*diagnostic))


def register() -> None:
    """Connect to Pelican's signals after posts, pages and both are read."""
    signals.article_generator_finalized.connect(attach_corrections)
    signals.page_generator_finalized.connect(choose_template)
    signals.all_generators_finalized.connect(check_page)
