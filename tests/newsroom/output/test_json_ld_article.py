"""A post as a node: what it has, and what it leaves out."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsroom.config.schema import Settings
from newsroom.content.authors import Profile
from newsroom.content.front_matter.nested_fields import Correction
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.entities.model import Entity
from newsroom.html.outline import Outline
from newsroom.output.json_ld_article import has_name, news_article

URL = "https://x.example"
DAY = datetime(2025, 11, 20, 9, tzinfo=UTC)
SITE = Settings("S", "T", URL, "en", ZoneInfo("UTC"), DAY)
PUBLISHER = {"@type": "NewsMediaOrganization", "name": "S"}
ADA = Profile(FrontMatter("a.md"), "Ada", Outline(), "", url="author/ada/")


def post(slug: str = "a", lang: str = "en", **values: Any) -> SimpleNamespace:
    """A post; `front` are values of its front matter."""
    front = FrontMatter("a.md", date=DAY, **values.pop("front", {}))
    required = {
        "title": "Title", "summary": "Summary.", "url": f"{slug}/", "slug": slug, "lang": lang,
        "status": "published", "unpublished": "", "front_matter": front, "tags": [],
        "authors": [SimpleNamespace(name="Ada")], "category": SimpleNamespace(name="News"),
        "lead_image": None, "entities": (), "series": None, "translations": [],
        "permanent_id": "30fb0b61-d2f9-51d4-b0c6-a5adeb3dcd02",
    }  # fmt: skip
    article = SimpleNamespace(**required | values)
    article.original = values.get("original", article)
    return article


def node_of(article: SimpleNamespace) -> dict[str, Any]:
    return news_article(article, SITE, PUBLISHER, {"Ada": ADA})


def test_a_plain_post_has_these_values_only() -> None:
    assert node_of(post()) == {
        "@type": "NewsArticle",
        "@id": f"{URL}/a/#article",
        "identifier": "urn:uuid:30fb0b61-d2f9-51d4-b0c6-a5adeb3dcd02",
        "url": f"{URL}/a/",
        "mainEntityOfPage": {"@type": "WebPage", "@id": f"{URL}/a/"},
        "headline": "Title",
        "description": "Summary.",
        "datePublished": "2025-11-20T09:00:00+00:00",
        "dateModified": "2025-11-20T09:00:00+00:00",
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


def test_a_post_without_a_summary_is_described_by_its_title() -> None:
    assert node_of(post(summary=""))["description"] == "Title"


@pytest.mark.parametrize(
    ("front", "modified"),
    [
        ({}, "2025-11-20T09:00:00+00:00"),
        ({"modified": DAY + timedelta(hours=1)}, "2025-11-20T10:00:00+00:00"),
        ({"modified": DAY - timedelta(hours=1)}, "2025-11-20T09:00:00+00:00"),
        ({"corrections": (Correction(DAY + timedelta(days=1), "C"),)}, "2025-11-21T09:00:00+00:00"),
    ],
)
def test_the_date_of_change_is_the_one_that_readers_see(
    front: dict[str, Any], modified: str
) -> None:
    assert node_of(post(front=front))["dateModified"] == modified


def test_a_lead_image_has_its_true_size_in_a_list() -> None:
    image = SimpleNamespace(
        url="images/a%20b.svg", width=1600, height=900, alt="Alt.", caption="", credit="Credit"
    )
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
    second.series = SimpleNamespace(name="S", number=2, parts=(first, second))
    node = node_of(second)
    assert node["position"] == 2
    assert node["isPartOf"] == {
        "@type": "CreativeWorkSeries", "@id": f"{URL}/one/#series", "name": "S"
    }  # fmt: skip


def test_translations_name_one_another() -> None:
    english, hindi, hidden = post(), post("hi/a", "hi"), post("mr/a", "mr", status="hidden")
    versions = [english, hindi, hidden]
    for version in versions:
        version.original = english
        version.translations = [other for other in versions if other is not version]
    assert node_of(english)["workTranslation"] == [{"@id": f"{URL}/hi/a/#article"}]
    assert node_of(hindi)["translationOfWork"] == [{"@id": f"{URL}/a/#article"}]
    assert {"workTranslation", "translationOfWork"} & set(node_of(hidden)) == set()


def test_a_syndicated_post_names_its_original_and_keeps_its_url() -> None:
    node = node_of(post(front={"canonical": "https://other.example/a/"}))
    assert (node["isBasedOn"], node["url"]) == ("https://other.example/a/", f"{URL}/a/")
    assert "isBasedOn" not in node_of(post(front={"canonical": f"{URL}/a/"}))
