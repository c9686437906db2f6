"""Marks of Markdown and of templates that readers would see."""

import pytest

from newsroom.content.article_html import parse_markdown
from newsroom.content.markdown_extension import build_markdown
from newsroom.content.source_positions import SourceBody
from newsroom.content.visible_marks import PLACEHOLDER, VisibleMark, text_marks, visible_marks
from newsroom.html.outline import keep_prose
from tests.interface import WORDS
from tests.newsroom.content.test_document import OPTIONS, SIZES


def marks(body: str, *, draft: bool = False) -> list[VisibleMark]:
    """Return the marks of a body that starts in line 1."""
    parsed = parse_markdown(build_markdown(OPTIONS), body, "posts", SIZES.get, WORDS, custom=False)
    keep_prose(parsed.tree)
    return list(visible_marks(parsed.tree, SourceBody(body, 1), draft=draft))


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        (
            "<div>\nPoints:\n- a\n- b\n</div>",
            3,
            '"- a", a list without its layout, and others below',
        ),
        ("a\n\n<div>\nsee [a](b)</div>", 4, '"[a](", a link'),
        ("a\n\nsee [x][nope]", 3, '"[x][nope]", a link'),
        ("a\n\nsee [`x`][nope]", 3, '"[`…`][nope]", a link'),
        ("- a\n- b[^nope]", 2, '"[^nope]", a note'),
        ("a\n[TOC]\n\nb", 2, '"[TOC]", the mark for a table of contents'),
        ("{% raw %}", 1, '"{% raw %}", a tag'),
        ('a\n\n{{< figure src="a.png" >}}', 3, '"{{< figure src="a.png" >}}", a tag'),
        ("{{ site.url }}", 1, '"{{ site.url }}", a tag'),
        ("a\n\n$$ x\n\ny $$ z", 3, '"$$", a formula'),
        ("a\n\n$$\nx = y\n\nb", 3, '"$$", a formula'),
        ("a\n\n$$\\frac{x}\n\nb", 3, '"$$", a formula'),
        ("a\n\n\\begin{align}\nx\n\ny", 3, '"\\begin{align}", a formula'),
        ("a\n\n{: .center }", 3, '"{: .center }", attributes'),
        ('[a](/) {:target="_blank"}', 1, '"{:target="_blank"}", attributes'),
        ("a\n\nb **c d", 3, '"**", a mark'),
        ("a **b **c", 1, '"**", a mark'),
        ('a\n\n{{< b "c\\_d" >}}', 3, '"{{< b "c_d" >}}", a tag'),
        ("a\n\n****b", 3, '"****", a mark'),
        ("a\n\nb **** c\\_d", 3, '"****", a mark'),
        ("**a** `**` b\n\n*c* **d", 3, '"**", a mark'),
        ("**a**\n\n b **[c](d) e", 3, '"**", a mark'),
        (
            "<p>\n[`a`][b] [`c`][`d`] of it</p>",
            2,
            '"[`a`][b]", a link without a URL, and others below',
        ),
        ("<p>a<br>\n- c</p>", 2, '"- c", a list'),
        ("<p>a\n- `b` c</p>", 2, '"- `b`", a list'),
        ("a\n\n```python\nx = 1\n", 3, '"```" is not closed'),
        ("a\n\n~~~\n```\n```\n", 3, '"~~~" is not closed'),
        ("- a\n\n        ```\n        b\n", 3, '"```" is not closed'),
    ],
)
def test_marks_that_readers_would_see(body: str, line: int, words: str) -> None:
    mark = next(mark for mark in marks(body) if words in mark.message)
    assert (mark.line, bool(mark.advice)) == (line, True)


@pytest.mark.parametrize(
    "body",
    [
        "**a** `**b` __c__\n\n- d\n- e",
        "2 ** 3 is 8, 2**3 too, * and **",
        "a[i][j] of a list",
        "\\*\\*a \\**b \\[c](d) \\[e][f] \\[^g]",
        "a\n\\- b",
        "`{{ x }}` `](` `[^a]` `$$ x $$` ``` `` ```",
        "    **a\n    - b\n    $$ c $$\n",
        "```md\n**a [b](c d) {{< e >}} [^f]\n- g\n$$ h $$\n```",
        "```\n~~~\n```\n\n~~~\n```\n~~~",
        "> ```\n> a\n> ```\n\nb",
        "<pre>\n**a {{ b }}\n</pre>\n\n<kbd>](</kbd> <textarea>$$ a $$</textarea>",
        "$$ and $$$ are prices, $5 to $10 as well",
        "[a](b) [c][d] e[^f] ![g](h)\n\n[d]: /i\n\n[^f]: j",
        "a - b\nc -d\n-e",
        "a\n{: .b }\n\n`{:.e}` {: f } {:g}",
        "$$ is money\n\n$$\nx\n$$\n\n\\begin{align}\nx\n\\end{align}",
    ],
)
def test_no_marks(body: str) -> None:
    assert marks(body) == []


def test_the_text_of_a_new_post_is_a_mark_once_the_post_is_no_draft() -> None:
    (mark,) = marks(PLACEHOLDER)
    assert "the text of a new post" in mark.message
    assert marks(PLACEHOLDER, draft=True) == []


def test_a_mark_is_found_where_the_source_does_not_escape_it() -> None:
    assert [mark.line for mark in marks("\\**bc\n\n`**bc`\n\n**bc")] == [5]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a **cut", "**"),
        ("see [a][b]", "[a][b]"),
        ("see [a](b", "[a]("),
        ("{{ site.title }} of", "{{ site.title }}"),
        ("**a** `**b` \\*\\*kwargs $x^2$ 2**3 C# [c](/d) _e_ - f", ""),
        ("", ""),
    ],
)
def test_marks_of_a_text_in_the_front_matter(text: str, shown: str) -> None:
    messages = list(text_marks(text))
    assert len(messages) == bool(shown)
    assert all(f'"{shown}"' in message for message in messages)
