"""Entries, from articles and corrections."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsroom.config.schema import Site
from newsroom.content.front_matter.nested_fields import Correction
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.output.feed_content import distinct
from newsroom.output.feed_entries import Enclosure, article_entry, correction_entry

ID = "6a1c2b9e-33f5-4a52-8f0a-7b1f0d1c9e02"
DAY = datetime(2025, 11, 20, 9, tzinfo=UTC)
LATER = datetime(2025, 11, 22, tzinfo=UTC)
NAMESPACE = SimpleNamespace


def site() -> Site:
    return Site("S", "", "https://x.example/blog", "en", ZoneInfo("UTC"), LATER)


def article(picture: object = None, **keys: Any) -> SimpleNamespace:
    return NAMESPACE(
        permanent_id=ID,
        url="2025/11/é/",
        title="T",
        lang="en",
        summary="S",
        front_matter=FrontMatter("content/posts/a.md", date=DAY, **keys),
        authors=[
            NAMESPACE(name="Ada", url="author/ada/"),
            NAMESPACE(name="Ben", url="author/ben/"),
        ],
        category=NAMESPACE(name="News"),
        tags=[NAMESPACE(name="Chips")],
        lead_image=picture,
    )


def test_an_entry_says_what_its_article_says() -> None:
    entry = article_entry(article(), site(), "<p>a</p>", Path())
    assert (entry.id, entry.title, entry.language) == (f"urn:uuid:{ID}", "T", "en")
    assert entry.url == "https://x.example/blog/2025/11/%C3%A9/"
    assert (entry.published, entry.updated) == (DAY, distinct(DAY, ID))
    assert entry.authors == (
        ("Ada", "https://x.example/blog/author/ada/"),
        ("Ben", "https://x.example/blog/author/ben/"),
    )
    assert (entry.content, entry.summary, entry.categories) == ("<p>a</p>", "S", ("News", "Chips"))
    assert entry.enclosure is None


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        ({"modified": LATER}, "T"),
        ({"corrections": (Correction(LATER, "C"),)}, "Corrected: T"),
    ],
)
def test_a_change_moves_updated_and_a_correction_marks_the_title_too(
    keys: dict[str, Any], title: str
) -> None:
    entry = article_entry(article(**keys), site(), "", Path())
    assert (entry.published, entry.updated, entry.title) == (DAY, distinct(LATER, ID), title)
    assert entry.id == f"urn:uuid:{ID}"


def test_the_lead_picture_is_a_file_with_type_and_size(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(b"12345")
    picture = NAMESPACE(path="a.svg", url="a.svg", alt="An A.")
    assert article_entry(article(picture), site(), "", tmp_path).enclosure == Enclosure(
        "https://x.example/blog/a.svg", "image/svg+xml", 5, "An A."
    )


def test_the_entry_of_a_correction_leads_to_its_note() -> None:
    correction = NAMESPACE(
        id=ID, instant=LATER, article=article(corrections=(Correction(LATER, "C"),))
    )
    entry = correction_entry(correction, site(), "<p>C</p>")
    assert entry.url == "https://x.example/blog/2025/11/%C3%A9/#site-corrections"
    assert (entry.id, entry.title, entry.content) == (f"urn:uuid:{ID}", "Corrected: T", "<p>C</p>")
    assert (entry.published, entry.updated) == (LATER, distinct(LATER, ID))
