"""Which feeds there are, and which entries they have."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from types import SimpleNamespace

import pytest

from newsroom.config.schema import Feeds
from newsroom.entities.model import Entity
from newsroom.site.lists import EntityHub, FeedEntry, PublishedCorrection
from newsroom.site.model import Site
from plugins.publish.feeds import declare_feeds, limit_size, list_feeds
from tests.interface import WORDS
from tests.model import DAY, make_article, make_author, make_settings, make_site, make_term

ID = "6a1c2b9e-33f5-4a52-8f0a-7b1f0d1c9e02"
ARTICLES = [make_article(slug, f"<p>{slug}</p>", permanent_id=ID) for slug in "abc"]
CORRECTION = PublishedCorrection(ID, DAY, DAY, "Wrong.", ARTICLES[0])


def test_the_site_comes_first_then_each_term_with_posts() -> None:
    terms = [(make_term("tag", "X"), ARTICLES[:2]), (make_term("tag", "Y"), [])]
    feeds = list_feeds(ARTICLES, terms, (), 2, WORDS)
    assert [(feed.url, feed.page, feed.title, feed.articles) for feed in feeds] == [
        ("feeds/all.atom.xml", "", "", tuple(ARTICLES[:2])),
        ("feeds/tag/x.atom.xml", "tag/x/", "X", tuple(ARTICLES[:2])),
    ]


def test_corrections_have_a_feed_where_there_are_any() -> None:
    feed = list_feeds([], [], [CORRECTION] * 3, 2, WORDS)[-1]
    assert (feed.url, feed.page, feed.articles) == (
        "feeds/corrections.atom.xml",
        "corrections/",
        (),
    )
    assert feed.corrections == (CORRECTION, CORRECTION)


@pytest.mark.parametrize(
    ("sizes", "most", "left"),
    [
        ([], 10, 0),
        ([3, 3, 3], 10, 3),
        ([5, 5, 1], 10, 2),
        ([11, 1], 10, 1),
        ([9, 2, 1], 10, 1),
        ([3, 3], 0, 1),
    ],
)
def test_a_feed_of_long_posts_has_fewer_of_them(sizes: list[int], most: int, left: int) -> None:
    entries = [SimpleNamespace(content="é" * (n // 2) + "x" * (n % 2)) for n in sizes]
    assert len(limit_size(entries, most)) == left  # type: ignore[arg-type]


def test_of_the_entries_that_are_left_out_one_is_made() -> None:
    numbers: list[int] = []

    def make_entries() -> Iterator[FeedEntry]:
        for number in range(9):
            numbers.append(number)
            yield SimpleNamespace(content="x" * 4)  # type: ignore[misc]

    assert len(limit_size(make_entries(), 10)) == 2
    assert numbers == [0, 1, 2]


def site_of_feeds(log: list[str] | None = None, items: int = 20) -> Site:
    """A site whose renderer gives the name of the template and the body, and logs the name."""

    def render(name: str, values: Mapping[str, object], language: str = "") -> str:
        (log if log is not None else []).append(name)
        return f"{name} {values.get('body', '')}"

    term, author = make_term("category", "News"), make_author("Ada")
    term.articles, author.articles = [*ARTICLES], [*ARTICLES[:1]]
    hub = EntityHub(Entity("company", "Acme", "acme", url="company/acme/"), (ARTICLES[1],))
    return make_site(
        make_settings(feeds=Feeds(items=items)),
        articles=(*ARTICLES,),
        categories=(term,),
        tags=(make_term("tag", "Unused"),),
        authors=(author,),
        entity_hubs=(hub,),
        corrections=(CORRECTION,),
        render=render,
    )


def test_each_list_with_posts_has_a_feed() -> None:
    site = site_of_feeds()
    urls = [file.url for file in declare_feeds(site)]
    assert urls == [
        "feeds/all.atom.xml",
        "feeds/category/news.atom.xml",
        "feeds/author/ada.atom.xml",
        "feeds/company/acme.atom.xml",
        "feeds/corrections.atom.xml",
    ]
    assert urls == [feed.url for feed in site.feeds]


def test_a_feed_without_entries_has_no_file() -> None:
    site = site_of_feeds(items=0)
    assert [*declare_feeds(site)] == []
    assert [feed.url for feed in site.feeds if feed.page == ""] == ["feeds/all.atom.xml"]


def test_an_entry_is_made_and_rendered_once_for_all_feeds() -> None:
    log: list[str] = []
    files = [*declare_feeds(site_of_feeds(log))]
    assert log == []
    for file in files:
        assert list(file.values()["entries"])  # type: ignore[call-overload]
    assert {name: log.count(name) for name in log} == {
        "parts/article_in_feed.html": 3,
        "parts/correction_in_feed.html": 1,
        "parts/feed_entry.xml": 4,
    }


def test_a_feed_is_updated_when_its_newest_entry_is() -> None:
    site = site_of_feeds()
    files = [*declare_feeds(site)]
    newest = max(entry.updated for entry in site.feed_entries(site.feeds[0]))
    assert files[0].values()["updated"] == newest
    assert newest - DAY < timedelta(seconds=1)
