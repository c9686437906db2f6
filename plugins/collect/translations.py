"""Gives articles and pages `translations` and `original`: those with one slug in other languages.

The original is the one in the site's language, else the oldest; only originals are listed. Pelican
can do this too, but it compares every post with every other, and stops at two posts with one slug
before our report can name both files. Also puts posts of one date in order, by slug.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pelican import signals

from newsroom.content.article import Article, Content
from plugins.adapter import Generator


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """Return articles sorted by date, the newest first; ties by slug and language."""
    by_name = sorted(articles, key=lambda article: (article.slug, article.lang))
    return sorted(by_name, key=lambda article: article.date, reverse=True)


def link_translations(articles: Sequence[Article]) -> tuple[list[Article], list[Article]]:
    """Set `translations` and `original`; return originals and translations, both newest first."""
    by_slug: dict[str, list[Article]] = defaultdict(list)
    for article in reversed(newest_first(articles)):
        by_slug[article.slug].append(article)
    originals: list[Article] = []
    translations: list[Article] = []
    for versions in by_slug.values():
        original = next((version for version in versions if version.in_default_lang), versions[0])
        for version in versions:
            version.translations = [other for other in versions if other is not version]
            version.original = original
            (originals if version.lang == original.lang else translations).append(version)
    return newest_first(originals), newest_first(translations)


def attach_translations(generator: Generator) -> None:
    """Sort public and hidden articles into originals and translations."""
    g = generator
    g.articles, g.translations = link_translations([*g.articles, *g.translations])
    hidden = [*g.hidden_articles, *g.hidden_translations]
    g.hidden_articles, g.hidden_translations = link_translations(hidden)


def link_page_translations(pages: Iterable[Content]) -> None:
    """Set `translations` and `original` of pages, which have no date."""
    by_slug: dict[str, list[Content]] = defaultdict(list)
    for page in sorted(pages, key=lambda page: (not page.in_default_lang, str(page.lang))):
        by_slug[page.slug].append(page)
    for versions in by_slug.values():
        for version in versions:
            version.translations = [other for other in versions if other is not version]
            version.original = versions[0]


def attach_page_translations(generator: Generator) -> None:
    """Link the translations of public pages and, apart from them, of hidden ones."""
    link_page_translations(generator.pages)
    link_page_translations(generator.hidden_pages)


def register() -> None:
    """Connect to signals before Pelican sorts posts into categories, tags and authors.

    Its own grouping is off: ARTICLE_TRANSLATION_ID and PAGE_TRANSLATION_ID.
    """
    signals.article_generator_pretaxonomy.connect(attach_translations)
    signals.page_generator_finalized.connect(attach_page_translations)
