"""Writes `/llms.txt` (llmstxt.org): what the site is, and where agents find its text in Markdown.

A section for each section of the site with its newest posts, LLMS["items"] at most, each by the
address of its Markdown copy; then the pages and the feeds. Sections without posts are left out.

Needs: sections, feeds, json_feed, markdown_copy.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pelican import signals

from newsroom.content.article import Article, Content, published
from plugins.adapter import Generator, articles_generator, claim, every_page, site_of


@dataclass(frozen=True)
class Reference:
    """One line: a name, the path that it leads to, and a note, "" for none."""

    name: str
    path: str
    note: str


@dataclass(frozen=True)
class Chapter:
    """One section of the file."""

    name: str
    references: tuple[Reference, ...]


def of_posts(name: str, posts: Iterable[Article], items: int) -> Chapter:
    """The newest posts of a section."""
    copied = [post for post in posts if post.markdown_copy][:items]
    return Chapter(
        name, tuple(Reference(p.title, p.markdown_copy, p.front_matter.summary) for p in copied)
    )


def of_pages(pages: Iterable[Content]) -> Chapter:
    """The pages of the site, by title."""
    found = sorted((page.title, page.url, page.front_matter.summary) for page in pages)
    return Chapter("Pages", tuple(Reference(*page) for page in found))


def of_feeds(feeds: Iterable[Any], json_feed: str, site: str, pages: Sequence[str]) -> Chapter:
    """The feeds of the site and of its sections, which stand at `pages`."""
    found = [feed for feed in feeds if feed.articles and feed.page in ("", *pages)]
    references = [Reference(feed.title or site, feed.url, "") for feed in found]
    references += [Reference(f"{site}, in JSON", json_feed, "")] if json_feed else []
    return Chapter("Feeds", tuple(references))


def attach_llms(generators: list[Generator]) -> None:
    """The sections of the file, without those that are empty."""
    context, site = articles_generator(generators).context, site_of(generators)
    posts = {category.name: found for category, found in context["categories"]}
    sections = [section for name, section in context["sections"].items()]
    chapters = [of_posts(s.name, posts[s.name], site.llms.items) for s in sections]
    chapters.append(of_pages(page for page in every_page(generators) if published(page)))
    pages = [section.url for section in sections]
    chapters.append(of_feeds(context["feeds"], context["json_feed"], site.name, pages))
    context["llms"] = [chapter for chapter in chapters if chapter.references]


def claim_llms(generator: Generator) -> None:
    """Early, so that links to the file hold."""
    claim(generator, "llms.txt")


def write_llms(generator: Generator, writer: Any) -> None:
    """The file."""
    writer.write_file("llms.txt", generator.get_template("llms"), generator.context)


def register() -> None:
    """Written when Pelican has written the rest."""
    signals.article_generator_finalized.connect(claim_llms)
    signals.all_generators_finalized.connect(attach_llms)
    signals.article_writer_finalized.connect(write_llms)
