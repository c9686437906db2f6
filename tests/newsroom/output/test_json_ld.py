"""Nodes of schema.org, and how they are printed."""

import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsroom.config.schema import Link
from newsroom.content.front_matter.nested_fields import Source
from newsroom.entities.model import Entity
from newsroom.output.json_ld import (
    author_node,
    author_with_bio,
    breadcrumbs,
    citation,
    correction_comment,
    entity_node,
    node,
    publisher,
    render_json_ld,
)
from newsroom.site.articles import Profile
from newsroom.site.image_model import Image
from tests.model import make_document, make_settings

SETTINGS = make_settings()
URL = SETTINGS.url
DAY = datetime(2025, 11, 20, 9, tzinfo=UTC)


def profile(**values: Any) -> Profile:
    document = make_document("authors/ada.md", "<p>Writes.</p><p>Codes.</p>")
    return Profile(document, "author/ada/", name="Ada", **values)


class Scripts(HTMLParser):
    """The texts of the scripts of a page, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.scripts.append(data)


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("</script><script>alert(1)</script>")
@example("<!-- <script> --> ]]> &lt; \u2028 \u2029 \\u003c \\ \" ' \x00 \r\n")
def test_any_text_comes_back_and_ends_no_script(text: str) -> None:
    html = f"<script>{render_json_ld([{'@type': text, text: [text]}])}</script>"
    page = Scripts(html)
    assert page.tags == ["script"]
    (block,) = page.scripts
    assert json.loads(block)["@graph"] == [{"@type": text, text: [text]}]
    assert not set(block) & set("<>&\u2028\u2029\n\r")


def test_a_node_has_no_empty_values() -> None:
    thing = node("Thing", name="N", url="", sameAs=[], image=None, isPartOf={}, flag=True)
    assert thing == {"@type": "Thing", "name": "N", "flag": True}


def test_the_publisher_names_the_policies_that_have_pages() -> None:
    links = (Link("M", "https://m.example/@s"), Link("Mail", "mailto:s@x.example"))
    pages = {"ethics": f"{URL}/ethics/", "about": f"{URL}/about/", "contact": f"{URL}/contact/"}
    assert publisher(make_settings(follow=links), None, pages) == {
        "@type": "NewsMediaOrganization",
        "@id": f"{URL}/#publisher",
        "name": SETTINGS.name,
        "url": f"{URL}/",
        "sameAs": ["https://m.example/@s"],
        "actionableFeedbackPolicy": f"{URL}/contact/",
        "ethicsPolicy": f"{URL}/ethics/",
    }


def test_the_id_of_a_person_is_derived_from_a_page() -> None:
    link = Source("Site", "https://ada.example/")
    assert author_node(profile(role="Editor", links=(link,)), SETTINGS) == {
        "@type": "Person",
        "@id": f"{URL}/author/ada/#person",
        "name": "Ada",
        "url": f"{URL}/author/ada/",
        "jobTitle": "Editor",
        "sameAs": ["https://ada.example/"],
    }


def test_an_author_may_be_an_organization() -> None:
    desk = profile(role="Editor", is_organization=True)
    author = author_with_bio(desk, SETTINGS, publisher(SETTINGS, None, {}))
    assert (author["@type"], author["@id"]) == (
        "Organization", f"{URL}/author/ada/#organization"
    )  # fmt: skip
    assert author["parentOrganization"]["name"] == SETTINGS.name
    assert "jobTitle" not in author


def test_the_page_of_a_person_has_bio_and_portrait() -> None:
    avatar = Image("images/a.png", "images/a.png", 8, 9)
    author = author_with_bio(profile(avatar=avatar), SETTINGS, publisher(SETTINGS, None, {}))
    assert (author["description"], author["worksFor"]["name"]) == ("Writes.", SETTINGS.name)
    assert author["image"] == {
        "@type": "ImageObject", "url": f"{URL}/images/a.png", "width": 8, "height": 9
    }  # fmt: skip


@pytest.mark.parametrize(
    ("entity", "expected"),
    [
        (
            Entity("company", "C", "c", url="company/c/", same_as=("https://c.example/",)),
            {
                "@type": "Organization", "@id": f"{URL}/company/c/#company", "name": "C",
                "url": f"{URL}/company/c/", "sameAs": ["https://c.example/"],
            },
        ),
        (Entity("person", "P", "p"), {"@type": "Person", "name": "P"}),
        (Entity("model", "M", "m"), {"@type": "Thing", "name": "M"}),
        (Entity("topic", "T", "t"), {"@type": "Thing", "name": "T"}),
    ],
)  # fmt: skip
def test_an_entity_without_a_hub_has_no_url(entity: Entity, expected: dict[str, Any]) -> None:
    assert entity_node(entity, SETTINGS) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("paper", "ScholarlyArticle"),
        ("report", "Report"),
        ("document", "DigitalDocument"),
        ("release", "CreativeWork"),
        ("interview", "CreativeWork"),
        ("", "CreativeWork"),
    ],
)
def test_a_source_has_its_kind(kind: str, expected: str) -> None:
    source = Source("T", "https://t.example/", kind)
    assert citation(source) == {"@type": expected, "name": "T", "url": "https://t.example/"}


def test_a_correction_is_dated_as_it_is_shown() -> None:
    assert correction_comment("Two, not three.", DAY, f"{URL}/a/") == {
        "@type": "CorrectionComment",
        "text": "Two, not three.",
        "datePublished": "2025-11-20T09:00:00+00:00",
        "url": f"{URL}/a/#site-corrections",
    }


def test_breadcrumbs_are_numbered() -> None:
    trail = breadcrumbs([("S", f"{URL}/"), ("A", f"{URL}/a/")])
    assert trail["@id"] == f"{URL}/a/#breadcrumbs"
    steps = [(step["position"], step["name"]) for step in trail["itemListElement"]]
    assert steps == [(1, "S"), (2, "A")]
