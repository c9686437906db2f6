"""Writes `/llms.txt` (llmstxt.org): what the site is, with links to its text in Markdown.

A chapter for each section of the site with its newest posts, LLMS["items"] at most, each with the
URL of its Markdown copy; then the pages and the feeds. Sections without posts are left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from newsroom.locale.words import Words
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article, Page
from newsroom.site.lists import Feed
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile


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


def pages_chapter(pages: Iterable[Page], words: Words) -> Chapter:
    """Return the pages of the site, by title."""
    rows = sorted((page.title, page.url, page.front_matter.summary) for page in pages)
    return Chapter(words.text("pages"), tuple(ChapterLink(*row) for row in rows))


def feeds_chapter(
    feeds: Iterable[Feed], json_feed: str, site: str, pages: Sequence[str], words: Words
) -> Chapter:
    """Return the feeds of the site and of its sections, whose URLs are `pages`."""
    listed = [feed for feed in feeds if feed.articles and feed.page in ("", *pages)]
    links = [ChapterLink(feed.title or site, feed.url, "") for feed in listed]
    links += (
        [ChapterLink(words.text("feed_in_json", site=site), json_feed, "")] if json_feed else []
    )
    return Chapter(words.text("feeds"), tuple(links))


def list_chapters(site: Site) -> list[Chapter]:
    """Return the chapters of the file, without those that are empty."""
    posts, sections = {term.name: term.articles for term in site.categories}, site.sections.values()
    chapters = [posts_chapter(s.name, posts[s.name], site.settings.llms.items) for s in sections]
    chapters.append(pages_chapter((page for page in site.pages if page.is_published), site.words))
    pages = [section.url for section in sections]
    chapters.append(
        feeds_chapter(site.feeds, site.json_feed, site.settings.name, pages, site.words)
    )
    return [chapter for chapter in chapters if chapter.links]


def llms_values(site: Site) -> dict[str, object]:
    """Return what the template of the file prints."""
    return {"chapters": list_chapters(site)}


def declare_llms(site: Site) -> Iterator[OutputFile]:
    """Yield the file."""
    yield OutputFile(
        "llms.txt",
        "file",
        "the list of texts in Markdown",
        template="llms",
        values=partial(llms_values, site),
    )


PLUGIN = Plugin(
    __name__,
    phase="publish",
    needs=[
        "site.categories",
        "site.pages",
        "site.sections",
        "site.feeds",
        "site.json_feed",
        "article.markdown_copy",
        "page.unpublished",
    ],
    files=declare_llms,
    update=unaffected,
)
register = PLUGIN.register
