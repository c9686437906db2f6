"""The structured data of lists and pages, and where there is none."""

from typing import Any

import pytest

from newsroom.output.page_metadata import ListPage
from plugins.enrich.structured_data import list_breadcrumbs, list_page_node, page_node
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
def test_the_breadcrumbs_of_a_page(
    page: ListPage, above: Any, expected: list[tuple[str, str]]
) -> None:
    steps = list_breadcrumbs(page, above, SITE)["itemListElement"]
    assert [(step["name"], step["item"]) for step in steps] == [
        (name, f"{URL}/{path}") for name, path in expected
    ]


def test_a_further_page_of_a_list_is_a_page_of_its_own() -> None:
    assert list_page_node(listed(2), SITE) == {
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
def test_the_types_of_some_pages(slug: str, kind: str) -> None:
    node = page_node(post(slug), SITE)
    assert (node["@type"], node["@id"], node["isPartOf"]) == (kind, f"{URL}/{slug}/", HOME)
