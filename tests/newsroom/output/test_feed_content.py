"""Texts, bodies, ids and moments as a feed can hold them."""

from datetime import UTC, datetime
from html import unescape
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.output.feed_content import distinct, feed_body, feed_id, text

PAGE = "https://x.example/blog/a/"
SITE = "9f4f8e8f-64f6-4a3c-9d5e-0a4b0f6e2b11"


@pytest.mark.parametrize(
    ("plain", "kind"),
    [
        ("A headline", "text"), ("R&D at AT&T", "text"), ("a < b", "text"), ("the <b> tag", "text"),
        ("the </b> tag", "html"), ("&amp; in HTML", "html"), ("&copy 2025", "html"),
        ("&#65;", "html"), ("\ufffd", "html"),
    ],
)  # fmt: skip
def test_a_text_that_looks_like_markup_is_declared_as_html(plain: str, kind: str) -> None:
    found = text(plain)
    assert found.type == kind
    assert (unescape(found.value) if kind == "html" else found.value) == plain


@given(plain=st.text())
def test_every_text_comes_back(plain: str) -> None:
    found = text(plain)
    assert found.type == "text" or unescape(found.value) == plain


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
def test_a_body_in_a_feed_stands_on_its_own(html: str, expected: str) -> None:
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


def test_entries_of_one_moment_can_be_told_apart_and_stay_as_they_are() -> None:
    moment = datetime(2025, 4, 1, 9, tzinfo=UTC)
    found = {distinct(moment, str(UUID(int=number))) for number in (7, 2**64, 2**127)}
    assert len(found) == 3
    assert {time.replace(microsecond=0) for time in found} == {moment}
    assert distinct(moment, str(UUID(int=7))) == moment.replace(microsecond=7)


def test_the_id_of_a_feed_follows_from_site_and_path() -> None:
    found = feed_id(SITE, "feeds/all.atom.xml")
    assert found == "urn:uuid:cbb0ea3d-28ae-553d-963e-f4042c83357d"
    assert found != feed_id(SITE, "feeds/tag/chips.atom.xml")
