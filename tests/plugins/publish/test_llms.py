"""The chapters of llms.txt and their links."""

import pytest

from newsroom.site.articles import Article
from newsroom.site.lists import Feed, Section
from plugins.publish.llms import (
    Chapter,
    ChapterLink,
    declare_llms,
    feeds_chapter,
    pages_chapter,
    posts_chapter,
)
from tests.interface import WORDS
from tests.model import make_article, make_page, make_site, make_term


def post(name: str, *, copy: bool = True) -> Article:
    path = f"{name}/index.md" if copy else ""
    return make_article(name, title=name, summary=f"About {name}.", markdown_copy=path)


@pytest.mark.parametrize(
    ("items", "names"), [(0, []), (1, ["a"]), (2, ["a", "c"]), (9, ["a", "c"])]
)
def test_the_newest_posts_that_have_a_copy(items: int, names: list[str]) -> None:
    chapter = posts_chapter("News", [post("a"), post("b", copy=False), post("c")], items)
    assert chapter == Chapter(
        "News", tuple(ChapterLink(n, f"{n}/index.md", f"About {n}.") for n in names)
    )


def test_pages_are_in_order_of_their_titles() -> None:
    pages = [make_page(name, title=name, summary=f"About {name}.") for name in "ba"]
    links = pages_chapter(pages, WORDS).links
    assert [(link.name, link.path, link.note) for link in links] == [
        ("a", "a/", "About a."),
        ("b", "b/", "About b."),
    ]


def test_feeds_are_those_of_the_site_and_its_sections() -> None:
    posts = (make_article(),)
    feeds = [
        Feed("all", "", "", posts),
        Feed("n", "category/n/", "News", posts),
        Feed("t", "tag/t/", "T", posts),
        Feed("e", "category/e/", "Empty"),
    ]
    chapter = feeds_chapter(feeds, "all.json", "Site", ["category/n/", "category/e/"], WORDS)
    assert [(link.name, link.path) for link in chapter.links] == [
        ("Site", "all"),
        ("News", "n"),
        ("Site, in JSON", "all.json"),
    ]


def test_chapters_without_links_are_left_out() -> None:
    news, empty = make_term("category", "News"), make_term("category", "Empty")
    news.articles, empty.articles = [post("a")], [post("b", copy=False)]
    sections = {term.name: Section(term.name, "", term.url) for term in (news, empty)}
    pages = (make_page("about"), make_page("secret", status="hidden"))
    site = make_site(categories=(empty, news), sections=sections, pages=pages)
    (file,) = declare_llms(site)
    assert file.values()["chapters"] == [
        Chapter("News", (ChapterLink("a", "a/index.md", "About a."),)),
        Chapter("Pages", (ChapterLink("About", "about/", ""),)),
    ]
