"""The HTML of a body as it is published."""

import pytest
from bs4 import BeautifulSoup, Tag

from newsroom.content.article_html import TOO_DEEP, parse_markdown
from tests.interface import WORDS
from tests.rendering import MARKDOWN, render


def image(text: str) -> Tag:
    element = BeautifulSoup(render(text).html, "lxml").img
    assert element is not None
    return element


@pytest.mark.parametrize(
    ("text", "words"),
    [("a&#2;b&#xFFFE;c", "abc"), ("it&#146;s", "it’s"), ("a&#8217;b&#38;c", "a’b&c"),
     ("`&#2;`", "&#2;"), ("![a&#2;b](x.png)", "")],
)  # fmt: skip
def test_references_to_invalid_characters_are_left_out(text: str, words: str) -> None:
    html = render(text).html
    assert BeautifulSoup(html, "lxml").get_text().strip() == words
    assert "\x02" not in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("W&B; said", "<p>W&amp;B; said</p>"),
        ("a&nbsp;b&eacute;", "<p>a&nbsp;bé</p>"),
        ("`&B;` &amp;B;", "<p><code>&amp;B;</code> &amp;B;</p>"),
        ("<script>a&b;</script>\n\n&b;", "<script>a&b;</script>\n\n<p>&amp;b;</p>"),
    ],
)
def test_an_ampersand_of_no_reference_is_text(text: str, html: str) -> None:
    assert render(text).html == html


@pytest.mark.parametrize(
    "url", ["/images/plan.svg", "../images/plan.svg", "{static}/images/plan.svg"]
)
def test_images_have_the_size_of_their_file(url: str) -> None:
    element = image(f"![A plan]({url})")
    assert (element["width"], element["height"], element["loading"]) == ("400", "200", "lazy")


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ('<img src="/images/plan.svg" alt="A">', ("400", "200")),
        ("<IMG SRC='/images/plan.svg'>", ("400", "200")),
        ("<image src=/images/plan.svg>", ("400", "200")),
        ("<img alt='>' src=&#47;images/plan.svg>", ("400", "200")),
        ('<img src="/images/plan.svg" width="9">', ("9", None)),
        ('<img src="/images/plan.svg" HEIGHT=9>', (None, "9")),
        ("<img src=gone.png>", (None, None)),
        ("<img src='a%00b.png'>", (None, None)),
        ("<img src='http://['>", (None, None)),
        ("<img alt=x>", (None, None)),
    ],
)
def test_images_written_as_html_have_it_too(tag: str, size: tuple[str | None, ...]) -> None:
    element = image(f"<p>{tag}</p>")
    assert (element.get("width"), element.get("height")) == size


def test_a_missing_image_has_no_size() -> None:
    assert "width" not in image("![Gone](/images/gone.svg)").attrs


@pytest.mark.parametrize(
    "text",
    [
        "```python\nprint(1)\n```",
        "    plain code",
        "```\nnone\n```",
        "<pre>x</pre>",
        "<PRE\n>x</pre>",
    ],
)
def test_every_listing_has_a_tab_stop(text: str) -> None:
    element = BeautifulSoup(render(text).html, "lxml").find_all("pre")
    assert [pre["tabindex"] for pre in element] == ["0"]


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("<table><tr><td>1</td></tr></table>\n\na | b\n--|--\n1 | 2\n", 2),
        ("<ul><li><table class=x><tr><td>1</table></li></ul>", 1),
        ("<table><tr><td><table><tr><td>1</table></table>", 1),
        ("<p>x</p>", 0),
    ],
)
def test_a_table_written_as_html_scrolls_too(text: str, tables: int) -> None:
    soup = BeautifulSoup(render(text).html, "lxml")
    boxes = soup.select("div.table[tabindex='0'][role=group][aria-label] > table")
    assert len(boxes) == len(soup.select(":not(td) > table")) == tables


@pytest.mark.parametrize(
    ("table", "label", "classes"),
    [
        ("<table><tr><td>2025-11-03", "Table", ["value"]),
        (
            "<table><caption>Prices <b>a</b> month</caption><tr><td>ten words",
            "Prices a month",
            None,
        ),
        ("<table><tr><th class=x>a sentence of 2025", "Table", ["x"]),
    ],
)
def test_a_table_is_named_by_its_caption_and_marks_values(
    table: str, label: str, classes: list[str] | None
) -> None:
    soup = BeautifulSoup(render(table).html, "lxml")
    (box,), (cell,) = soup.select("div.table"), soup.select("td, th")
    assert (box["aria-label"], cell.get("class")) == (label, classes)


