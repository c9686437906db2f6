"""Tables of contents."""

import pytest
from bs4 import BeautifulSoup

from newsroom.content.toc import toc_above, toc_labels
from tests.interface import WORDS
from tests.rendering import MARKDOWN, render

THREE = "## A\n\n### B\n\n#### C\n\n## D\n\n## E"


def nested(html: str) -> list[object]:
    """Return the texts of the links of a table, those of a list in a list of their own."""
    soup = BeautifulSoup(html, "lxml")
    top = soup.select_one("nav.toc > details > summary + ul")
    return texts_of(top) if top else []


def texts_of(items: object) -> list[object]:
    texts: list[object] = []
    for item in items.find_all("li", recursive=False):  # type: ignore[attr-defined]
        texts.append(item.a.get_text())
        if item.ul:
            texts.append(texts_of(item.ul))
    return texts


@pytest.mark.parametrize(
    "mark",
    ["[TOC]", "[toc]", "[[TOC]]", "[[toc]]", "[[_TOC_]]", "* TOC\n{:toc}", "1. any text\n{:toc}",
     "<div>\n\n[TOC]\n\n</div>", "> [TOC]"],
)  # fmt: skip
def test_a_mark_makes_a_table_there(mark: str) -> None:
    parsed = render(f"{mark}\n\n{THREE}")
    assert parsed.has_toc
    assert nested(parsed.html) == ["A", ["B"], "D", "E"]
    assert "TOC" not in parsed.html
    assert "data-toc" not in parsed.html


@pytest.mark.parametrize(
    "text", ["text\n[TOC]", "see [TOC]", r"\[TOC]", "`[TOC]`", "    [TOC]", "- [TOC]", "[TOC][]"]
)
def test_other_text_is_no_mark(text: str) -> None:
    parsed = render(f"{text}\n\n{THREE}")
    assert not parsed.has_toc
    assert "<nav" not in parsed.html


def test_there_is_one_table_at_most() -> None:
    html = render(f"[TOC]\n\n{THREE}\n\n[TOC]\n\n[[toc]]").html
    assert html.count("<nav") == 1
    assert "TOC" not in html


def test_a_text_without_headings_has_none() -> None:
    assert render("[TOC]\n\ntext").html.strip() == "<p>text</p>"


@pytest.mark.parametrize(
    ("heading", "link"),
    [
        ("`x < 1` & *b*", "<code>x &lt; 1</code> &amp; <em>b</em>"),
        ("[A link](/about/) here", "A link here"),
        ("Noted[^1]", "Noted"),
        ("![A plan](/images/plan.svg)", "A plan"),
        ("<span id=x class=y style='color:red' onclick=z>a</span> b", "a b"),
        ("H<sub title=t>2</sub>O", 'H<sub title="t">2</sub>O'),
        ("<math><mi id=i>x</mi></math>", "<math><mi>x</mi></math>"),
        ('Named {: data-toc-label="Else &amp; more" }', "Else &amp; more"),
    ],
)
def test_a_link_has_the_words_of_its_heading(heading: str, link: str) -> None:
    html = render(f"[TOC]\n\n## {heading}\n\ntext\n\n[^1]: A note").html
    element = BeautifulSoup(html, "html.parser").select_one(".toc li > a")
    assert element is not None
    assert element.decode_contents() == link


def test_what_cannot_be_linked_to_is_left_out() -> None:
    text = "[TOC]\n\n## A\n\n> ## Quoted\n\n<h2>No id</h2>\n\n## ![](/images/plan.svg)\n\n### B"
    assert nested(render(text).html) == ["A", ["B"]]


def test_a_lower_heading_before_the_first_one_is_an_item() -> None:
    assert nested(render("[TOC]\n\n### A\n\n### B\n\n## C\n\n### D\n\n## E").html) == [
        "A", "B", "C", ["D"], "E"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "minimum", "texts"),
    [
        (THREE, 3, ["A", ["B"], "D", "E"]),
        (THREE, 4, []),
        ("### A\n\n#### B\n\n### C", 2, ["A", ["B"], "C"]),
        ("# A\n\n## B\n\n# C", 2, ["A", ["B"], "C"]),
        ("text", 1, []),
        ('## A {: data-toc-label="B" }', 1, ["B"]),
    ],
)
def test_a_long_text_has_one_above(text: str, minimum: int, texts: list[object]) -> None:
    parsed = render(text)
    assert not parsed.has_toc
    assert nested(toc_above(parsed.tree, minimum, toc_labels(MARKDOWN, text), WORDS)) == texts


@pytest.mark.parametrize(
    ("lang", "start"), [("en", "<ul><li>"), ("fr", '<ul lang="fr"><li>'), ("", "<ul><li>")]
)
def test_headings_in_another_language_than_the_words_are_marked(lang: str, start: str) -> None:
    assert start in toc_above(render("## A").tree, 1, {}, WORDS, lang)
