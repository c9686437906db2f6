"""Makes articles and pages of the documents, sorted, with their categories, tags and authors.

Versions of one slug in several languages are translations of one another. The original is the one
in the site's language, else the oldest; only originals are in lists and have terms. Articles of one
date are in the order of their slugs. Of spellings of a tag with one slug, that of the newest post
is its name; words that differ in letters are two tags, and the slug of one has a number.
"""

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Generic, TypeVar

from newsroom.content.document import Document
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article, Author, Page, Term
from newsroom.site.model import Site
from newsroom.site.term_slugs import (
    KINDS,
    count_names,
    name_slugs,
    numbered_slug_warnings,
)

T = TypeVar("T", bound=Term)
NO_AUTHOR, NO_CATEGORY = "Nobody", "None"  # of a post whose front matter has an error


class TermIndex(Generic[T]):
    """The terms of one kind by slug, each made once, by a function of its name, slug and URL."""

    def __init__(self, kind: str, site: Site, make: Callable[[str, str, str], T]) -> None:
        self.kind, self.layout, self.make = kind, site.layout, make
        self.slugs = dict(site.term_slugs[kind])
        self.by_slug: dict[str, T] = {}

    def get(self, name: str) -> T:
        """Return the term with a name, the same one for names with one slug."""
        if name not in self.slugs:
            self.slugs[name] = self.layout.slugify[self.kind](name)
        slug = self.slugs[name]
        if slug not in self.by_slug:
            url = self.layout.url(self.kind, name=name, slug=slug)
            self.by_slug[slug] = self.make(name, slug, url)
        return self.by_slug[slug]

    def with_pages(self) -> tuple[T, ...]:
        """Return the terms that list articles, by slug."""
        terms = (term for term in self.by_slug.values() if term.articles)
        return tuple(sorted(terms, key=lambda term: term.slug))


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """Return articles sorted by date, the newest first; ties by slug and language."""
    by_name = sorted(articles, key=lambda article: (article.slug, article.lang))
    return sorted(by_name, key=lambda article: article.date, reverse=True)


def link_translations(
    articles: Sequence[Article], language: str
) -> tuple[list[Article], list[Article]]:
    """Set `translations` and `original`; return originals and translations, both newest first.

    `language` is that of the site.
    """
    by_slug: dict[str, list[Article]] = defaultdict(list)
    for article in reversed(newest_first(articles)):
        by_slug[article.slug].append(article)
    originals: list[Article] = []
    translations: list[Article] = []
    for versions in by_slug.values():
        original = next((v for v in versions if v.lang == language), versions[0])
        for version in versions:
            version.translations = tuple(other for other in versions if other is not version)
            version.original = original
            (originals if version.lang == original.lang else translations).append(version)
    return newest_first(originals), newest_first(translations)


def link_page_translations(pages: Iterable[Page], language: str) -> None:
    """Set `translations` and `original` of pages, which have no date."""
    by_slug: dict[str, list[Page]] = defaultdict(list)
    for page in sorted(pages, key=lambda page: (page.lang != language, page.lang)):
        by_slug[page.slug].append(page)
    for versions in by_slug.values():
        for version in versions:
            version.translations = tuple(other for other in versions if other is not version)
            version.original = versions[0]


def set_term_slugs(site: Site) -> None:
    """Set the slug of each name of a term, and report those with a number."""
    uses = count_names(site.documents, site.profile_documents)
    profiles = {profile.name: profile.front_matter.slug for profile in site.profile_documents}
    fixed = {name: slug for name, slug in profiles.items() if slug}
    first = [category.name for category in site.settings.categories]
    slugs = {}
    for kind in KINDS:
        slugs[kind], numbered = name_slugs(
            uses[kind].since,
            site.layout.slugify[kind],
            fixed=fixed if kind == "author" else {},
            first=first if kind == "category" else (),
        )
        site.report.add(*numbered_slug_warnings(kind, numbered, uses[kind]))
    site.term_slugs = slugs


def slug_of(kind: str, name: str, site: Site) -> str:
    """Return the slug of the name of a term."""
    return site.term_slugs[kind].get(name) or site.layout.slugify[kind](name)


def make_article(document: Document, site: Site) -> Article:
    """Return the article of a document, with its URL and without terms."""
    front, settings = document.front_matter, site.settings
    kind = "article" if front.lang == settings.language else "article_translation"
    category, author = front.category or NO_CATEGORY, (front.authors or (NO_AUTHOR,))[0]
    url = site.layout.url(
        kind,
        slug=document.slug,
        lang=front.lang,
        date=front.date,
        category=slug_of("category", category, site),
        author=slug_of("author", author, site),
    )
    return Article(document, url, unpublished=front.why_withheld(settings.now))


def make_page(document: Document, site: Site) -> Page:
    """Return the page of a document, with its URL."""
    front, settings = document.front_matter, site.settings
    kind = "page" if front.lang == settings.language else "page_translation"
    url = site.layout.url(kind, slug=document.slug, lang=front.lang)
    return Page(document, url, unpublished=front.why_withheld(settings.now))


def attach_terms(site: Site) -> None:
    """Set the terms of every article, and give terms their articles.

    Articles that are in no list have the tags that lists have; their categories have pages.
    """
    categories = TermIndex("category", site, partial(Term, "category"))
    tags = TermIndex("tag", site, partial(Term, "tag"))
    authors = TermIndex("author", site, partial(Author, "author"))
    for article in site.all_articles:
        front = article.front_matter
        article.category = categories.get(front.category or NO_CATEGORY)
        article.tags = tuple(dict.fromkeys(map(tags.get, front.tags)))
        names = front.authors or (NO_AUTHOR,)
        article.authors = tuple(dict.fromkeys(map(authors.get, names)))
    for article in site.articles:
        for term in (article.category, *article.tags, *article.authors):
            term.articles.append(article)
    for article in (*site.translations, *site.hidden_articles):
        article.tags = tuple(tag for tag in article.tags if tag.articles)
    site.categories = tuple(sorted(categories.by_slug.values(), key=lambda term: term.slug))
    site.tags = tags.with_pages()


def collect_articles(site: Site) -> None:
    """Set the lists of articles and pages, and of their terms."""
    language = site.settings.language
    set_term_slugs(site)
    articles = [make_article(d, site) for d in site.documents if not d.is_page]
    public = [article for article in articles if not article.is_hidden]
    hidden = [article for article in articles if article.is_hidden]
    originals, translations = link_translations(public, language)
    site.articles, site.translations = tuple(originals), tuple(translations)
    site.hidden_articles = tuple(a for group in link_translations(hidden, language) for a in group)
    pages = [make_page(d, site) for d in site.documents if d.is_page]
    pages.sort(key=lambda page: (page.is_hidden, posixpath.basename(page.path), page.path))
    for is_hidden in (False, True):
        link_page_translations([p for p in pages if p.is_hidden == is_hidden], language)
    site.pages = tuple(pages)
    attach_terms(site)


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=["site.documents", "site.profile_documents"],
    provides=[
        "site.term_slugs",
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.pages",
        "site.categories",
        "site.tags",
        "article.category",
        "article.tags",
        "article.authors",
        "article.translations",
        "article.original",
        "article.unpublished",
        "page.translations",
        "page.original",
        "page.unpublished",
    ],
    run=collect_articles,
    update=unaffected,
)
register = PLUGIN.register
