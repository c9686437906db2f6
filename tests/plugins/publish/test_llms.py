"""The chapters of llms.txt and their links."""

from types import SimpleNamespace

import pytest

from newsroom.content.front_matter.schema import FrontMatter
from plugins.publish.llms import (
    Chapter,
    ChapterLink,
    feeds_chapter,
    pages_chapter,
    posts_chapter,
)


def post(name: str, *, copy: bool = True) -> SimpleNamespace:
    front = FrontMatter(f"{name}.md", summary=f"About {name}.")
    path = f"{name}/index.md" if copy else ""
    return SimpleNamespace(title=name, url=f"{name}/", front_matter=front, markdown_copy=path)


@pytest.mark.parametrize(
    ("items", "names"), [(0, []), (1, ["a"]), (2, ["a", "c"]), (9, ["a", "c"])]
)
def test_the_newest_posts_that_have_a_copy(items: int, names: list[str]) -> None:
    chapter = posts_chapter("News", [post("a"), post("b", copy=False), post("c")], items)
    assert chapter == Chapter(
        "News", tuple(ChapterLink(n, f"{n}/index.md", f"About {n}.") for n in names)
    )


def test_pages_are_in_order_of_their_titles() -> None:
    links = pages_chapter([post("b"), post("a")]).links
    assert [(link.name, link.path, link.note) for link in links] == [
        ("a", "a/", "About a."),
        ("b", "b/", "About b."),
    ]


def test_feeds_are_those_of_the_site_and_its_sections() -> None:
    rows = [("all", "", "", "x"), ("n", "category/n/", "News", "x"), ("t", "tag/t/", "T", "x"),
            ("e", "category/e/", "Empty", "")]  # fmt: skip
    feeds = [
        SimpleNamespace(url=url, page=page, title=title, articles=articles)
        for url, page, title, articles in rows
    ]
    chapter = feeds_chapter(feeds, "all.json", "Site", ["category/n/", "category/e/"])
    assert [(link.name, link.path) for link in chapter.links] == [
        ("Site", "all"),
        ("News", "n"),
        ("Site, in JSON", "all.json"),
    ]
