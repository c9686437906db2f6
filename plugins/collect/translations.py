"""Posts and pages with one slug in several languages: gives them `translations` and `original`.

The original is the one in the site's language, else the oldest; only originals stand in lists.
Done here because Pelican compares every post with every other, and stops at two posts with one
slug before our report can name both files. Also puts ties of date in order, by slug.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pelican import signals

from newsroom.content.article import Article, Content
from plugins.adapter import Generator


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """Sorted by date, the newest first; ties by slug and language."""
    by_name = sorted(articles, key=lambda article: (article.slug, article.lang))
    return sorted(by_name, key=lambda article: article.date, reverse=True)


def split(articles: Sequence[Article]) -> tuple[list[Article], list[Article]]:
    """(originals, translations), both newest first. Each learns `translations` and `original`."""
    by_slug: dict[str, list[Article]] = defaultdict(list)
    for article in reversed(newest_first(articles)):
        by_slug[article.slug].append(article)
    originals: list[Article] = []
    translations: list[Article] = []
    for versions in by_slug.values():
        main = next((version for version in versions if version.in_default_lang), versions[0])
        for version in versions:
            version.translations = [other for other in versions if other is not version]
            version.original = main
            (originals if version.lang == main.lang else translations).append(version)
    return newest_first(originals), newest_first(translations)


def split_translations(generator: Generator) -> None:
    """Before Pelican sorts its posts into categories, tags and authors."""
    g = generator
    g.articles, g.translations = split([*g.articles, *g.translations])
    hidden = [*g.hidden_articles, *g.hidden_translations]
    g.hidden_articles, g.hidden_translations = split(hidden)


def pair_pages(pages: Iterable[Content]) -> None:
    """Each page learns its `translations` and `original`; pages have no date."""
    by_slug: dict[str, list[Content]] = defaultdict(list)
    for page in sorted(pages, key=lambda page: (not page.in_default_lang, str(page.lang))):
        by_slug[page.slug].append(page)
    for versions in by_slug.values():
        for version in versions:
            version.translations = [other for other in versions if other is not version]
            version.original = versions[0]


def pair_translated_pages(generator: Generator) -> None:
    """Those that are hidden belong to no others."""
    pair_pages(generator.pages)
    pair_pages(generator.hidden_pages)


def register() -> None:
    """Pelican's own grouping is off: ARTICLE_TRANSLATION_ID and PAGE_TRANSLATION_ID."""
    signals.article_generator_pretaxonomy.connect(split_translations)
    signals.page_generator_finalized.connect(pair_translated_pages)
