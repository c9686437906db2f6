"""URLs in Markdown are replaced as Markdown reads them; code stays untouched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from newsroom.content.markdown import link_videos, plain_markdown, replace_markdown_urls
from newsroom.html.outline import body_text, read_outline
from tests.interface import WORDS
from tests.rendering import MARKDOWN, render

KNOWN = {
    "a.md": "https://x.example/a/",
    "b c.png": "https://x.example/b%20c.png",
    "a_(b).md": "https://x.example/a(b)/",
    "a.md?x=1&y=2": "https://x.example/a/?x=1&y=2",
}


def html(text: str) -> str:
    return MARKDOWN.reset().convert(text)


def replaced(text: str) -> str:
    return replace_markdown_urls(text, html(text), lambda url: KNOWN.get(url, url))


NEW = KNOWN["a.md"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[t](a.md)", f"[t]({NEW})"),
        ('[t](a.md "A title")', f'[t]({NEW} "A title")'),
        ("![t]( a.md )", f"![t]( {NEW} )"),
        ("[![t](a.md)](a.md)", f"[![t]({NEW})]({NEW})"),
        ("[t](<b c.png>)", "[t](https://x.example/b%20c.png)"),
        ("[t](a_(b).md)", "[t](https://x.example/a%28b%29/)"),
        (r"[t](a\_(b).md)", "[t](https://x.example/a%28b%29/)"),
        ("[t](a.md?x=1&amp;y=2)", "[t](https://x.example/a/?x=1&y=2)"),
        ("[`code`](a.md)", f"[`code`]({NEW})"),
        ("[two\nlines](a.md)", f"[two\nlines]({NEW})"),
        ("- [t](a.md)\n\n    [t](a.md) goes on", f"- [t]({NEW})\n\n    [t]({NEW}) goes on"),
        ("Note.[^1]\n\n[^1]: One.\n\n    [t](a.md)", f"Note.[^1]\n\n[^1]: One.\n\n    [t]({NEW})"),
        ("| a |\n|---|\n| [t](a.md) |", f"| a |\n|---|\n| [t]({NEW}) |"),
        ("> [t](a.md)", f"> [t]({NEW})"),
        ("# [t](a.md)", f"# [t]({NEW})"),
        ("[t][r]\n\n[r]: a.md", f"[t][r]\n\n[r]: {NEW}"),
        ("[t][r]\n\n  [r]: <b c.png> 'T'\n", "[t][r]\n\n  [r]: https://x.example/b%20c.png 'T'\n"),
        ("[t][r]\n\n[r]:\n    a.md\n", f"[t][r]\n\n[r]:\n    {NEW}\n"),
        ('<a class="x" href="a.md">t</a>', f'<a class="x" href="{NEW}">t</a>'),
        ("<img alt='>' src='a.md'>", f"<img alt='>' src=\"{NEW}\">"),
        ('<p>\n\n    <a href="a.md">t</a>\n\n</p>', f'<p>\n\n    <a href="{NEW}">t</a>\n\n</p>'),
        ("A ` alone, [t](a.md)", f"A ` alone, [t]({NEW})"),
        (r"A \` and \` [t](a.md)", rf"A \` and \` [t]({NEW})"),
        ("``` not ` a fence\n\n[t](a.md)", f"``` not ` a fence\n\n[t]({NEW})"),
        ("- ```\n  [t](a.md)\n\n[t](a.md)", f"- ```\n  [t](a.md)\n\n[t]({NEW})"),
    ],
)  # fmt: skip
def test_a_url_is_replaced_where_markdown_reads_one(text: str, expected: str) -> None:
    assert replaced(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`[t](a.md)`",
        "``one ` and [t](a.md)``",
        "`two\nlines [t](a.md)`",
        "```\n[t](a.md)\n```",
        "``` a listing to the end\n\n[t](a.md)",
        "1. a\n\n   ```\n   [t](a.md)\n   ````",
        "> ~~~ x ~\n> [t](a.md)\n> ~~~",
        "~~~ python\n[t](a.md)\n\n[r]: a.md\n~~~",
        "````\n```\n[t](a.md)\n```\n````",
        "Text\n\n    [t](a.md)\n    <a href='a.md'>t</a>",
        "Text\n\n\t[t](a.md)",
        "- item\n\n        [t](a.md)",
        "1. item\n\n    text\n\n        [t](a.md)\n",
        "<pre><code>[t](a.md)\n[r]: a.md\n<a href='a.md'>t</a></code></pre>",
        "<!-- [t](a.md) <a href='a.md'>t</a> -->",
        "[^a]: a.md is a file\n\nNote.[^a]",
        "f[0](z.md) and [t](other.md) and (a.md)",
        "<https://y.example/a.md> and https://y.example/a.md",
        '<p title="[t](a.md)">t</p>',
    ],
)
def test_code_and_other_text_stay_as_they_are(text: str) -> None:
    assert replaced(text) == text


def test_lines_of_code_and_other_lines_differ() -> None:
    text = "```\n[t](a.md)\n```\n\n[t](a.md)\n"
    assert replaced(text) == f"```\n[t](a.md)\n```\n\n[t]({NEW})\n"


PIECES = st.sampled_from(
    ["[1](a.md)", "`[2](a.md)`", "```\n[3](a.md)\n```", "    [4](a.md)", "- item", "text", "`",
     "<b>[5](a.md)</b>", "    - [6](a.md)", "        [7](a.md)", '<a href="a.md">8</a>',
     "> [9](a.md)", "1. [10](a.md)", "", "        - item", "~~~"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=9, unique=True), st.sampled_from(["\n\n", "\n"]))
def test_the_new_text_becomes_the_same_page_with_the_new_urls(
    pieces: list[str], between: str
) -> None:
    text = between.join(pieces)
    texts = html(text), html(replaced(text))
    old, new = map(read_outline, texts)
    assert new.links == tuple(KNOWN.get(url, url) for url in old.links)
    assert body_text(texts[1]) == body_text(texts[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words, 5 < 6 & 7_8.", "Plain words, 5 < 6 & 7_8."),
        ("two\n  lines", "two lines"),
        ("*a* _b_ [c] `d` \\", r"\*a\* \_b\_ \[c\] \`d\` \\"),
        ("snake_case", "snake_case"),
        ("<b> </b> <!-- -->", "&lt;b> &lt;/b> &lt;!-- -->"),
        ("&amp; &#38; R&D", "&amp;amp; &amp;#38; R&D"),
        ("C# and F #", r"C# and F \#"),
    ],
)
def test_words_are_no_marks(text: str, expected: str) -> None:
    assert plain_markdown(text) == expected


def test_only_a_dollar_of_a_formula_is_escaped() -> None:
    assert plain_markdown("$x$ for $5") == "\\$x\\$ for \\$5"
    assert plain_markdown("$5 and $6") == "$5 and $6"


@given(st.text(alphabet="ab *_[]`<>&;!\\#1()-", max_size=12))
def test_markdown_prints_plain_words_as_they_are(text: str) -> None:
    words = " ".join(text.split())
    outline = read_outline(Markdown().convert(f"x {plain_markdown(text)} x"))
    assert outline.first_paragraph == f"x {words} x".replace("x  x", "x x")


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "<pre ",
        "](",
        "`",
        "` `` ",
        "<img ",
        '<a "',
        "\\",
        "[x]: <",
        "    [a](b)\n",
        "<!-- </pre x ",
    ],
)
def test_a_long_hostile_text_comes_back(piece: str) -> None:
    """A quadratic search of such a text takes minutes, and the suite has a limit."""
    listing = f"<pre>{'x' * 9}</pre>"
    assert replace_markdown_urls(piece * 20_000, listing, str) == piece * 20_000


VIDEO = "https://youtu.be/dQw4w9WgXcQ"
LINK = f"[Talk (video on YouTube)]({VIDEO})"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"![Talk]({VIDEO})", LINK),
        (f"a ![Talk](<{VIDEO}>) b", f"a [Talk (video on YouTube)](<{VIDEO}>) b"),
        (f'![Talk]({VIDEO} "All of it")', f'[Talk (video on YouTube)]({VIDEO} "All of it")'),
        (f"![]({VIDEO})", f"[Video on YouTube]({VIDEO})"),
        (f"![Talk][v]\n\n[v]: {VIDEO}", f"[Talk (video on YouTube)][v]\n\n[v]: {VIDEO}"),
        (f"![v][]\n![v]\n\n[v]: {VIDEO}",
         f"[v (video on YouTube)][v]\n[v (video on YouTube)][v]\n\n[v]: {VIDEO}"),
        (f"[![Talk]({VIDEO})]({VIDEO})", LINK),
        (f"[![Talk]({VIDEO})](/about/)", f"{LINK} [/about/](/about/)"),
        (f"[![Talk](https://i.ytimg.com/vi/x/0.jpg)]({VIDEO})", LINK),
        ("![Talk](https://www.youtube.com/embed/dQw4w9WgXcQ)",
         "[Talk (video on YouTube)](https://www.youtube.com/watch?v=dQw4w9WgXcQ)"),
        ("![Robot](robot.mp4)", "[Robot (video)](robot.mp4)"),
    ],
)  # fmt: skip
def test_a_video_becomes_a_link(text: str, expected: str) -> None:
    assert link_videos(text, render(text).html, WORDS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "![A plan](/images/plan.svg)",
        f"[![A plan](/images/plan.svg)]({VIDEO})",
        rf"\![Talk]({VIDEO})",
        f"`![Talk]({VIDEO})`",
        f"```\n![Talk]({VIDEO})\n```",
        f"    ![Talk]({VIDEO})",
        f"<pre>\n![Talk]({VIDEO})\n</pre>",
        "![Talk][nope]",
    ],
)
def test_what_is_no_video_or_code_stays(text: str) -> None:
    whole = f"{text}\n\n![Talk]({VIDEO})"
    assert link_videos(whole, render(whole).html, WORDS) == f"{text}\n\n{LINK}"
