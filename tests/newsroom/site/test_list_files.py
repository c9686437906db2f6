"""The files of the pages of a list."""

from dataclasses import replace
from typing import Any

import pytest

from newsroom.site.list_files import list_files
from newsroom.site.output_files import OutputFile
from tests.model import DAY, LAYOUT, make_article

ARTICLES = [make_article(name) for name in "abcde"]
FILE = OutputFile("tag/x/", "list", "the tag “x”", ("content/posts/a.md", 3), template="tag",
                  values=lambda: {"tag": "x"}, listed=True, changed=DAY)  # fmt: skip


@pytest.mark.parametrize(
    ("sizes", "orphans", "urls"),
    [
        ({}, 0, ["tag/x/"]),
        ({"tag": 5}, 0, ["tag/x/"]),
        ({"tag": 2}, 0, ["tag/x/", "tag/x/page/2/", "tag/x/page/3/"]),
        ({"tag": 2}, 1, ["tag/x/", "tag/x/page/2/"]),
        ({"category": 2}, 0, ["tag/x/"]),
    ],
)
def test_the_layout_says_how_many_pages_a_list_has(
    sizes: dict[str, int], orphans: int, urls: list[str]
) -> None:
    layout = replace(LAYOUT, page_sizes=sizes, orphans=orphans)
    files = [*list_files(FILE, ARTICLES, layout)]
    assert [file.url for file in files] == urls
    assert [file.number for file in files] == [*range(1, len(urls) + 1)]
    assert {file.first for file in files} == {"tag/x/"}
    pages: list[Any] = [file.values()["list_page"] for file in files]
    assert [article for page in pages for article in page.articles] == ARTICLES


def test_a_further_page_differs_by_its_label_and_is_in_no_sitemap() -> None:
    first, second, _ = list_files(FILE, ARTICLES, replace(LAYOUT, page_sizes={"tag": 2}))
    assert (first.label, second.label) == ("the tag “x”", "page 2 of the tag “x”")
    assert (first.listed, second.listed) == (True, False)
    for name in ("kind", "template", "location", "advice", "changed"):
        assert getattr(second, name) == getattr(FILE, name)
    assert second.values()["tag"] == "x"


def test_a_list_without_articles_has_a_page() -> None:
    (file,) = list_files(replace(FILE, listed=False), [], replace(LAYOUT, page_sizes={"tag": 2}))
    assert (file.url, file.listed) == ("tag/x/", False)
