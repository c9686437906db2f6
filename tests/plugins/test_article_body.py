"""Bodies: headings, figures, tables and listings as HTML."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from plugins.article_body import ArticleBody
from tests.conftest import FIXTURES

CONTENT = FIXTURES / "site" / "content"


def html(text: str) -> str:
    names = ["extra", "codehilite", "toc"]
    markdown = Markdown(extensions=[*names, ArticleBody(CONTENT)], output_format="html")
    markdown.source_path = Path("posts/x.md")  # type: ignore[attr-defined]
    return markdown.convert(text)


def body(text: str) -> BeautifulSoup:
    return BeautifulSoup(html(text), "lxml")


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


@pytest.mark.parametrize(
    ("text", "words"),
    [("a&#2;b&#xFFFE;c", "abc"), ("it&#146;s", "it’s"), ("a&#8217;b&#38;c", "a’b&c"),
     ("`&#2;`", "&#2;"), ("![a&#2;b](x.png)", "")],
)  # fmt: skip
def test_references_name_characters_that_there_are(text: str, words: str) -> None:
    found = body(text)
    assert found.get_text().strip() == words
    assert "\x02" not in str(found)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("W&B; said", "<p>W&amp;B; said</p>"),
        ("a&nbsp;b&eacute;", "<p>a&nbsp;b&eacute;</p>"),
        ("`&B;` &amp;B;", "<p><code>&amp;B;</code> &amp;B;</p>"),
        ("<script>a&b;</script>\n\n&b;", "<script>a&b;</script>\n\n<p>&amp;b;</p>"),
    ],
)
def test_what_names_no_character_is_written_as_text(text: str, written: str) -> None:
    assert html(text) == written


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
def test_a_picture_alone_is_a_figure(text: str, figures: int, captions: list[str]) -> None:
    soup = body(text)
    assert len(soup.find_all("figure")) == figures
    assert [tag.get_text() for tag in soup.find_all("figcaption")] == captions


@pytest.mark.parametrize(
    "address",
    ["/images/plan.svg", "../images/plan.svg", "{static}/images/plan.svg"],
)
def test_pictures_keep_their_place(address: str) -> None:
    picture = body(f"![A plan]({address})").img
    assert picture is not None
    assert (picture["width"], picture["height"], picture["loading"]) == ("400", "200", "lazy")


def test_a_missing_picture_has_no_size() -> None:
    picture = body("![Gone](/images/gone.svg)").img
    assert picture is not None
    assert "width" not in picture.attrs


def test_a_table_scrolls_inside_itself_without_inline_styles() -> None:
    soup = body("a | b\n--|--:\n1 | 2\n")
    box = soup.select_one("div.table[tabindex='0'][role=group][aria-label]")
    assert box is not None
    assert [cell["class"] for cell in box.select("td[class]")] == [["right"]]
    assert not soup.select("[style]")


@pytest.mark.parametrize("text", ["```python\nprint(1)\n```", "    plain code", "```\nnone\n```"])
def test_every_listing_has_a_tab_stop(text: str) -> None:
    assert [pre["tabindex"] for pre in body(text).find_all("pre")] == ["0"]


def test_a_table_written_as_html_can_be_reached_too() -> None:
    tables = body("<table><tr><td>1</td></tr></table>\n\na | b\n--|--\n1 | 2\n").find_all("table")
    assert [table.get("tabindex") for table in tables] == ["0", None]


def test_a_picture_written_as_html_keeps_its_place() -> None:
    own, sized = body(
        '<p><img src="/images/plan.svg" alt="A"><img src="/images/plan.svg" width="9"></p>'
    ).find_all("img")
    assert (own["width"], own["height"], sized["width"]) == ("400", "200", "9")
