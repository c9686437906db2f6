"""Series: their parts, and the numbers of these."""

from datetime import datetime

import pytest

from newsroom.site.articles import Article
from plugins.enrich.series import attach_series, group_by_series, number_parts
from tests.model import make_article, make_site


def post(slug: str, day: int = 1, series: str = "S", lang: str = "en") -> Article:
    return make_article(slug, date=datetime(2025, 1, day), series=series, lang=lang)


def test_parts_are_in_the_order_of_date_then_slug() -> None:
    posts = [post("d", 2), post("b", 2), post("c", 1), post("a", 3),
             post("e", 1, "Other"), post("f", 1, ""), post("a", 9, "S", "hi")]  # fmt: skip
    groups = {key: [part.slug for part in parts] for key, parts in group_by_series(posts).items()}
    assert groups == {("S", "en"): ["c", "b", "d", "a"], ("Other", "en"): ["e"], ("S", "hi"): ["a"]}


@pytest.mark.parametrize(
    ("slugs", "expected"),
    [
        ("", []),
        ("a", []),
        ("ab", [("a", 1, None, "b"), ("b", 2, "a", None)]),
        ("abc", [("a", 1, None, "b"), ("b", 2, "a", "c"), ("c", 3, "b", None)]),
    ],
)
def test_parts_are_numbered(
    slugs: str, expected: list[tuple[str, int, str | None, str | None]]
) -> None:
    parts = [post(slug) for slug in slugs]
    numbered = number_parts("S", parts)
    assert [
        (
            part.slug,
            series.number,
            series.previous and series.previous.slug,
            series.next and series.next.slug,
        )
        for part, series in numbered
    ] == expected
    assert all((series.name, series.parts) == ("S", tuple(parts)) for _, series in numbered)


def test_public_posts_have_a_series_and_hidden_ones_have_none() -> None:
    listed, translated, hidden = (post("a"), post("b")), post("a", 1, "S", "hi"), post("c")
    site = make_site(articles=listed, translations=(translated,), hidden_articles=(hidden,))
    attach_series(site)
    assert [part.series and part.series.number for part in listed] == [1, 2]
    assert translated.series is None
    assert hidden.series is None
