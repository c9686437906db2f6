"""The structured data of lists and pages, and where there is none."""

import json
from typing import Any

import pytest

from newsroom.entities.model import Entity
from newsroom.output.page_metadata import ListMetadata
from newsroom.site.articles import Page
from newsroom.site.output_files import OutputFile
from plugins.enrich.structured_data import (
    StructuredData,
    attach_structured_data,
    list_breadcrumbs,
    list_page_node,
    page_node,
)
from tests.interface import WORDS
from tests.model import make_article, make_author, make_page, make_settings, make_site

SETTINGS = make_settings()
URL, NAME = SETTINGS.url, SETTINGS.name
HOME = {"@type": "WebSite", "@id": f"{URL}/#website", "name": NAME, "url": f"{URL}/"}


def listed(number: int = 1, path: str = "tag/a/") -> ListMetadata:
    url = f"{URL}/{path}page/{number}/" if number > 1 else f"{URL}/{path}"
    return ListMetadata(
        url, f"{URL}/{path}", "A", "Words.", "A" if number == 1 else f"A, page {number}", number
    )


@pytest.mark.parametrize(
    ("page", "above", "expected"),
    [
        (listed(), (), [(NAME, ""), ("A", "tag/a/")]),
        (listed(), [("Tags", "tags/")], [(NAME, ""), ("Tags", "tags/"), ("A", "tag/a/")]),
        (listed(2), (), [(NAME, ""), ("A", "tag/a/"), ("Page 2", "tag/a/page/2/")]),
        (listed(3, ""), (), [(NAME, ""), ("Page 3", "page/3/")]),
    ],
)
def test_the_breadcrumbs_of_a_page(
    page: ListMetadata, above: Any, expected: list[tuple[str, str]]
) -> None:
    steps = list_breadcrumbs(page, above, SETTINGS, WORDS)["itemListElement"]
    assert [(step["name"], step["item"]) for step in steps] == [
        (name, f"{URL}/{path}") for name, path in expected
    ]


def test_a_further_page_of_a_list_is_a_page_of_its_own() -> None:
    assert list_page_node(listed(2), SETTINGS) == {
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
    node = page_node(make_page(slug), SETTINGS)
    assert (node["@type"], node["@id"], node["isPartOf"]) == (kind, f"{URL}/{slug}/", HOME)


AUTHOR = make_author("Ada")
FRONT, MORE = OutputFile("", "list", ""), OutputFile("page/2/", "list", "", first="", number=2)


def renderer(*pages: Page) -> StructuredData:
    site = make_site(SETTINGS, pages=pages)
    attach_structured_data(site)
    data = site.functions["structured_data"]
    assert isinstance(data, StructuredData)
    return data


def kinds(block: str) -> list[str]:
    return [node["@type"] for node in json.loads(block)["@graph"]]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (renderer().of_front(FRONT, "A", "Words."), ["WebSite"]),
        (renderer().of_front(MORE, "A", "Words."), ["CollectionPage", "BreadcrumbList"]),
        (renderer().of_list(FRONT, "A", "Words."), ["CollectionPage", "BreadcrumbList"]),
        (renderer().of_page(make_page()), ["AboutPage", "BreadcrumbList"]),
        (renderer().of_article(make_article()), ["NewsArticle", "BreadcrumbList"]),
    ],
)
def test_each_kind_of_page_has_its_block(block: str, expected: list[str]) -> None:
    assert kinds(block) == expected


def test_a_list_is_about_an_entity() -> None:
    entity = Entity("company", "C", "c", "Makes chips.", "company/c/")
    data, trail = json.loads(
        renderer().of_list(FRONT, "R&amp;D", "Words.", ("Companies", "companies/"), about=entity)
    )["@graph"]
    assert (data["name"], data["about"]["description"]) == ("R&D", "Makes chips.")
    assert [step["name"] for step in trail["itemListElement"]] == [NAME, "Companies"]


@pytest.mark.parametrize(
    ("file", "kind", "key"),
    [(FRONT, "ProfilePage", "mainEntity"), (MORE, "CollectionPage", "about")],
)
def test_the_first_page_of_an_author_is_the_profile(file: OutputFile, kind: str, key: str) -> None:
    profile = AUTHOR.profile
    assert profile
    block = renderer().of_author(file, "Ada", "Words.", ("Authors", "authors/"), profile=profile)
    data = json.loads(block)["@graph"][0]
    assert (data["@type"], data[key]["name"]) == (kind, "Ada")


def test_the_publisher_names_the_indexed_pages_in_the_language_of_the_site() -> None:
    ethics, hidden = make_page("ethics"), make_page("masthead", status="hidden")
    publisher = renderer(ethics, hidden, make_page("contact", lang="hi")).publisher
    assert publisher["ethicsPolicy"] == f"{URL}/ethics/"
    assert not {"masthead", "actionableFeedbackPolicy"} & set(publisher)
