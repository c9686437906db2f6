"""Series: their parts, and the numbers of these."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from newsroom.content.front_matter.schema import FrontMatter
from plugins.enrich.series import Series, group_by_series, number_parts


def post(slug: str, day: int, series: str, lang: str = "en") -> SimpleNamespace:
    front = FrontMatter(f"{slug}.md", series=series)
    return SimpleNamespace(slug=slug, date=datetime(2025, 1, day), lang=lang, front_matter=front)


def test_parts_are_in_the_order_of_date_then_slug() -> None:
    posts = [post("d", 2, "S"), post("b", 2, "S"), post("c", 1, "S"), post("a", 3, "S"),
             post("e", 1, "Other"), post("f", 1, ""), post("a", 9, "S", "hi")]  # fmt: skip
    groups = {key: [part.slug for part in parts] for key, parts in group_by_series(posts).items()}
    assert groups == {("S", "en"): ["c", "b", "d", "a"], ("Other", "en"): ["e"], ("S", "hi"): ["a"]}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("", []),
        ("a", []),
        ("ab", [("a", 1, None, "b"), ("b", 2, "a", None)]),
        ("abc", [("a", 1, None, "b"), ("b", 2, "a", "c"), ("c", 3, "b", None)]),
    ],
)
def test_parts_are_numbered(
    parts: str, expected: list[tuple[str, int, str | None, str | None]]
) -> None:
    numbered = number_parts("S", list(parts))
    assert [(post, s.number, s.previous, s.next) for post, s in numbered] == expected
    assert {(s.name, s.parts) for _, s in numbered} == (
        {("S", tuple(parts))} if expected else set()
    )


def test_a_part_has_no_neighbors_by_default() -> None:
    assert Series("S", 1, ()).previous is None
