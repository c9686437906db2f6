"""Entries of feeds: from articles and corrections; their texts, bodies, ids and dates."""

from datetime import UTC, datetime
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.front_matter.nested_fields import Correction
from newsroom.output.feed_entries import (
    article_entry,
    correction_entry,
    distinct_datetime,
    feed_body,
    feed_id,
    text_construct,
)
from newsroom.site.articles import Article
from newsroom.site.image_model import Image
from newsroom.site.lists import Enclosure, PublishedCorrection
from tests.interface import WORDS
from tests.model import make_article, make_settings

ID = "6a1c2b9e-33f5-4a52-8f0a-7b1f0d1c9e02"
DAY = datetime(2025, 11, 20, 9, tzinfo=UTC)
LATER = datetime(2025, 11, 22, tzinfo=UTC)
SETTINGS = make_settings(url="https://x.example/blog")


def article(image: Image | None = None, **keys: Any) -> Article:
    keys = {"date": DAY, "title": "T", "summary": "S", **keys}
    terms: dict[str, Any] = {"authors": ["Ada", "Ben"], "category": "News", "tags": ["Chips"]}
    url = "2025/11/é/"
    return make_article("a", url=url, permanent_id=ID, lead_image=image, **terms, **keys)


def test_an_entry_has_the_facts_of_its_article() -> None:
    entry = article_entry(article(), SETTINGS, "<p>a</p>", WORDS)
    assert (entry.id, entry.title, entry.language) == (f"urn:uuid:{ID}", "T", "en")
    assert entry.url == "https://x.example/blog/2025/11/%C3%A9/"
    assert (entry.published, entry.updated) == (DAY, distinct_datetime(DAY, ID))
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
    entry = article_entry(article(**keys), SETTINGS, "", WORDS)
    assert (entry.published, entry.updated, entry.title) == (
        DAY,
        distinct_datetime(LATER, ID),
        title,
    )
    assert entry.id == f"urn:uuid:{ID}"


def test_the_lead_image_is_a_file_with_type_and_size() -> None:
    image = Image("a.svg", "a.svg", 9, 9, "An A.", length=5)
    assert article_entry(article(image), SETTINGS, "", WORDS).enclosure == Enclosure(
        "https://x.example/blog/a.svg", "image/svg+xml", 5, "An A."
    )


def test_the_entry_of_a_correction_links_to_its_note() -> None:
    corrected = article(corrections=(Correction(LATER, "C"),))
    correction = PublishedCorrection(ID, LATER, LATER, "C", corrected)
    entry = correction_entry(correction, SETTINGS, "<p>C</p>", WORDS)
    assert entry.url == "https://x.example/blog/2025/11/%C3%A9/#site-corrections"
    assert (entry.id, entry.title, entry.content) == (f"urn:uuid:{ID}", "Corrected: T", "<p>C</p>")
    assert (entry.published, entry.updated) == (LATER, distinct_datetime(LATER, ID))


PAGE = "https://x.example/blog/a/"
SITE_ID = "9f4f8e8f-64f6-4a3c-9d5e-0a4b0f6e2b11"


@pytest.mark.parametrize(
    ("plain", "kind"),
    [
        ("A headline", "text"), ("R&D at AT&T", "text"), ("a < b", "text"), ("the <b> tag", "text"),
        ("the </b> tag", "html"), ("&amp; in HTML", "html"), ("&copy 2025", "html"),
        ("&#65;", "html"), ("\ufffd", "html"),
    ],
)  # fmt: skip
def test_a_text_that_looks_like_markup_is_declared_as_html(plain: str, kind: str) -> None:
    construct = text_construct(plain)
    assert construct.type == kind
    assert (unescape(construct.value) if kind == "html" else construct.value) == plain


