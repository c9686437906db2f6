"""Why a post is listed under “Also read”."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from newsroom.related.explanation import explain
from newsroom.related.posts import Post, related

TEXTS = {
    "a": "silicon wafers need much power",
    "b": "silicon wafers cost a lot",
    "c": "cats drink milk",
    "d": "nothing else",
}


def posts(tags: Mapping[str, tuple[str, ...]]) -> list[Post]:
    return [
        Post(
            name, "", text, (), "", tags.get(name, ()), "", datetime(2025, 1, day, tzinfo=UTC), "en"
        )
        for day, (name, text) in enumerate(TEXTS.items(), start=1)
    ]


def test_common_terms_are_listed_with_their_shares() -> None:
    corpus = posts({"a": ("Chips",), "b": ("Chips",)})
    (reason,) = explain(corpus, "a", ["b"])
    assert {term for term, _ in reason.terms} == {"silicon", "wafers", "silicon wafers", "#chips"}
    assert reason.terms[0][0] == "#chips"
    assert sum(share for _, share in reason.terms) == pytest.approx(1, abs=0.01)
    assert reason.days == 1
    assert 0 < reason.similarity < 1
    assert reason.score > 0


def test_without_common_terms_only_the_days_are_the_reason() -> None:
    corpus = posts({})
    assert related(corpus)["a"] == ("b", "c", "d")
    _, reason, _ = explain(corpus, "a", ["b", "c", "d"])
    assert (reason.score, reason.similarity, reason.days, reason.terms) == (0, 0, 2, ())
