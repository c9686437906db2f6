"""Writes `/llms.txt` (llmstxt.org): what the site is, with links to its text in Markdown.

A chapter for each section of the site with its newest posts, LLMS["items"] at most, each with the
URL of its Markdown copy; then the pages and the feeds. Sections without posts are left out.

Needs: sections, feeds, json_feed, markdown_copy.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pelican import signals

from newsroom.content.article import Article, Content, is_published
from plugins.adapter import Generator, all_pages, articles_generator, claim_urls, get_site


@dataclass(frozen=True)
class ChapterLink:
    """A line of a chapter: a name, a path of the site, and a note, "" for none."""

    name: str
    path: str
    note: str


@dataclass(frozen=True)
class Chapter:
    """A heading of the file with the links below it."""

    name: str
    links: tuple[ChapterLink, ...]


def posts_chapter(name: str, posts: Iterable[Article], items: int) -> Chapter:
    """Return the newest posts of a section, `items` at most."""
    newest = [post for post in posts if post.markdown_copy][:items]
    links = (ChapterLink(p.title, p.markdown_copy, p.front_matter.summary) for p in newest)
    return Chapter(name, tuple(links))


def pages_chapter(pages: Iterable[Content]) -> Chapter:
    """Return the pages of the site, by title."""
    rows = sorted((page.title, page.url, page.front_matter.summary) for page in pages)
    return Chapter("Pages", tuple(ChapterLink(*row) for row in rows))


def feeds_chapter(feeds: Iterable[Any], json_feed: str, site: str, pages: Sequence[str]) -> Chapter:
    """Return the feeds of the site and of its sections, whose URLs are `pages`."""
    listed = [feed for feed in feeds if feed.articles and feed.page in ("", *pages)]
    links = [ChapterLink(feed.title or site, feed.url, "") for feed in listed]
    links += [ChapterLink(f"{site}, in JSON", json_feed, "")] if json_feed else []
    return Chapter("Feeds", tuple(links))


def attach_llms(generators: list[Generator]) -> None:
    """Attach `llms`, the chapters of the file, without those that are empty."""
    context, site = articles_generator(generators).context, get_site(generators)
    posts = {category.name: articles for category, articles in context["categories"]}
    sections = context["sections"].values()
    chapters = [posts_chapter(s.name, posts[s.name], site.llms.items) for s in sections]
    chapters.append(pages_chapter(page for page in all_pages(generators) if is_published(page)))
    pages = [section.url for section in sections]
    chapters.append(feeds_chapter(context["feeds"], context["json_feed"], site.name, pages))
    context["llms"] = [chapter for chapter in chapters if chapter.links]


def claim_llms(generator: Generator) -> None:
    """Claim the URL early, so that links to the file can be checked."""
    claim_urls(generator, "llms.txt")


def write_llms(generator: Generator, writer: Any) -> None:
    """Write the file."""
    writer.write_file("llms.txt", generator.get_template("llms"), generator.context)


def register() -> None:
    """Connect to signals: the URL early, the file after Pelican has written its own."""
    signals.article_generator_finalized.connect(claim_llms)
    signals.all_generators_finalized.connect(attach_llms)
    signals.article_writer_finalized.connect(write_llms)
