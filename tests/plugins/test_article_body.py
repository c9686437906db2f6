"""Bodies as Markdown gives them: headings, figures, tables and blocks of HTML."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering import render


def body(text: str) -> BeautifulSoup:
    return BeautifulSoup(render(text).html, "lxml")


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("## Two\n\n### Three", ["h2", "h3"]),
        ("# One\n\n## Two", ["h2", "h3"]),
        ("# One\n\n###### Six", ["h2", "h6"]),
        ("<h1 class='x'>One</h1>", ["h2"]),
        ("no heading", []),
    ],
)
def test_headings_start_at_h2(text: str, headings: list[str]) -> None:
    found = body(text).find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    assert [tag.name for tag in found] == headings


def test_a_heading_links_to_itself_and_says_so() -> None:
    anchor = body("## Power & *heat*").select_one("h2 > a.anchor")
    assert anchor is not None
    assert anchor["href"] == "#power-heat"
    assert anchor["aria-label"] == "Link to “Power & heat”"


@pytest.mark.parametrize(
    ("text", "figures", "captions"),
    [
        ('![A plan](/images/plan.svg "What it means")', 1, ["What it means"]),
        ("![A plan](/images/plan.svg)", 1, []),
        ("[![A plan](/images/plan.svg)](/about/)", 1, []),
        ("Text ![A plan](/images/plan.svg)", 0, []),
        ("![A plan](/images/plan.svg) text", 0, []),
        ("![One](/images/plan.svg)![Two](/images/plan.svg)", 0, []),
    ],
)
def test_an_image_alone_is_a_figure(text: str, figures: int, captions: list[str]) -> None:
    soup = body(text)
    assert len(soup.find_all("figure")) == figures
    assert [tag.get_text() for tag in soup.find_all("figcaption")] == captions


def test_a_table_scrolls_inside_itself_without_inline_styles() -> None:
    soup = body("a | b\n--|--:\n1 | 2\n")
    box = soup.select_one("div.table[tabindex='0'][role=group][aria-label]")
    assert box is not None
    assert [cell["class"] for cell in box.select("td[class]")] == [["right"]]
    assert not soup.select("[style]")


BOX = '<div class="box">\n<p>one <b>two</b></p>\n<ul><li>three</li></ul>\n</div>'
END = "\n\nA comparison, 3 > 2." * 20  # what is left is cut where it goes on


@pytest.mark.parametrize(
    "cut",
    [
        "couldn&#...", "it&#3", "it&#39", "it&#x", "it&#;", "it&#39;", "&", "& &# ; &#x27;",
        "&amp", "&notanentity; &#1114112;", "`&#...`", "a < b", "a <b", "<a href=", '<a href="x',
        "<b title='", "</", "</b", "<!", "<!x", "<![CDATA[", "<!DOCTYPE", "<?", "<?php", "<!--",
        "<!-- x", "</>", "<>", "\\&#...", "x &#\n\n&#", "<script", "<style", "<pre",
    ],
)  # fmt: skip
def test_a_block_of_html_below_a_cut_piece_is_whole(cut: str) -> None:
    html = render(f"First.\n\nA teaser {cut} goes; on.\n\n{BOX}\n\nThird.{END}").html
    words = " ".join(BeautifulSoup(html, "lxml").get_text().split())
    assert words.endswith("one two three Third." + " A comparison, 3 > 2." * 20)
    assert BOX in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('<div title="a&amp;b">x &lt; &#38;</div>', '<div title="a&amp;b">x &lt; &amp;</div>'),
        ('<div markdown="1" title="a&amp;b">*x* &amp; y&B;</div>',
         '<div title="a&amp;b">\n<p><em>x</em> &amp; y&amp;B;</p>\n</div>'),
        ("a <b>x &copy; y</b> `&copy;`", "<p>a <b>x © y</b> <code>&amp;copy;</code></p>"),
        ("<?php echo '&amp;' ?>", "&lt;?php echo '&amp;amp;' ?&gt;"),
    ],
)  # fmt: skip
def test_references_mean_the_same_in_blocks_of_html(text: str, html: str) -> None:
    assert render(text).html == html


PIECES = st.sampled_from(
    "&# &#3 &#39; & ; &amp; < <a <a\thref= <b> </b> <div> </div> <p> </p> <!-- --> <! <? ?> </ >"
    " \" ' x".split(" ")
)  # fmt: skip


@given(start=st.lists(PIECES, max_size=12).map(" ".join))
def test_what_follows_is_there_once(start: str) -> None:
    text = f"Zero.\n\n{start}\n\nFirst marker.\n\n<div>\n\nsecond marker\n\n</div>\n\nThird marker."
    html = render(text + END).html
    if "<!--" not in start and "<?" not in start:  # which may hide what follows, as in a browser
        assert [html.count(word) for word in ("First", "second", "Third")] == [1, 1, 1]