@given(plain=st.text())
def test_every_text_comes_back(plain: str) -> None:
    construct = text_construct(plain)
    assert construct.type == "text" or unescape(construct.value) == plain


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/blog/b/">b</a>', '<a href="https://x.example/blog/b/">b</a>'),
        ('<a href="#note">1</a>', '<a href="https://x.example/blog/a/#note">1</a>'),
        ('<img src="https://y.example/c.png">', '<img src="https://y.example/c.png">'),
        (
            '<source srcset="/b.png 1x, c.png 2x">',
            '<source srcset="https://x.example/b.png 1x, https://x.example/blog/a/c.png 2x">',
        ),
        ('<video poster="/b.png"></video>', '<video poster="https://x.example/b.png"></video>'),
        (
            '<div class="heading"><h2 id="h">H</h2>'
            '<a aria-label="Link to “a &gt; H > b”" class="anchor" href="#h">#</a></div>',
            '<h2 id="h">H</h2>',
        ),
        (
            '<div class="heading"><h2>A</h2><p>b</p></div><div class="heading"><h3>C</h3>'
            '<a class="anchor" href="#c">#</a></div>',
            '<div class="heading"><h2>A</h2><p>b</p></div><h3>C</h3>',
        ),
        ("<p>No link.</p>", "<p>No link.</p>"),
        ("<p>\ufffd</p>", "<p>&#xFFFD;</p>"),
        ('<p style="color: red">a</p>', "<p>a</p>"),
        ("<p>style = a</p>", "<p>style = a</p>"),
        ("<p>70B & 8B &lt; &#38; &c</p>", "<p>70B &amp; 8B &lt; &amp; &amp;c</p>"),
        (
            "<svg><a xlink:href='/b/'>b</a></svg>",
            '<svg><a xlink:href="https://x.example/b/">b</a></svg>',
        ),
    ],
)
def test_a_body_works_outside_of_the_site(html: str, expected: str) -> None:
    assert feed_body(html, PAGE) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p>\n<script>b</script>\n<p>c</p>", "<p>a</p>\n\n<p>c</p>"),
        ('<iframe src="b"></iframe>after', "after"),
        ("<svg><SCRIPT>b</SCRIPT><animateTransform/></svg>", "<svg></svg>"),
        ("<template><style>b</style></template>x", "x"),
        ('<a href="java&#10;script:b" title="c">a</a>', '<a title="c">a</a>'),
        ('<p onclick="b" class="c">a</p>', '<p class="c">a</p>'),
        ("<p>a<!-- b --></p>", "<p>a<!-- b --></p>"),
        ("<picture><source><img></picture>", "<picture><source><img></picture>"),
        ("text &amp; <br> more", "text &amp; <br> more"),
    ],
)
def test_scripts_frames_and_inline_styles_are_left_out(html: str, expected: str) -> None:
    assert feed_body(html, PAGE) == expected


def test_entries_of_one_date_have_distinct_datetimes_that_do_not_change() -> None:
    instant = datetime(2025, 4, 1, 9, tzinfo=UTC)
    distinct = {distinct_datetime(instant, str(UUID(int=number))) for number in (7, 2**64, 2**127)}
    assert len(distinct) == 3
    assert {time.replace(microsecond=0) for time in distinct} == {instant}
    assert distinct_datetime(instant, str(UUID(int=7))) == instant.replace(microsecond=7)


def test_the_id_of_a_feed_follows_from_site_and_path() -> None:
    id_ = feed_id(SITE_ID, "feeds/all.atom.xml")
    assert id_ == "urn:uuid:cbb0ea3d-28ae-553d-963e-f4042c83357d"
    assert id_ != feed_id(SITE_ID, "feeds/tag/chips.atom.xml")


def test_a_body_has_no_table_of_contents_and_a_link_for_a_video() -> None:
    toc = '<nav class="toc"><details><summary>Contents</summary></details></nav>'
    video = (
        '<figure><a href="https://youtu.be/x" class="video"><span class="video-title">A</span> '
        '<span class="video-host">Video on YouTube</span></a></figure>'
    )
    assert feed_body(f"{toc}<p>a</p>{video}", PAGE) == (
        '<p>a</p><figure><a href="https://youtu.be/x" class="video">'
        '<span class="video-title">A</span> (video on YouTube)</a></figure>'
    )


def test_alerts_and_boxes_to_tick_are_read_without_styles() -> None:
    alert = '<div class="alert alert-tip" role="note"><p class="alert-title">Tip</p><p>a</p></div>'
    assert feed_body(alert, PAGE) == (
        '<blockquote class="alert alert-tip"><p class="alert-title"><strong>Tip</strong></p>'
        "<p>a</p></blockquote>"
    )
    boxes = '<ul><li class="task"><input type="checkbox" disabled{}> a</li></ul>'
    assert '<li class="task">☐ a</li>' in feed_body(boxes.format(""), PAGE)
    assert '<li class="task">☑ a</li>' in feed_body(boxes.format(" checked"), PAGE)