OPEN_DIV = ("html/unclosed-element", "<div> is not closed")


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("plain `<T>` text", []),
        ("<div>" * 501 + "</div>" * 501, [TOO_DEEP[:2]]),
        ("<b>" * 30_000, [TOO_DEEP[:2]]),
        ("One <i>word", [("html/unclosed-element", "<i> is not closed")]),
        ("One word</i>", [("html/stray-tag", "</i> closes no element")]),
        ("<div><b>x</div></b>", []),
        ("<div>x", [OPEN_DIV]),
        ("<ul><li><div>x</li></ul></div>",
         [("html/misnested-element", "<div> is closed before its </div>")]),
        ("<p>x</body>y</p>", []),
        ("<div><!-- x</div>",
         [OPEN_DIV, ("html/unclosed-comment", "unclosed comment hides the text after it")]),
        ("<div><svg><![CDATA[ x </svg></div>", []),
        ("<div><tr><td>x</td></tr></div>",
         [("html/stray-tag", "browsers drop <tr> here"),
          ("html/stray-tag", "browsers drop <td> here"),
          ("html/stray-tag", "</td> closes no element"),
          ("html/stray-tag", "</tr> closes no element")]),
        ("<body class=x>y", [("html/page-element", "<body> belongs to the page around a post")]),
        ("<!DOCTYPE html>\n\nx",
         [("html/page-element", "<!doctype> belongs to the page around a post")]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_tags_is_reported(text: str, problems: list[tuple[str, str]]) -> None:
    reported = [(problem.code, problem.message) for problem in render(text).problems]
    deep = TOO_DEEP[:2]
    assert reported == problems or (problems == [deep] and reported[-1] == deep)


@pytest.mark.parametrize(
    ("text", "figures", "images"),
    [
        ("<figure>\n\n![a](b)\n\n<figcaption>c</figcaption>\n</figure>", 1, 1),
        ("<figure>\n\n![a](b)\n\n![a](c)\n\n</figure>", 1, 2),
        ("<figure>\n\n![a](https://youtu.be/dQw4w9WgXcQ)\n\n</figure>", 1, 0),
        ('<figure>\n\n![a](b "c")\n\n</figure>', 2, 1),
        ("<div>\n\n![a](b)\n\n</div>", 1, 1),
    ],
)
def test_an_image_within_a_figure_is_no_figure(text: str, figures: int, images: int) -> None:
    page = BeautifulSoup(render(text).html, "lxml")
    assert (len(page.find_all("figure")), len(page.find_all("img"))) == (figures, images)


def convert(text: str, size: tuple[int, int], *, has_lead_image: bool = True) -> str:
    parsed = parse_markdown(
        MARKDOWN,
        text,
        "posts",
        lambda path: size,
        WORDS,
        custom=False,
        has_lead_image=has_lead_image,
    )
    return parsed.html


@pytest.mark.parametrize(
    ("text", "size", "around"),
    [
        ("![A](a.jpg)", (400, 300), "figure > picture > img"),
        ("![A](a.jpg)", (1200, 300), 'figure > a[href="a.jpg"] > picture > img'),
        ("![A](a.HEIC)", (400, 3000), 'figure > a[href="a.HEIC"] > picture > img'),
        ("[![A](a.jpg)](/x/)", (4000, 300), 'figure > a[href="/x/"] > picture > img'),
        ("Text ![A](a.png)", (4000, 300), "p > picture > img"),
        ("![A](a.svg)", (4000, 300), "figure > img"),
        ("![A](https://x.example/a.jpg)", (4000, 300), "figure > img"),
        ('<img src="a.jpg" srcset="b.jpg 2x" alt="A">', (400, 300), "body > img, p > img"),
        ('<picture><source srcset="b.webp"><img src="a.jpg"></picture>', (9, 9), "picture img"),
    ],
)
def test_a_photograph_is_in_a_picture_and_a_large_one_in_a_link(
    text: str, size: tuple[int, int], around: str
) -> None:
    soup = BeautifulSoup(convert(text, size), "lxml")
    assert len(soup.select(around)) == len(soup.select("img")) == 1
    assert len(soup.select("picture")) <= 1


@pytest.mark.parametrize(
    ("text", "has_lead_image", "early"),
    [
        ("Text.\n\n![A](a.jpg)\n\n![B](b.jpg)", False, ["high", None]),
        ("Text.\n\n![A](a.jpg)", True, [None]),
        ("One.\n\nTwo.\n\nThree.\n\n![A](a.jpg)", False, [None]),
        ("![A](a.svg) and text", False, ["high"]),
    ],
)
def test_the_first_image_of_a_post_without_another_is_loaded_early(
    text: str, has_lead_image: bool, early: list[str | None]
) -> None:
    html = convert(text, (800, 600), has_lead_image=has_lead_image)
    images = BeautifulSoup(html, "lxml").select("img")
    assert [image.get("fetchpriority") for image in images] == early
    assert [image.get("loading") for image in images] == [
        None if priority else "lazy" for priority in early
    ]
