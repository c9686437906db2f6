"""Sets `site.corrections`: those of all public posts, newest first.

Each has a permanent id: it is derived from that of its post, its day and its number among the
corrections of that day, so that neither a repaired text nor one more correction below changes it.
The page with the slug `corrections` lists them below its own text. A correction dated before its
post or in the future is an error.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from uuid import uuid5

from newsroom.content.front_matter.nested_fields import Correction
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.dates.local_time import format_datetime
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article
from newsroom.site.lists import PublishedCorrection
from newsroom.site.model import Site
from newsroom.text.uuid import identifier_uuid

SLUG = "corrections"  # of the page, and its template


def correction_ids(post_id: str, corrections: Iterable[Correction]) -> list[str]:
    """Return a UUID for each correction of a post, in order."""
    counts: Counter[str] = Counter()
    ids = []
    for correction in corrections:
        day = f"{correction.date:%Y-%m-%d}"
        counts[day] += 1
        ids.append(str(uuid5(identifier_uuid(post_id), f"correction/{day}/{counts[day]}")))
    return ids


def corrections_of(article: Article) -> list[PublishedCorrection]:
    """Return the corrections of one article, the last one first."""
    front = article.front_matter
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


def missing_page(site: Site) -> Iterator[Diagnostic]:
    """Yield a warning if the site has corrections, and no page has the slug to list them."""
    if site.corrections and SLUG not in {page.slug for page in site.pages}:
        message, advice = f"missing page `{SLUG}` to list corrections", "add this file"
        path = f"content/pages/{SLUG}.md"
        yield Diagnostic(path, 1, "correction/missing-page", message, advice)


def attach_corrections(site: Site) -> None:
    """Give the site its corrections, and the page that lists them its template in each language.

    Reports what is wrong with their dates, and with those of modifications.
    """
    now = site.settings.now
    for article in site.all_articles:
        front = article.front_matter
        site.report.add(*misdated_corrections(front, now), *misdated_modification(front, now))
    site.corrections = collect_corrections(site.public_articles)
    for page in site.pages:
        if page.slug == SLUG:
            page.template = SLUG
    site.report.add(*missing_page(site))


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=[
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.pages",
        "article.permanent_id",
    ],
    provides=["site.corrections", "page.template"],
    run=attach_corrections,
    update=unaffected,
)
register = PLUGIN.register
