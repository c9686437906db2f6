"""The words that a Markdown source has for its readers."""

import gc
import time
from collections.abc import Iterator

import pytest

from newsroom.checks.words.source_words import MarkdownWords, Word, letters_of


def required(source: str) -> str:
    return " ".join(word.text for word in MarkdownWords(source).words() if word.required)


def optional(source: str) -> str:
    return " ".join(word.text for word in MarkdownWords(source).words() if not word.required)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        # inline markup
        ("un*frigging*believable **bold**", "unfriggingbelievable bold"),
        ("snake_case and __init__", "snake case and init"),
        ("`code <b> &amp;` and ``a ` b``", "code b amp and a b"),
        ("a `tick without an end", "a tick without an end"),
        (r"\[not\](a link) \<b>", "not a link b"),
        ("caf&eacute;s W&B; &#65;BC", "cafés W B ABC"),
        ("$f[i](x)$ and $a<b$ for $5 [c](d)", "f i x and a b for 5 c"),
        # links and images
        ('[text](https://x.example/y "title") end', "text end"),
        ("[text](x_(y)) [a *b*](<u v>) end", "text a b end"),
        ("[![alt](a.png)](b) end", "end"),
        ("[text][Ref] [ref] [nope][no]\n\n[ref]: https://x.example 'title'", "text ref nope no"),
        ("<https://x.example/y> <a@b.example> <mailto:c@d.example>",
         "https x example y a b example c d example"),
        ("![alt](a.png)", ""),
        ('![alt](a.png "A *caption* &amp; \\"more\\"")', "A caption more"),
        ('text ![alt](a.png "title")', "text"),
        ("[^Lift](https://x.example)", "Lift"),
        # HTML
        ('<p class="x y">a<br>b <b>c</b>d</p>', "a b cd"),
        ("H<sub>2</sub>O", "H2O"),
        ("Vec<T> and <your name>", "Vec T and your name"),
        ("<my-chart data=x>a</my-chart>", "a"),
        ("<svg><path d='M'/><text>drawn</text></svg>", "drawn"),
        ("a <!-- not this --> b <!----> c <!--> d", "a b c d"),
        ("a <!-- without an end", "a without an end"),
        ("a <!-- without <!-- hidden --> b", "a b"),
        ("a <![CDATA[ without an end", "a without an end"),
        ("<script>x</script><style>y</style><template>z</template> a", "a"),
        ("a <script> b", "a b"),
        ("a <title> b", "a b"),
        ('<a href="x"">a</a> <img alt="b > c">d', "a d"),
        ("a <b\n\nc> d", "a b c d"),
        ('<img alt="a\n\nb">c', "c"),
        ("1 < 2 and 3 > 2 <", "1 2 and 3 2"),
        ("</p> a </div>", "a"),
        # blocks
        ("# A heading {#id .class}\n\nSetext\n------", "A heading Setext"),
        ("Use {name} {: .x }", "Use name"),
        ('```python title="x"\na <b> [c](d)\n```\n', "a b c d"),
        ("~~~~\na\n~~~\nb\n~~~~~\nc", "a b c"),
        ("> ```\n> a <i>\n> ```\n> b", "a i b"),
        ("- ```js\n  a <i>\n  ```\n- b", "a i b"),
        ("    a indented\n\nb", "a indented b"),
        ("| a | b |\n|:--|--:|\n| c | d |", "a b c d"),
        ("Term\n:   meaning", "Term meaning"),
        ("1. one\n2. two\n\n2024) three", "one two three"),
        ("- [x] done\n- [ ] open", "done open"),
        ("[TOC]\n\na", "a"),
        ("[[_toc_]]\n\na", "a"),
        ("* TOC\n{:toc}\n\na", "a"),
        ("![A talk](https://youtu.be/abc_def_ghi) a", "a"),
        ("> [!NOTE]\n> a", "a"),
        ("*[HTML]: markup\n\nHTML", "HTML"),
        ("a[^1] b\n\n[^1]: note", "a b note"),
        # Unicode
        ("हिन्दी मराठी e\u0301 日本語 שָׁלוֹם", "हिन्दी मराठी é 日本語 שָׁלוֹם"),
    ],
)  # fmt: skip
def test_markup_is_no_word(source: str, words: str) -> None:
    assert required(source) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('[a](https://x.example "t")', "https x example t"),
        ("1. a", "1"),
        ("don&#39t", "39"),
        ("&notin", "not"),
        ("AT&T &copy 2", "copy"),
        ("a </body> b", "body"),
        ("    <b>a</b> &amp;", "b b amp"),
        ("<div>`<b>`</div>", "b"),
        ("<html>\n`<b>`", "html b"),
        ("<svg><path><x>", "path x"),
        ("a <!-- b <!-- hidden --> c", "b"),
        ("<!-- a\n```\nb\n```\n-->c", "a b"),
        ("<?php x ?> <![CDATA[y]]>", "php x CDATA y"),
        ("```python\na", "python"),
        (":::python\na", "python"),
        ("a {.x}", "x"),
        ("a[^1]\n\n[^1]: b", "1 1"),
    ],
)
def test_what_a_dialect_may_show_is_optional(source: str, words: str) -> None:
    assert optional(source) == words


def test_words_have_the_lines_of_their_file() -> None:
    source = "a\n\n```\nb\nc\n```\n\n<div\nclass='x'>d</div>\n"
    lines = [(word.text, word.line) for word in MarkdownWords(source, 5).words() if word.required]
    assert lines == [("a", 5), ("b", 8), ("c", 9), ("d", 13)]


NOTES = """a[^x] b[^y]

[^y]: first
[^x]: second
lazy

    indented `code`

c
"""


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ([], "a b first second lazy indented code c"),
        (["x", "y"], "a b c second lazy indented code first"),
        (["y", "x"], "a b c first second lazy indented code"),
        (["x", "z"], "a b first c second lazy indented code"),
    ],
)
def test_footnotes_are_in_the_order_of_the_page(labels: list[str], words: str) -> None:
    markdown = MarkdownWords(NOTES)
    required_words = [word.text for word in markdown.words(labels) if word.required]
    assert " ".join(required_words) == words
    assert markdown.required(labels) == "".join(required_words)


def test_a_word_is_the_same_however_it_is_composed() -> None:
    assert letters_of("e\u0301_a-1 “x”") == "éa1x"
    assert MarkdownWords("e\u0301").words() == [Word("é", 1)]


HOSTILE = (
    "[", "![", "](", "](a ", "`", "`a``b", "<", "<a ", '<a b="', "<T", "<!--", "<![CDATA[", "<a@b",
    "<script>", "&#", "\\", "{:", "[a](a)", "[^a]: b\n", "```a\n\n", "[a]:\n", "- ", "> > ", "\n\n",
)  # fmt: skip


@pytest.fixture
def no_garbage_collection() -> Iterator[None]:
    """Time spent on the objects of other tests is not counted."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_garbage_collection")
@pytest.mark.parametrize("piece", HOSTILE)
def test_reading_takes_linear_time(piece: str) -> None:
    """Twelve times the text takes about twelve times as long, not 144 times."""

    def seconds(size: int) -> float:
        source = piece * (size // len(piece))
        start = time.process_time()
        MarkdownWords(source).words()
        return time.process_time() - start

    short = min(seconds(5_000) for _ in range(3))
    assert seconds(60_000) < 50 * short + 0.1
