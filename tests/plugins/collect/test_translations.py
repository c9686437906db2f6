"""Originals and translations."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from plugins.collect.translations import link_page_translations, link_translations


def post(slug: str, lang: str = "en", day: int = 1) -> SimpleNamespace:
    date = datetime(2025, 1, day, tzinfo=UTC)
    return SimpleNamespace(slug=slug, lang=lang, date=date, in_default_lang=lang == "en")


@pytest.mark.parametrize(
    ("posts", "originals", "translations"),
    [
        ([], "", ""),
        ([post("b"), post("a")], "a-en b-en", ""),
        ([post("a", day=1), post("b", day=2)], "b-en a-en", ""),
        ([post("a", "hi", 1), post("a", "en", 2)], "a-en", "a-hi"),
        ([post("a", "hi", 1), post("a", "mr", 2)], "a-hi", "a-mr"),
        ([post("a"), post("a")], "a-en a-en", ""),
    ],
)
def test_originals_and_translations(
    posts: list[SimpleNamespace], originals: str, translations: str
) -> None:
    parts = link_translations(posts)
    assert [" ".join(f"{p.slug}-{p.lang}" for p in part) for part in parts] == [
        originals,
        translations,
    ]


def test_versions_know_one_another() -> None:
    english, hindi = post("a"), post("a", "hi")
    link_translations([english, hindi, post("b")])
    assert english.translations == [hindi]
    assert hindi.translations == [english]
    assert english.original is hindi.original is english


def test_pages_are_linked_without_dates() -> None:
    hindi, english, contact = (
        SimpleNamespace(slug=slug, lang=lang, in_default_lang=lang == "en")
        for slug, lang in (("about", "hi"), ("about", "en"), ("contact", "en"))
    )
    link_page_translations([hindi, english, contact])
    assert (hindi.translations, english.translations) == ([english], [hindi])
    assert (contact.translations, contact.original) == ([], contact)
    assert hindi.original is english.original is english
