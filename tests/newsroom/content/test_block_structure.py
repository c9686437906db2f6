"""The block structure of CommonMark and GFM, and that of markdown-it-py as a second judge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.util import BLOCK_LEVEL_ELEMENTS

from benchmarks.markdown import GFM, structure
from newsroom.content.block_structure import BlockStructure
from newsroom.content.block_writer import DEEPEST
from newsroom.content.time_limit import time_limit
from tests.rendering import MARKDOWN, render

SIZE = 200_000  # characters


def rewritten(text: str) -> str:
    blocks = BlockStructure(
        lambda code, info: f"<{info}|{code}>",
        lambda html: f"<{html}>",
        BLOCK_LEVEL_ELEMENTS.__contains__,
    )
    return "\n".join(blocks.run(text.split("\n")))


@pytest.mark.parametrize(
    "text",
    [
        "Points:\n- a\n- b",
        "- > a\n  > b",
        "1. > a\n   > b\n2. c",
        "> - > a\n>   > b",
        "- > a\n  >\n  > - b\n  > - c\n\n  d\n- e",
        "- > a\n  > - b\n- f\n\n  > g\n  > h",
        "- a\n  - > b\n    > c\n  - d",
        "A year:\n2024. was good",
        "1. a\n   - b\n   - c\n\n2. d\n\n   text\n\n3. e",
        "1. a\n\n   text\n\n2. b",
        "- a\n  - b\n    - c\n  - d\n- e",
        "* a\n\n  * b\n  * c\n* d",
        "- a\nlazy\n- b",
        "- a\n  2. text\n- b",
        "-\n  a\n-\n- c",
        "- - a\n  - b",
        "1) a\n2) b",
        "- a\n- b\n* c\n* d",
        "- a\n1. b",
        "10. a\n\n    text\n11. b",
        "- a\n---\nb",
        "- a\n  # b\n\ntext",
        "- a\n\n      code\n\n  text",
        "- a\n\n  ```\n  code\n\n  more\n  ```\n- b",
        "1. a\n   ```python\n   code\n   ```\n2. b",
        "> - a\n>   - b\n> - c",
        "> ```\n> code\n> ```\n\n> b",
        "> - a\nlazy\n\ntext",
        "  ```\n  code\n  ```\ntext",
        "```\ncode\n`````\n\ntext",
        "~~~~\n~~~\n```\n~~~~",
        "```\nto the end\n\n- a",
        "- ```\n  in the item\n\n- b",
        "``` a ` b",
        "#1 in the world\n\n#AI #LLM\n\n####### seven",
        "one\ntwo\n---",
        "- one\n  two\n  ---",
        "Prices\n| a | b |\n|---|---|\n| 1 | 2 |",
        "- a\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n- b",
        "<div>\n\n- a\n\n</div>",
        "<details><summary>x</summary>\n\n## y\n\n[t](u)\n\n</details>",
        "- a\n\n  <div>\n\n  [t](u)\n\n  </div>\n- b",
        "<!-- a\n\n- b\n\n-->\n\n- c",
        "<pre>\n\n- a\n\n</pre>\n\n- b",
        "- a\n\n[x]: y\n\n- b",
        "- [a]:\n    - [b](c)\n- d",
        "  1. a\n\n    b\n  2. c",
        "- # a\n- b\n  ---\n  c",
        "  a\n  b\n===",
        "-     -      -\n\n*\t*\t*\n\na\n***",
        "# a\\\n\nb",
        "1234567890. a",
        "[a]({{< ref b >}}) [c](d e) [f](<g h>) [i](j(k(l)) 'm') [n](o 'p' q)",
        "[a] [b] [c][ a ] [d][e]\n\n[a]: f\n[b]: g\n[d]: h",
        '<div class="a">\n\n: | a | b |\n | - | - |\n | c | d |\n\n</div>',
        "<a href='b'>\n\n- [c](d)\n\n</a>",
        "[`f`] and [`f`][] and [t][`f`]\n\n[`f`]: u",
    ],
)
def test_the_structure_is_that_of_gfm(text: str) -> None:
    assert structure(MARKDOWN.reset().convert(text)) == structure(GFM.render(text))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("##Heading", "##Heading"),
        ("#1", "\\#1"),
        ("- a\n  2. b", "*   a\n    2\\. b"),
        ("[^1]: a\n\n    - b", "[^1]: a\n\n    *   b"),
        ("Term\n: a\n\n    ```\n    b\n    ```", "Term\n:   a\n\n    <|b\n>"),
        ("```\n- a", "<|- a\n>"),
        ("<div>a</div>\n*b*\n\n*c*", "<<div>a</div>\n*b*\n>\n\n\n*c*"),
        ("<div>\n```<br>\n</div>\n\n*b*", "<<div>\n```<br>\n</div>\n>\n\n\n*b*"),
        ("<pre>\na</pre>\n*b*", "<<pre>\na</pre>\n>\n\n*b*"),
        ("<div markdown=0>\n*a*", "<<div>\n*a*\n>"),
        ("<div>\n<!--\n\n*a* -->\n</div>", "<<div>\n<!--\n\n*a* -->\n</div>\n>"),
        ("<svg><![CDATA[ a\n\n*b*", "<<svg>&lt;![CDATA[ a\n>\n\n\n*b*"),
        ("<svg><![CDATA[ a\n\n*b* ]]>", "<<svg><![CDATA[ a\n\n*b* ]]>\n>"),
        ("<div><!-- a <!--\n\n*b*", "<<div><!-- a <!--\n>\n\n\n*b*"),
        ("<div><a href='\n\n*b*", "<<div>&lt;a href='\n>\n\n\n*b*"),
        ("<div></div><? a\n\n*b*", "<<div></div>&lt;? a\n>\n\n\n*b*"),
        ("<p>\n\n    <b>a</b>\n\n</p>", "<<p>\n>\n\n\n<    <b>a</b>\n>\n\n\n<</p>\n>"),
        ('<div markdown="1">\n- a\n</div>', "<<div>\n>\n\n*   a\n\n<</div>\n>"),
        ("<div class=a markdown>b</div>\n- c", "<div class=a markdown>b</div>\n\n*   c"),
        ('<p markdown="1">\n*a*</p>', '<p markdown="1">\n*a*</p>'),
        ("<td>\n\na\n\n    </td>", "<<td>\n>\n\n\na\n\n<    </td>\n>"),
        ("<tr><td>\n\n    </td>\n    <td>", "<<tr><td>\n>\n\n\n<    </td>\n    <td>\n>"),
        ("</div><div>\n    <b>a</b>", "<</div><div>\n    <b>a</b>\n>"),
        ('<link rel="a"\n    href="b">\n\n*c*', '<<link rel="a"\n    href="b">\n>\n\n\n*c*'),
        ("<a-b c='d'>\n*e*\n</a-b>\n\n*f*", "<<a-b c='d'>\n*e*\n</a-b>\n>\n\n\n*f*"),
        ("a\n<b>\nc", "a\n<b>\nc"),
        ("<a>b</a>\n*c*", "<a>b</a>\n*c*"),
        ("<svg>\n\n- a\n\n</svg>", "<<svg>\n\n- a\n\n</svg>\n>"),
        ("- a\n\n: b", "*   a\n\n&#58; b"),
        ("<div>\n<pre>\n\n- a\n</pre>\n</div>", "<<div>\n<pre>\n\n- a\n</pre>\n</div>\n>"),
    ],
)
def test_lines_are_written_for_python_markdown(text: str, lines: str) -> None:
    assert rewritten(text) == lines


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('Send:\n{"role": "user"}', '<p>Send:\n{"role": "user"}</p>'),
        ("`f`{x}", "<p><code>f</code>{x}</p>"),
        ("*a*{.b}", '<p><em class="b">a</em></p>'),
        ("*a*{ #b .c d=e }", '<p><em class="c" d="e" id="b">a</em></p>'),
        ("a\n{: .b }", '<p class="b">a</p>'),
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("| a {s} | b |\n|---|---|\n", None),
    ],
)  # fmt: skip
def test_braces_and_line_breaks(text: str, html: str | None) -> None:
    assert render(text).html == html if html else "a {s}" in render(text).html


def test_too_deep_containers_are_an_error() -> None:
    with pytest.raises(RecursionError):
        rewritten("> " * (DEEPEST + 1) + "a")


@pytest.mark.parametrize(
    "unit",
    ["- a\n", "- ", "> a\n\n", "- a\n\n", "```\n", "- ```\n", "<pre>\n", "<pre><svg>",
     "<pre><svg></pre>", "<div>\n\n", "<!--\n", "a\n", "|", "|-", "- - -", "    a\n", "[^1]: a\n",
     "#", "* ", "1. a\n   - b\n", "\n", "<a markdown", "`", "~~~~ a\n", "a\n---\n",
     "<div><pre>\n</pre>\n", "<a b=c ", "<a>\n\n", "<div markdown>\n", "</a", "<a\n", "<div><!--",
     "<svg><![CDATA[\n\n"],
)  # fmt: skip
def test_the_time_is_linear(unit: str) -> None:
    text = unit * (SIZE // len(unit))
    with time_limit(5):
        try:
            rewritten(text)
        except RecursionError:
            assert unit in ("- ", "* ", "- - -")


LINES = st.sampled_from(
    ["- a", "  - b", "1. c", "   d", "2) e", "", "text", "> f", "> - g", "```", "  ```", "# h",
     "    i", "---", "      j", "* k", "+ l"]
)  # fmt: skip


@given(st.lists(LINES, max_size=8))
def test_no_line_is_lost(lines: list[str]) -> None:
    html = render("\n".join(lines)).html
    for letter in "abcdefghijkl":
        count = sum(line.strip("-+*>123.)# ") == letter for line in lines)
        assert html.count(f"{letter}") >= count
