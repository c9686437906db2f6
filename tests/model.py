"""Typed objects of a site for tests, each with defaults for what a test does not care about."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.config.layout import Layout
from newsroom.config.schema import Settings
from newsroom.content.body import Body
from newsroom.content.document import Document, linked_files
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.html.outline import body_text, read_outline
from newsroom.site.articles import Article, Author, Page, Profile, Term
from newsroom.site.model import Site
from tests.interface import VOCABULARY

NOW = datetime(2026, 1, 1, tzinfo=UTC)
KOLKATA = ZoneInfo("Asia/Kolkata")
DAY = datetime(2025, 5, 1, 9, tzinfo=KOLKATA)
ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"


def slugify(name: str) -> str:
    """A slug for names of ASCII letters."""
    return name.lower().replace(" ", "-")


LAYOUT = Layout(
    Path("content"),
    Path("theme"),
    urls={
        "article": ARTICLE_URL,
        "article_translation": f"{{lang}}/{ARTICLE_URL}",
        "page": "{slug}/",
        "page_translation": "{lang}/{slug}/",
        "category": "category/{slug}/",
        "tag": "tag/{slug}/",
        "author": "author/{slug}/",
    },
    lists={"index": "", "archive": "archive/", "tags": "tags/", "authors": "authors/"},
    slugify=dict.fromkeys(("post", "category", "tag", "author", "entity"), slugify),
)


def make_settings(**values: Any) -> Settings:
    """Settings of a site at https://example.org/blog."""
    url = values.pop("url", "https://example.org/blog")
    return Settings("The Site", "About", url, "en", KOLKATA, NOW, **values)


def make_site(settings: Settings | None = None, **values: Any) -> Site:
    """A site with these settings and attributes."""
    site = Site(settings or make_settings(), LAYOUT, vocabulary=VOCABULARY)
    for name, value in values.items():
        setattr(site, name, value)
    return site


def make_document(path: str = "posts/a.md", html: str = "", **front: Any) -> Document:
    """A document with a body that has no links, and keys of its front matter."""
    slug = front.pop("slug", "") or Path(path).stem
    front = {"title": slug.title(), "date": DAY, "lang": "en", **front}
    front_matter = FrontMatter(f"content/{path}", **front)
    body, outline = Body((html,), (), body_text(html)), read_outline(html)
    is_page = path.startswith("pages/")
    files = linked_files(outline.links, path)
    return Document(path, front_matter, slug, body, outline, 1, is_page=is_page, linked_files=files)


def make_article(slug: str = "a", html: str = "", **values: Any) -> Article:
    """An article with a slug; other names are keys of its front matter or attributes.

    What both have, such as `sources`, is a key of the front matter.
    """
    keys = {
        name: values.pop(name) for name in [*values] if name in FrontMatter.__dataclass_fields__
    }
    names = ("category", "tags", "authors")
    own = {name: keys.pop(name) for name in names if name in keys}
    terms: dict[str, Any] = {}
    if "category" in own:
        keys["category"] = own["category"]
        terms["category"] = make_term("category", own["category"])
    if "tags" in own:
        keys["tags"] = tuple(own["tags"])
        terms["tags"] = tuple(make_term("tag", name) for name in own["tags"])
    if "authors" in own:
        keys["authors"] = tuple(own["authors"])
        terms["authors"] = tuple(make_author(name) for name in own["authors"])
    document = make_document(f"posts/{slug}.md", html, slug=slug, **keys)
    url = values.pop("url", "") or LAYOUT.url("article", date=document.front_matter.date, slug=slug)
    article = Article(document, url, **terms)
    article.original = article
    for name, value in values.items():
        setattr(article, name, value)
    return article


def make_page(slug: str = "about", html: str = "", **front: Any) -> Page:
    """A page with a slug and keys of its front matter."""
    page = Page(make_document(f"pages/{slug}.md", html, slug=slug, **front), f"{slug}/")
    page.original = page
    return page


def make_term(kind: str, name: str) -> Term:
    """A category or tag."""
    slug = slugify(name)
    return Term(kind, name, slug, f"{kind}/{slug}/")


def make_author(name: str, **profile: Any) -> Author:
    """An author with a profile."""
    slug = slugify(name)
    url = f"author/{slug}/"
    document = make_document(f"authors/{slug}.md", slug=slug)
    return Author("author", name, slug, url, profile=Profile(document, url, name=name, **profile))
