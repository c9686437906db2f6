"""A post as a node: what it has, and what it leaves out."""

from datetime import timedelta
from typing import Any

import pytest

from newsroom.content.front_matter.nested_fields import Correction
from newsroom.entities.model import Entity
from newsroom.output.json_ld_article import has_name, news_article
from newsroom.site.articles import Article, Series
from newsroom.site.image_model import Image
from tests.model import DAY, make_article, make_settings

SETTINGS = make_settings()
URL = SETTINGS.url
PUBLISHER = {"@type": "NewsMediaOrganization", "name": "S"}


def post(slug: str = "a", **values: Any) -> Article:
    required: dict[str, Any] = {
        "title": "Title", "summary": "Summary.", "url": f"{slug}/", "authors": ["Ada"],
        "category": "News", "permanent_id": "30fb0b61-d2f9-51d4-b0c6-a5adeb3dcd02",
    }  # fmt: skip
    return make_article(slug, **required | values)


def node_of(article: Article) -> dict[str, Any]:
    return news_article(article, SETTINGS, PUBLISHER)


def test_a_plain_post_has_these_values_only() -> None:
    assert node_of(post()) == {
        "@type": "NewsArticle",
        "@id": f"{URL}/a/#article",
        "identifier": "urn:uuid:30fb0b61-d2f9-51d4-b0c6-a5adeb3dcd02",
        "url": f"{URL}/a/",
        "mainEntityOfPage": {"@type": "WebPage", "@id": f"{URL}/a/"},
        "headline": "Title",
        "description": "Summary.",
        "datePublished": "2025-05-01T09:00:00+05:30",
        "dateModified": "2025-05-01T09:00:00+05:30",
        "author": [
            {
                "@type": "Person",
                "@id": f"{URL}/author/ada/#person",
                "name": "Ada",
                "url": f"{URL}/author/ada/",
            }
        ],
        "publisher": PUBLISHER,
        "articleSection": "News",
        "inLanguage": "en",
        "isAccessibleForFree": True,
    }


def test_a_post_without_summary_and_text_is_described_by_its_title() -> None:
    assert node_of(post(summary=""))["description"] == "Title"


@pytest.mark.parametrize(
    ("front", "modified"),
    [
        ({}, "2025-05-01T09:00:00+05:30"),
        ({"modified": DAY + timedelta(hours=1)}, "2025-05-01T10:00:00+05:30"),
        ({"modified": DAY - timedelta(hours=1)}, "2025-05-01T09:00:00+05:30"),
        ({"corrections": (Correction(DAY + timedelta(days=1), "C"),)}, "2025-05-02T09:00:00+05:30"),
    ],
)
def test_the_date_of_change_is_the_one_that_readers_see(
    front: dict[str, Any], modified: str
) -> None:
    assert node_of(post(**front))["dateModified"] == modified


def test_a_lead_image_has_its_true_size_in_a_list() -> None:
    image = Image("images/a b.svg", "images/a%20b.svg", 1600, 900, "Alt.", credit="Credit")
    assert node_of(post(lead_image=image))["image"] == [
        {
            "@type": "ImageObject",
            "url": f"{URL}/images/a%20b.svg",
            "width": 1600,
            "height": 900,
            "description": "Alt.",
            "creditText": "Credit",
        }
    ]


@pytest.mark.parametrize(
    ("title", "name", "expected"),
    [
        ("OpenAI and Foxconn", "OpenAI", True),
        ("openai’s plan", "OpenAI", True),
        ("A plan of OpenAI", "OpenAI", True),
        ("OpenAI", "AI", False),
        ("OpenAI and AI", "AI", True),
        ("GPT-4o mini", "GPT-4", False),
        ("Pibit.AI, a start-up", "Pibit.AI", True),
        ("OpenAI发布新模型", "OpenAI", True),
        ("गूगल की योजना", "गूगल", True),
        ("A plan", "OpenAI", False),
    ],
)
def test_a_title_names_an_entity(title: str, name: str, expected: bool) -> None:
    assert has_name(title, name) is expected


def test_what_the_title_names_the_post_is_about() -> None:
    entities = (Entity("company", "C", "c"), Entity("model", "M 2", "m"))
    node = node_of(post(title="What M 2 can do", entities=entities))
    assert [thing["name"] for thing in node["about"]] == ["M 2"]
    assert [thing["name"] for thing in node["mentions"]] == ["C"]


def test_a_part_of_a_series_has_its_number() -> None:
    first, second = post("one"), post("two")
    second.series = Series("S", 2, (first, second))
    node = node_of(second)
    assert node["position"] == 2
    assert node["isPartOf"] == {
        "@type": "CreativeWorkSeries", "@id": f"{URL}/one/#series", "name": "S"
    }  # fmt: skip


def test_translations_name_one_another() -> None:
    english, hindi = post(), post(url="hi/a/", lang="hi")
    hidden = post(url="mr/a/", lang="mr", status="hidden")
    versions = [english, hindi, hidden]
    for version in versions:
        version.original = english
        version.translations = tuple(other for other in versions if other is not version)
    assert node_of(english)["workTranslation"] == [{"@id": f"{URL}/hi/a/#article"}]
    assert node_of(hindi)["translationOfWork"] == [{"@id": f"{URL}/a/#article"}]
    assert {"workTranslation", "translationOfWork"} & set(node_of(hidden)) == set()


def test_a_syndicated_post_names_its_original_and_keeps_its_url() -> None:
    node = node_of(post(canonical="https://other.example/a/"))
    assert (node["isBasedOn"], node["url"]) == ("https://other.example/a/", f"{URL}/a/")
    assert "isBasedOn" not in node_of(post(canonical=f"{URL}/a/"))
