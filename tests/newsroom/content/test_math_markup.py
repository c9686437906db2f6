r"""Formulas in Markdown: where `$`, `$$`, `\(`, `\[`, an environment and a fence make one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.time_limit import time_limit
from newsroom.html.tree import described_elements, parse_html
from newsroom.html.unsafe_html import find_active
from tests.rendering import render

SIZE = 50_000  # characters
ROWS = "\\begin{aligned}\na &= b \\\\\n+ c &= d\n\\end{aligned}"


def tex_in(text: str, *, display: bool) -> list[str]:
    """Return the TeX of the formulas of a text, of those that have a line of their own or not."""
    tree = parse_html(render(text).html)
    return [
        math.select("annotation")[0].text
        for math in tree.select("math.tex")
        if ("display" in math.attrs) == display
    ]


@pytest.mark.parametrize(
    ("text", "inline", "display"),
    [
        ("**The** $x_1$ and $y_1$", ["x_1", "y_1"], []),
        ("$a<b$ and $c>d$ are *$e$*", ["a<b", "c>d", "e"], []),
        ("# The $O(n)$\n\n- $x$\n\n> $y$\n\n| $z$ |\n|---|\n| a |", ["O(n)", "x", "y", "z"], []),
        ("x[^1]\n\n[^1]: $x$", ["x"], []),
        ("[the $x$](/a/)", ["x"], []),
        ("$`x`$ and $`a < b`$", ["x", "a < b"], []),
        ("\\( n \\), \\(n\\)", ["n", "n"], []),
        ("| a |\n|---|\n| $P(A\\|B)$ |", ["P(A|B)"], []),
        ("where $$\\pi$$ is a policy", ["\\pi"], []),
        ("the value is $$\\pi$$.", ["\\pi"], []),
        ("It is $$\\sum_{t=0}^T \\gamma^t r_t$$", [], ["\\sum_{t=0}^T \\gamma^t r_t"]),
        ("$$x$$", [], ["x"]),
        ("a\n$$\nx\n$$\nb", [], ["x"]),
        (f"a:\n$$\n{ROWS}\n$$\nb", [], [ROWS]),
        (f"$$ {ROWS} $$", [], [ROWS]),
        ("$$x\n= y$$", [], ["x\n= y"]),
        ("$$\nx\n\n= y\n$$", [], ["x\n\n= y"]),
        ("- a\n  $$\n  x\n  $$\n- $$y$$", [], ["x", "y"]),
        ("1. a\n\n   \\[\n   x\n   \\]\n\n2. b", [], ["x"]),
        ("> a\n> $$\n> x\n> $$\n> b", [], ["x"]),
        ("> a\n$$x$$", [], ["x"]),
        ("\\[\nx\n\\]", [], ["x"]),
        ("\\[ x = \\frac{1}{2} \\]", [], ["x = \\frac{1}{2}"]),
        ("```math\nx < 3\n```", [], ["x < 3"]),
        ("- a\n  ~~~ math\n  x\n  ~~~", [], ["x"]),
        ("$$\nx\n$$.", [], ["x."]),
        ("\\begin{align}\na &= b\n\\end{align}", [], ["\\begin{align}\na &= b\n\\end{align}"]),
        ("**a**\n$$x$$\n- b", [], ["x"]),
    ],
)
def test_formulas(text: str, inline: list[str], display: list[str]) -> None:
    assert tex_in(text, display=False) == inline
    assert tex_in(text, display=True) == display
    assert not render(text).problems


@pytest.mark.parametrize(
    "text",
    [
        "`$x$` and ``$`x`$``",
        "    $x$",
        "```\n$x$ $$y$$\n```",
        "```latex\nx\n```",
        "<pre>\n$x$\n</pre>",
        "<code>$x</code>$",
        "[a](/b/$c$) <https://x.org/$c$> https://x.org/?a=$b$",
        '[a]: /b/$c$ "d"\n\n[a]',
        '<a href="/$x$/">b</a>',
        "\\$x\\$ and \\$5$",
        "$$\nx",
        "$$\nx\n\ny $$ z",
        "$$x\n\n= y$$",
        "\\[\nx\n\ny",
        "- \\[ \\] and \\[x\\]",
        "\\begin{align}\na",
        "costs $5 and $6, $2,000 to $3,000",
    ],
)
def test_no_formulas(text: str) -> None:
    assert "<math" not in render(text).html


def test_an_escaped_dollar_is_one() -> None:
    assert render("\\$5 and \\$6").html == "<p>$5 and $6</p>"


def test_text_beside_a_formula_stays_beside_it() -> None:
    html = render("($x$)**a**$y$!").html.replace('<span class="unbroken">', "")
    html = html.replace("</span>", "")
    assert html.startswith("<p>(<math")
    assert "</math>)<strong>a</strong><math" in html
    assert html.endswith("</math>!</p>")


def test_the_anchor_of_a_heading_has_the_formula_once() -> None:
    html = render("## The $O(n)$ cost").html
    assert '<h2 id="the-on-cost">' in html
    assert 'aria-label="Link to “The O(n) cost”"' in html


@given(st.text("$\\()[]{}x_^ \n5a<>`|&#*-", max_size=80))
def test_any_text_is_converted(text: str) -> None:
    html = render(text).html
    assert not list(find_active(described_elements(parse_html(html))))
    assert " style=" not in html


@given(st.text(max_size=40), st.sampled_from(["$", "$$", "$$\n", "\\[\n", "```math\n"]))
def test_any_text_between_dollars_is_converted(text: str, opening: str) -> None:
    closing = {"\\[\n": "\n\\]", "```math\n": "\n```"}.get(opening, opening[::-1])
    html = render(f"a {opening}{text}{closing} b\n\n{opening}{text}{closing}").html
    assert not list(find_active(described_elements(parse_html(html))))


@pytest.mark.parametrize(
    "unit",
    [
        "$$\n",
        "\\[\n",
        "\\begin{align}\n",
        "$$\na\n",
        "$$ x\n",
        "> $$\n",
        "- $$\n",
        "$$\n\n",
        "$x$ ",
    ],
)
def test_time_is_in_proportion_to_the_text(unit: str) -> None:
    with time_limit(10):
        render(unit * (SIZE // len(unit)))
