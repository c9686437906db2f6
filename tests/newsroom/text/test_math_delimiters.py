r"""What is a formula between dollars or `\(…\)`, and what is prose with prices in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.time_limit import time_limit
from newsroom.text.math_delimiters import formulas, has_certain_parentheses, is_formula

SIZE = 200_000  # characters


def tex_of(text: str) -> list[str]:
    """Return the TeX of the formulas of a text."""
    parentheses = has_certain_parentheses(text)
    return [formula.tex for _, formula in formulas(text, parentheses=parentheses)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$x_1$", ["x_1"]),
        ("a $x$ and $y$.", ["x", "y"]),
        ("($n$), “$k$” and $d$-dimensional", ["n", "k", "d"]),
        ("the $n$th, $k$s and $1$st", ["n", "k", "1"]),
        ("模型$x$的", ["x"]),
        ("$O(n \\log n)$ and $O(n)$", ["O(n \\log n)", "O(n)"]),
        ("$n = 10$, $a + b$, $x < y$", ["n = 10", "a + b", "x < y"]),
        ("$x$ costs $5", ["x"]),
        ("$5 and $x_1$ and $6", ["x_1"]),
        ("$[0, 1)$ and $3 \\times 10^{24}$", ["[0, 1)", "3 \\times 10^{24}"]),
        ("$50\\%$ of $\\$100$", ["50\\%", "\\$100"]),
        ("$a\n+ b$", ["a\n+ b"]),
        ("$x \\text{ if all is well}$", ["x \\text{ if all is well}"]),
        ("$$x$$ and $$ y $$", ["x", "y"]),
        ("$$\nE = mc^2\n$$", ["E = mc^2"]),
        ("$$\\text{if $x$}$$", ["\\text{if $x$}"]),
        ("\\( n \\) and \\(x^2\\)", ["n", "x^2"]),
        ("\\(n\\) of \\(x^2\\)", ["n", "x^2"]),
        ("\\[ E = mc^2 \\]", ["E = mc^2"]),
        ("\\[ a \\\\[2pt] b^2 \\]", ["a \\\\[2pt] b^2"]),
    ],
)
def test_formulas(text: str, expected: list[str]) -> None:
    assert tex_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $6",
        "$2,000 to $3,000",
        "$5-$10, $5–$10 and $5/$10",
        "US$5 and A$6, or 5$ and 6$",
        "$5m in A$ or NZ$",
        "$0.15 per million tokens (US$)",
        "between $5 and 10$",
        "$5 for a_b and C$",
        "$AAPL and $TSLA, $NVDA,$AMD",
        "$HOME/$USER and $x and $y",
        "\\$x$ and $x\\$",
        "$ x $ and $x $ and $ x$",
        "$a\n\nb$",
        "$$ and $$$ are prices",
        "pay $$ for it, and $$ more",
        "$x$5 and a$x$",
        "\\(2020\\) and \\(a\\), \\[1\\] and \\[sic\\]",
        "[text]\\(https://x.org/a_b^c\\)",
        "$(x$ and $",
        "$",
        "$$",
        "$$$$",
    ],
)
def test_prose(text: str) -> None:
    assert tex_of(text) == []


AMOUNT = st.builds(
    "{}{}{}".format,
    st.sampled_from(["$", "US$", "A$", "C$"]),
    st.one_of(st.integers(0, 10**7).map("{:,}".format), st.decimals(0, 999, places=2).map(str)),
    st.sampled_from(["", "k", "m", "M", "B", "bn", " million", " billion", "/month", "%", "+"]),
)
WORDS = st.sampled_from(
    ["and", "to", "or", "from", "costs", "for a year", "–", "-", "/", ",", "(", ")", ".", "vs.",
     "in AI_chips", "per 1M tokens", "=", "<", "a", "\n", "**more**", "of [a](b)"]
)  # fmt: skip


@given(st.lists(st.tuples(AMOUNT, WORDS), max_size=6))
def test_prices_are_never_a_formula(pieces: list[tuple[str, str]]) -> None:
    text = " ".join(f"{amount} {words}" for amount, words in pieces)
    assert tex_of(text) == []
    assert tex_of(text.replace(" ", "")) == []


@given(st.text("$\\()[]{}x_^ \n5a", max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for start, formula in formulas(text, parentheses=True):
        assert formula.tex.strip()
        assert text[start] in "$\\"


@pytest.mark.parametrize(
    "unit", ["$", "$$", "$x", "$x ", "$$x", "\\(", "\\[", "\\(x", "$\\", "$x$ ", "$ a", "\\($"]
)
def test_time_is_in_proportion_to_the_text(unit: str) -> None:
    with time_limit(5):
        tex_of(unit * (SIZE // len(unit)))


def test_a_formula_has_one_word_at_most_beside_another() -> None:
    assert is_formula("f(x) \\text{ for all } x")
    assert not is_formula("what is written here")
