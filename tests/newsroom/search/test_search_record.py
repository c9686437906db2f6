"""What the search has of a post, and when an index must be made again."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from newsroom.entities.model import Entity
from newsroom.search.search_record import (
    SearchSource,
    search_record,
    search_sources,
    small_image,
    sources_digest,
)
from newsroom.site.articles import Article
from newsroom.site.image_model import Image, ImageSource
from tests.interface import WORDS
from tests.model import DAY, make_article

CARD = Image(
    "a.jpg", "media/a-480.jpg", 480, 270,
    sources=(
        ImageSource("image/avif", (("media/a-480.avif", 480),)),
        ImageSource("image/webp", (("media/a-200.webp", 200), ("media/a-480.webp", 480),
                                   ("media/a-800.webp", 800))),
    ),
)  # fmt: skip


def test_a_record_has_what_a_result_shows_and_what_filters_need() -> None:
    acme = Entity("company", "Acme, Inc.: A", "acme", url="company/acme/")
    once = Entity("person", "Named Once", "named-once")
    article = make_article(
        "a", title="T", summary="S", category="News", tags=["X"], authors=["Ada", "Bo"],
        entities=(acme, once),
    )  # fmt: skip
    record = search_record(article, WORDS)
    assert (record.url, record.lang, record.title, record.summary) == (article.url, "en", "T", "S")
    assert (record.section, record.year, record.date) == ("News", "2025", DAY)
    assert (record.authors, record.tags) == (("Ada", "Bo"), ("X",))
    assert record.entities == ("Acme, Inc.: A",)  # the other one has no page


@pytest.mark.parametrize(
    ("image", "path"),
    [
        (None, ""),
        (CARD, "media/a-480.webp"),
        (Image("b.jpg", "media/b.jpg", 900, 900, card=CARD), "media/a-480.webp"),
        (Image("c.svg", "images/c.svg", 64, 64), "images/c.svg"),
    ],
)
def test_the_image_of_a_result_is_a_small_file(image: Image | None, path: str) -> None:
    assert small_image(image) == path


def sources(*articles: Article) -> list[SearchSource]:
    """What is searched of articles."""
    return search_sources(articles, WORDS)


def test_only_what_readers_may_find_is_searched_newest_first() -> None:
    old, new = make_article("b"), make_article("a", date=DAY + timedelta(days=1))
    hidden = make_article("hidden", status="hidden")
    draft, scheduled = make_article("c"), make_article("d")
    draft.unpublished, scheduled.unpublished = "draft", "scheduled"
    listed = sources(old, hidden, draft, scheduled, make_article("a2", date=old.date), new)
    assert [source.article.slug for source in listed] == ["a", "a2", "b"]


def test_an_index_is_made_again_where_anything_in_it_changes() -> None:
    def digest(article: Article, language: str = "en", program: str = "1") -> str:
        return sources_digest(sources(article, make_article("z")), language, program)

    make: Callable[..., Article] = make_article
    same = digest(make("a", "<p>x</p>", category="News"))
    assert digest(make("a", "<p>x</p>", category="News")) == same
    others = [
        digest(make("a", "<p>y</p>", category="News")),
        digest(make("a", "<p>x</p>", category="Other")),
        digest(make("a", "<p>x</p>", category="News", title="T")),
        digest(make("a", "<p>x</p>", category="News", date=DAY + timedelta(seconds=1))),
        digest(make("a", "<p>x</p>", category="News"), language="de"),
        digest(make("a", "<p>x</p>", category="News"), program="2"),
        sources_digest(sources(make("a", "<p>x</p>", category="News")), "en", "1"),
    ]
    assert len({same, *others}) == len(others) + 1
