"""Lists in pages: which articles each page has, and its URL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.site.pagination import page_url, paginate


@pytest.mark.parametrize(
    ("articles", "size", "orphans", "pages"),
    [
        ("", 3, 0, [""]),
        ("abc", 3, 0, ["abc"]),
        ("abcd", 3, 0, ["abc", "d"]),
        ("abcdef", 3, 0, ["abc", "def"]),
        ("abcdef", 0, 0, ["abcdef"]),
        ("", 0, 0, [""]),
        ("abcd", 3, 1, ["abcd"]),
        ("abcde", 3, 1, ["abc", "de"]),
        ("abcdefg", 3, 1, ["abc", "defg"]),
        ("ab", 3, 5, ["ab"]),
    ],
)
def test_a_list_is_cut_into_pages(articles: str, size: int, orphans: int, pages: list[str]) -> None:
    result = paginate(articles, size, "tags/", orphans=orphans)
    assert [page.articles for page in result] == pages
    assert [page.number for page in result] == [*range(1, len(pages) + 1)]
    assert {page.count for page in result} == {len(pages)}


def test_pages_name_those_beside_them() -> None:
    first, second, third = paginate("abc", 1, "tag/x/")
    assert [first.url, second.url, third.url] == ["tag/x/", "tag/x/page/2/", "tag/x/page/3/"]
    assert (first.previous_url, first.next_url) == (None, "tag/x/page/2/")
    assert (second.previous_url, second.next_url) == ("tag/x/", "tag/x/page/3/")
    assert (third.previous_url, third.next_url) == ("tag/x/page/2/", None)
    assert third.first == "tag/x/"
    assert [first.has_previous, first.has_next] == [False, True]
    assert [third.has_previous, third.has_next] == [True, False]


def test_the_second_page_of_the_front_page_leads_back_to_it() -> None:
    _, second = paginate("ab", 1, "")
    assert second.url == "page/2/"
    assert second.previous_url == ""


@pytest.mark.parametrize(
    ("url", "number", "result"),
    [("tags/", 1, "tags/"), ("", 1, ""), ("", 2, "page/2/"), ("archive.html", 1, "archive.html"),
     ("archive.html", 2, "archive/page/2/")],
)  # fmt: skip
def test_the_url_of_a_page(url: str, number: int, result: str) -> None:
    assert page_url(url, number) == result


@given(st.binary(max_size=40), st.integers(0, 9), st.integers(0, 9))
def test_each_article_is_on_one_page(articles: bytes, size: int, orphans: int) -> None:
    pages = paginate(articles, size, orphans=orphans)
    assert b"".join(bytes(page.articles) for page in pages) == articles
    assert all(len(page.articles) == size for page in pages[:-1])
    assert len({page.url for page in pages}) == len(pages)
