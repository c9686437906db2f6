"""The structured data of lists and pages, and where there is none."""

from typing import Any

import pytest

from newsroom.output.page_metadata import ListPage
from plugins.enrich.structured_data import listed_page, plain_page, trail
from tests.newsroom.output.test_json_ld_article import SITE, URL, post

HOME = {"@type": "WebSite", "@id": f"{URL}/#website", "name": "S", "url": f"{URL}/"}


def listed(number: int = 1, path: str = "tag/a/") -> ListPage:
    url = f"{URL}/{path}page/{number}/" if number > 1 else f"{URL}/{path}"
    return ListPage(url, f"{URL}/{path}", "A", "Words.", number)


@pytest.mark.parametrize(
    ("page", "above", "expected"),
    [
        (listed(), (), [("S", ""), ("A", "tag/a/")]),
        (listed(), [("Tags", "tags/")], [("S", ""), ("Tags", "tags/"), ("A", "tag/a/")]),
        (listed(2), (), [("S", ""), ("A", "tag/a/"), ("Page 2", "tag/a/page/2/")]),
        (listed(3, ""), (), [("S", ""), ("Page 3", "page/3/")]),
    ],
)
def test_the_way_to_a_page(page: ListPage, above: Any, expected: list[tuple[str, str]]) -> None:
    steps = trail(page, above, SITE)["itemListElement"]
    assert [(step["name"], step["item"]) for step in steps] == [
        (name, f"{URL}/{path}") for name, path in expected
    ]


def test_a_further_page_of_a_list_is_a_page_of_its_own() -> None:
    assert listed_page(listed(2), SITE) == {
        "@type": "CollectionPage",
        "@id": f"{URL}/tag/a/page/2/",
        "url": f"{URL}/tag/a/page/2/",
        "name": "A, page 2",
        "description": "Words.",
        "inLanguage": "en",
        "isPartOf": HOME,
    }


@pytest.mark.parametrize(
    ("slug", "kind"), [("about", "AboutPage"), ("contact", "ContactPage"), ("faq", "WebPage")]
)
def test_some_pages_have_a_type_of_their_own(slug: str, kind: str) -> None:
    found = plain_page(post(slug), SITE)
    assert (found["@type"], found["@id"], found["isPartOf"]) == (kind, f"{URL}/{slug}/", HOME)
