"""The documents that Pagefind reads, and what it understands of them."""

import gzip
import json
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from newsroom.search.index_files import SIGNATURE
from newsroom.search.pagefind_document import document_url, render_document
from newsroom.search.pagefind_service import make_index
from newsroom.search.search_record import SearchRecord
from newsroom.search.text_sections import TextSection
from tests.model import DAY

HOSTILE = "</title><script>alert(1)</script> & \"q\" 'a' &amp; &lt;b&gt; ___PAGEFIND"
NAMES = ("Acme, Inc.: A", 'B "q" <x>', "C &amp; &lt;d&gt;", "E[content]", "人工智能")


def record(**values: Any) -> SearchRecord:
    """A record of a post."""
    return SearchRecord(**{"url": "2025/05/a/", "lang": "en", "title": "A", "date": DAY, **values})


def indexed(*posts: tuple[SearchRecord, list[TextSection]]) -> list[dict[str, Any]]:
    """What Pagefind has of posts, by their URLs."""
    documents = [(document_url(r), render_document(r, sections)) for r, sections in posts]
    files = make_index(documents, "en")
    fragments = [data for path, data in files.items() if path.startswith("fragment/")]
    contents = [gzip.decompress(data).removeprefix(SIGNATURE) for data in fragments]
    return sorted(map(json.loads, contents), key=lambda fragment: str(fragment["url"]))


def test_the_url_of_a_result_says_what_it_shows() -> None:
    url = urlsplit(
        document_url(
            record(
                url="2025/05/é b/",
                title="人工智能",
                image="media/a.webp",
                plate="41",
                day="1 May 2025",
            )
        )
    )
    assert url.path == "/2025/05/%C3%A9%20b/"
    assert parse_qs(url.fragment) == {
        "date": ["2025-05-01T09:00:00+05:30"],
        "day": ["1 May 2025"],
        "image": ["media/a.webp"],
        "plate": ["41"],
        "title": ["人工智能"],
        "lang": ["en"],
    }


def test_pagefind_reads_texts_as_they_are() -> None:
    long = " ".join(f"word{n}" for n in range(10_000))
    rtl, hindi = "نموذج لغوي كبير", "बड़े भाषा मॉडल"
    robot = TextSection("", "", "\N{ROBOT FACE}")
    posts = [
        (
            record(url="a/", title=HOSTILE, section="Q&A: x, y", authors=NAMES, entities=NAMES),
            [TextSection("", "", HOSTILE), TextSection("part-1", "Part <1>", "Text.")],
        ),
        (record(url="b/", title="No text", tags=("Robots",)), []),
        (record(url="c/"), [TextSection("", "", long)]),
        (record(url="d/", lang="ar", title=rtl, summary=hindi), [robot]),
    ]
    first, second, third, fourth = indexed(*posts)
    assert first["meta"]["title"] == HOSTILE
    assert first["content"].startswith(HOSTILE.partition(" ___")[0])
    assert first["filters"] == {
        "author": [*NAMES],
        "entity": [*NAMES],
        "language": ["en"],
        "section": ["Q&A: x, y"],
        "year": ["2025"],
    }
    assert [(a["id"], a["text"]) for a in first["anchors"]] == [("part-1", "Part <1>")]
    assert (second["content"], second["meta"]["tags"]) == ("No text.", "Robots")
    assert third["word_count"] == 10_000
    assert (fourth["meta"]["title"], fourth["filters"]["language"]) == (rtl, ["ar"])
    assert fourth["content"].startswith(hindi)


@pytest.mark.parametrize("year", [1999, 2026])
def test_posts_are_filtered_by_the_year_of_their_own_time_zone(year: int) -> None:
    date = datetime(year, 12, 31, 23, 59, tzinfo=DAY.tzinfo)
    ((fragment),) = indexed((record(date=date), []))
    assert fragment["filters"]["year"] == [str(year)]
