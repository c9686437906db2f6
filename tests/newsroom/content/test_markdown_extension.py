"""Bodies as Markdown gives them: headings, figures, tables and blocks of HTML."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.markdown_extension import build_markdown
from tests.rendering import render


def body(text: str) -> BeautifulSoup:
    return BeautifulSoup(render(text).html, "lxml")


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        ("![A](a.jpg)\n![B](b.jpg)", [None, None]),
        ('![A](a.jpg "One") ![B](b.svg)', ["One", None]),
        ("[![A](a.jpg)](/x/) ![B](b.jpg)", [None, None]),
        ('![A](a.jpg){credit="By A"} ![B](b.jpg "Two"){credit="By B"}', ["By A", "Two By B"]),
    ],
)
def test_images_alone_are_a_gallery(text: str, captions: list[str | None]) -> None:
    [gallery] = body(text).find_all(class_="gallery")
    figures = gallery.find_all("figure", recursive=False)
    assert [figure.figcaption and figure.figcaption.get_text() for figure in figures] == captions
    assert [figure.img is not None for figure in figures] == [True] * len(captions)


@pytest.mark.parametrize(
    "text",
    [
        "![A](a.jpg) and ![B](b.jpg)",
        "![A](https://x.example/a.svg) ![B](https://x.example/b.svg)",
        "![A](a.jpg)  \n![B](b.jpg)",
        "- ![A](a.jpg) ![B](b.jpg)",
        "[![A](a.jpg) ![B](b.jpg)](/x/)",
    ],
)
def test_other_images_are_no_gallery(text: str) -> None:
    assert not body(text).find_all(class_="gallery")


def test_the_credit_of_an_image_is_apart_from_its_caption() -> None:
    [caption] = body('![A](a.jpg "What it shows"){credit="Photo: C"}').find_all("figcaption")
    assert str(caption) == "<figcaption>What it shows <small>Photo: C</small></figcaption>"


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
    element = body(text).find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    assert [tag.name for tag in element] == headings


@pytest.mark.parametrize(
    ("text", "heading", "label"),
    [
        ("## Power & *heat*", "Power & heat", "Power & heat"),
        ('## "A" <abbr title="&quot;b&quot;">B</abbr> `<T>`', '"A" B <T>', '"A" B <T>'),
        ("## A &amp;lt; B", "A &lt; B", "A &lt; B"),
        ("## Noted[^1] twice[^1]\n\n[^1]: A note.", "Noted1 twice1", "Noted twice"),
        ("## [A link](/about/)", "A link", "A link"),
        ("## ![A plan](/images/plan.svg)", "", "A plan"),
        ('## Named {: #other data-toc-label="Else" }', "Named", "Named"),
    ],
)
def test_the_link_to_a_heading_follows_it(text: str, heading: str, label: str) -> None:
    soup = body(text)
    (link,) = soup.select("div.heading > h2 + a.anchor")
    (element,) = soup.select("div.heading > h2")
    assert element.get_text() == heading
    assert link.attrs == {
        "class": ["anchor"], "href": f"#{element['id']}", "aria-label": f"Link to “{label}”"
    }  # fmt: skip


def test_a_heading_without_text_has_no_link() -> None:
    assert body("#\n\n## ![](/images/plan.svg)\n").select("a") == []


@pytest.mark.parametrize("tag", ["summary", "legend"])
def test_what_is_clicked_itself_contains_no_link_to_a_heading(tag: str) -> None:
    soup = body(f'<{tag} markdown="block">\n\n## Two\n\n</{tag}>\n\n## Three')
    assert [link["href"] for link in soup.select("a")] == ["#three"]


def test_footnotes_have_roles_and_labels() -> None:
    soup = body("## Heading[^a]\n\nOne[^a] two[^b]\n\n[^a]: A note.\n\n[^b]: Another.")
    assert [
        (link["role"], link.get("aria-label"), link.get("title"))
        for link in soup.select(".footnote-ref, .footnote-backref")
    ] == [
        ("doc-noteref", None, None),  # a label would be part of the name of the heading
        ("doc-noteref", "Note 1", None),
        ("doc-noteref", "Note 2", None),
        ("doc-backlink", "Jump back to footnote 1 in the text", None),
        ("doc-backlink", "Jump back to footnote 1 in the text (2)", None),
        ("doc-backlink", "Jump back to footnote 2 in the text", None),
    ]
    (notes,) = soup.select(".footnote")
    assert (notes["role"], notes["aria-label"]) == ("doc-endnotes", "Footnotes")


@pytest.mark.parametrize(
    ("text", "figures", "captions"),
    [
        ('![A plan](/images/plan.svg "What it means")', 1, ["What it means"]),
        ("![A plan](/images/plan.svg)", 1, []),
        ("[![A plan](/images/plan.svg)](/about/)", 1, []),
        ("Text ![A plan](/images/plan.svg)", 0, []),
        ("![A plan](/images/plan.svg) text", 0, []),
        ("![One](/images/plan.svg)![Two](/images/plan.svg)", 2, []),
    ],
)
def test_an_image_alone_is_a_figure(text: str, figures: int, captions: list[str]) -> None:
    soup = body(text)
    assert len(soup.find_all("figure")) == figures
    assert [tag.get_text() for tag in soup.find_all("figcaption")] == captions


def test_a_table_scrolls_inside_itself_without_inline_styles() -> None:
    soup = body("a | b\n--|--:\nx | y\n")
    box = soup.select_one("div.table[tabindex='0'][role=group][aria-label]")
    assert box is not None
    assert [cell["class"] for cell in box.select("td[class]")] == [["right"]]
    assert not soup.select("[style]")


@pytest.mark.parametrize(
    ("cell", "classes"),
    [
        ("2025-11-03", ["value"]),
        ("$3.00 / $15.00", ["value"]),
        ("*GPT-4o*", ["value"]),
        ("Output price", None),
        ("a sentence of 2025", None),
        ("4 {: .num }", ["num", "value"]),
        ("x {: style=bold }", None),
    ],
)
def test_a_short_value_is_marked(cell: str, classes: list[str] | None) -> None:
    element = body(f"a | b\n--|--\n{cell} | x\n").td
    assert element is not None
    assert element.get("class") == classes


def test_only_the_outer_one_of_nested_tables_scrolls() -> None:
    inner = '<table markdown="block"><tr markdown="block"><td>1</td></tr></table>'
    soup = body(
        '<table markdown="block"><tr markdown="block"><td markdown="block">\n\n'
        f"{inner}\n\n</td></tr></table>"
    )
    assert len(soup.select("table")) == 2
    assert len(soup.select("div.table")) == 1


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


def test_a_converter_has_the_extensions_that_are_listed_or_configured() -> None:
    listed = ["attr_list"]
    options = {"extensions": listed, "extension_configs": {"toc": {}, "attr_list": {}}}
    names = [name for name in ("attr_list", "toc", "article_body", "x")
             if name in build_markdown(options).treeprocessors]  # fmt: skip
    assert names == ["attr_list", "toc", "article_body"]
    assert listed == ["attr_list"]
