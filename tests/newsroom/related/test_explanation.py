"""Why a post is listed under “Also read”."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsroom.related.explanation import explain, render_explanation
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


def test_an_explanation_lists_scores_terms_and_pins() -> None:
    corpus = [replace(post, title=post.id.upper()) for post in posts({"a": ("x",), "b": ("x",)})]
    lines = render_explanation(corpus, "a", ["c", "b"], ["c"]).splitlines()
    assert lines[:3] == [
        "Also read, under “A”:",
        "1. C (c), pinned",
        "   no rare terms in common; 2 days apart",
    ]
    assert lines[3] == "2. B (b)"
    assert lines[4].startswith("   score ")
    assert lines[4].endswith("(1 day apart)")
    assert "#x " in lines[5]


def test_the_mention_of_a_title_is_a_reason() -> None:
    """Whichever of the two posts is asked for; the older one is `a`."""
    a, *others = posts({})
    corpus = [replace(a, title="Much Power, at Last"), *others]
    corpus[1] = replace(corpus[1], body="silicon wafers need much power, power and power")
    (reason,) = explain(corpus, "b", ["a"])
    assert (reason.title_words, reason.is_newer) == (("much", "power"), False)
    assert 0 < reason.mention < 0.5
    (reverse,) = explain(corpus, "a", ["b"])
    assert (reverse.title_words, reverse.is_newer) == (("much", "power"), True)
    assert reverse.mention == reason.mention
    texts = [render_explanation(corpus, *pair, []) for pair in (("b", ["a"]), ("a", ["b"]))]
    assert "   mention: words of its title in this post: much, power" in texts[0].splitlines()
    assert "   mention: words of this post's title in it: much, power" in texts[1].splitlines()
    assert all(
        re.search(r"similarity 0\.\d{3} × mention 1\.\d\d / hubness", text) for text in texts
    )


def test_a_post_beyond_the_neighbors_is_compared_too() -> None:
    """One that was found where all neighbors were copies of one another."""
    a, _, c, _ = posts({})
    copies = [replace(a, id=f"copy{number}") for number in range(90)]
    far = replace(c, id="far", body="silicon dioxide and much else")
    others = [replace(c, id=f"other{number}", body=f"milk{number}") for number in range(60)]
    (reason,) = explain([a, *copies, *others, far], "a", ["far"])
    assert reason.score > 0
    assert {term for term, _ in reason.terms} == {"silicon", "much"}


def test_an_explanation_says_that_a_post_has_none() -> None:
    text = render_explanation(posts({}), "a", [], [])
    assert text.splitlines()[1:] == ["no related posts"]
