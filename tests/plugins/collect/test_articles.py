"""Articles, pages and their terms, made of documents."""

from datetime import UTC, datetime
from typing import Any

import pytest

from newsroom.content.document import Document
from newsroom.site.articles import Article, Page
from newsroom.site.model import Site
from plugins.collect.articles import collect_articles, link_page_translations, link_translations
from tests.model import make_document, make_site


def article(slug: str, lang: str = "en", day: int = 1) -> Article:
    date = datetime(2025, 1, day, tzinfo=UTC)
    return Article(make_document(f"posts/{slug}.md", slug=slug, lang=lang, date=date))


def page(slug: str, lang: str = "en") -> Page:
    return Page(make_document(f"pages/{slug}-{lang}.md", slug=slug, lang=lang))


def collected(*documents: Document) -> Site:
    """A site with the articles and pages of these documents."""
    site = make_site(documents=documents)
    collect_articles(site)
    return site


def post(slug: str, **front: Any) -> Document:
    return make_document(f"posts/{slug}.md", slug=slug, **{"category": "News", **front})


@pytest.mark.parametrize(
    ("posts", "originals", "translations"),
    [
        ([], "", ""),
        ([article("b"), article("a")], "a-en b-en", ""),
        ([article("a", day=1), article("b", day=2)], "b-en a-en", ""),
        ([article("a", "hi", 1), article("a", "en", 2)], "a-en", "a-hi"),
        ([article("a", "hi", 1), article("a", "mr", 2)], "a-hi", "a-mr"),
        ([article("a"), article("a")], "a-en a-en", ""),
    ],
)
def test_originals_and_translations(
    posts: list[Article], originals: str, translations: str
) -> None:
    parts = link_translations(posts, "en")
    assert [" ".join(f"{p.slug}-{p.lang}" for p in part) for part in parts] == [
        originals,
        translations,
    ]


def test_versions_know_one_another() -> None:
    english, hindi = article("a"), article("a", "hi")
    link_translations([english, hindi, article("b")], "en")
    assert english.translations == (hindi,)
    assert hindi.translations == (english,)
    assert english.original is hindi.original is english


def test_pages_are_linked_without_dates() -> None:
    hindi, english, contact = page("about", "hi"), page("about"), page("contact")
    link_page_translations([hindi, english, contact], "en")
    assert (hindi.translations, english.translations) == ((english,), (hindi,))
    assert (contact.translations, contact.original) == ((), contact)
    assert hindi.original is english.original is english


def test_urls_follow_the_patterns_of_the_layout() -> None:
    site = collected(post("a"), post("b", lang="hi"), make_document("pages/about.md"))
    urls = {entry.slug: entry.url for entry in site.entries}
    assert urls == {"a": "2025/05/a/", "b": "hi/2025/05/b/", "about": "about/"}


def test_hidden_articles_are_in_no_list() -> None:
    site = collected(post("a", tags=("AI",)), post("b", status="hidden", tags=("AI", "Rare")))
    assert [a.slug for a in site.articles] == ["a"]
    (hidden,) = site.hidden_articles
    assert [tag.name for tag in hidden.tags] == ["AI"]  # a tag without a list has no page
    assert [(tag.name, len(tag.articles)) for tag in site.tags] == [("AI", 1)]


def test_a_category_has_a_page_even_where_only_hidden_articles_have_it() -> None:
    site = collected(post("a"), post("b", status="hidden", category="Practice"))
    assert [(c.name, len(c.articles)) for c in site.categories] == [("News", 1), ("Practice", 0)]


def test_spellings_with_one_slug_are_one_term() -> None:
    newer = post("b", tags=("AI", "ai"), date=datetime(2025, 6, 1, tzinfo=UTC))
    site = collected(post("a", tags=("ai",)), newer)
    (tag,) = site.tags
    assert (tag.name, tag.url) == ("AI", "tag/ai/")
    assert [a.slug for a in tag.articles] == ["b", "a"]
    assert [[tag.name for tag in a.tags] for a in site.articles] == [["AI"], ["AI"]]


def test_terms_are_sorted_by_slug() -> None:
    site = collected(post("a", tags=("zoo", "Art", "book"), authors=("Zed", "Amy")))
    assert [tag.name for tag in site.tags] == ["Art", "book", "zoo"]
    assert [author.name for author in site.articles[0].authors] == ["Zed", "Amy"]


@pytest.mark.parametrize(
    ("status", "day", "unpublished", "is_hidden"),
    [
        ("published", 1, "", False),
        ("hidden", 1, "", True),
        ("draft", 1, "draft", False),
        ("published", 400, "scheduled", False),
        ("hidden", 400, "scheduled", False),
    ],
)
def test_a_preview_shows_why_a_post_is_withheld(
    status: str, day: int, unpublished: str, is_hidden: bool
) -> None:
    date = datetime.fromtimestamp(1_735_689_600 + day * 86_400, UTC)  # days of 2025
    (entry,) = collected(post("a", status=status, date=date)).entries
    assert (entry.unpublished, entry.is_hidden) == (unpublished, is_hidden)
