"""Formulas in TeX as MathML: what they mean, and what cannot be read."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.mathml import FormulaError, render_formula, tex_text
from newsroom.content.time_limit import time_limit
from newsroom.html.formula_text import formula_text
from newsroom.html.outline import body_text
from newsroom.html.tree import parse_html
from tests.newsroom.content.test_document import parse_body
from tests.rendering import render

BACKSLASH = "\\"


def text_of(tex: str, *, display: bool = True) -> str:
    """Return the text of the MathML of a formula, which is neither styled nor empty."""
    html = render_formula(tex, {}, display=display)
    assert " style=" not in html
    return formula_text(parse_html(html))


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("x_1", "x_1"),
        ("x_i^2", "x_i^2"),
        ("x_{<t}", "x_(< t)"),
        ("d_\\text{model}", "d_model"),
        ("\\frac{1}{n}\\sum_{i=1}^{n} x_i", "1/n ∑_(i=1)^n x_i"),
        ("\\frac12", "1/2"),
        ("{a \\over b}", "a/b"),
        ("\\sqrt{d_k}", "√(d_k)"),
        ("\\sqrt[3]{x}", "√(x)"),
        ("e^{-x^2}", "e^(−x^2)"),
        ("\\prod_{i} p(x_i \\mid \\theta)", "∏_i p(x_i ∣ θ)"),
        ("\\int_0^1 f'(x) \\, dx", "∫_0^1 f′(x) dx"),
        ("\\lim_{n \\to \\infty} a_n", "lim_(n → ∞) a_n"),
        ("\\binom{n}{k}", "(n/k)"),
        ("\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}", "(a b; c d)"),
        ("\\begin{bmatrix} 1 & 0 \\\\ 0 & 1 \\end{bmatrix}", "[1 0; 0 1]"),
        ("\\begin{smallmatrix} a \\\\ b \\end{smallmatrix}", "a; b"),
        ("\\begin{cases} x & \\text{if } x > 0 \\\\ 0 \\end{cases}", "{x if x > 0; 0"),
        ("\\begin{array}{c|c} a & b \\\\ \\hline c & d \\end{array}", "a b; c d"),
        ("\\begin{aligned} a &= b \\\\ &= c \\end{aligned}", "a = b; = c"),
        ("\\begin{align} a &= b \\\\ &= c \\end{align}", "a = b; = c"),
        ("\\begin{align*} a &= b \\nonumber \\end{align*}", "a = b"),
        ("\\begin{split} a &= b \\end{split}", "a = b"),
        ("\\begin{gather} a \\\\ b \\end{gather}", "a; b"),
        ("\\begin{equation} \\label{e} a = b \\end{equation}", "a = b"),
        ("a = b \\tag{3}", "a = b (3)"),
        ("a \\\\ b", "a; b"),
        ("a &= b \\\\ &= c", "a = b; = c"),
        ("\\text{a b} \\quad \\mathrm{ReLU}(x)", "a b ReLU (x)"),
        ("\\text{if $x > 0$}", "if x > 0"),
        ("x \\in \\mathbb{R}^{n \\times d}", "x ∈ ℝ^(n × d)"),
        ("\\mathbf{W} \\boldsymbol{\\mu} \\mathcal{L} \\bm{x}", "Wμℒx"),
        ("\\operatorname{softmax}(z)_i", "softmax (z)_i"),
        ("\\operatorname*{arg\\,max}_\\theta L", "arg max_θ L"),
        ("\\arg\\min_\\theta L", "arg min_θ L"),
        ("\\argmin_\\theta L", "arg min_θ L"),
        ("\\hat{\\theta} \\bar{x} \\tilde{x} \\vec{v}", "θˆx¯x˜v⃗"),
        ("\\widehat{xy} \\widetilde{abc}", "xŷabc~"),
        ("\\left( \\frac{a}{b} \\right]", "(a/b]"),
        ("\\left. x \\right|_{x=0}", "x|_(x = 0)"),
        ("\\left\\{ x \\middle| y \\right\\}", "{x|y}"),
        ("\\|w\\|_2^2 + \\lVert x \\rVert + \\norm{y}", "‖w‖_2^2 + ‖x‖ + ‖y‖"),
        ("\\lfloor x \\rfloor \\lceil x \\rceil", "⌊x⌋⌈x⌉"),
        ("\\langle u, v \\rangle", "⟨u, v⟩"),
        ("D_{\\mathrm{KL}}(P \\parallel Q)", "D_KL(P ∥ Q)"),
        ("\\mathbb{E}_{x \\sim p}[x]", "E_(x ∼ p)[x]"),
        ("\\nabla_\\theta J", "∇_θJ"),
        ("\\frac{\\partial L}{\\partial w}", "(∂L)/(∂w)"),
        ("\\sum_{\\substack{i=1 \\\\ i \\ne j}}^n x", "∑_(i=1; i≠j)^n x"),
        ("\\underbrace{a + b}_{c}", "a+b⏟_c"),
        ("\\overset{!}{=} \\xrightarrow{d}", "=^! →^d"),
        ("10^{-4}, 3 \\times 10^{24}", "10^(−4), 3 × 10^24"),
        ("50\\% \\text{ of } \\$100", "50% of $100"),
        ("\\color{red}{x} + \\textcolor{blue}{y}", "x + y"),
        ("\\boxed{x} \\cancel{y}", "xy"),
        ("\\{x : x \\le 1\\}", "{x:x ≤ 1}"),
        ("\\mathcal{O}(n \\log n)", "O(n log n)"),
        ("\\theta^{\\*}", "θ^∗"),
        ("x % a remark\n+ y", "x + y"),
        ("模型 + α", "模型 + α"),
        (
            "\\text{Attention}(Q, K, V) = \\text{softmax}\\left(\\frac{QK^T}{\\sqrt{d_k}}\\right)V",
            "Attention(Q, K, V) = softmax((QK^T)/(√(d_k)))V",
        ),
        ("\\newcommand{\\R}{\\mathbb{R}} x \\in \\R", "x ∈ ℝ"),
        ("\\def\\p#1#2{p(#1 \\mid #2)} \\p{x}y", "p(x ∣ y)"),
        ("\\newcommand{\\a}[1]{\\alpha#1} \\a{b}", "αb"),
        ("\\DeclareMathOperator*{\\m}{max\\,min} \\m_x", "max min_x"),
    ],
)
def test_formulas(tex: str, text: str) -> None:
    assert text_of(tex) == text


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        ("\\foo", "unknown command"),
        ("\\frac{1}", "expected argument"),
        ("{", "expected closing token"),
        ("x^2^3", "duplicate"),
        ("\\begin{nope} x \\end{nope}", "unknown environment"),
        ("\\left( x", "expected closing token"),
        ("\\eqref{a}", "refers to another formula"),
        ("\\href{javascript:alert(1)}{x}", "unknown command"),
        ("$x$", "unexpected"),
        ("x" * 10_001, "more than 10,000 characters"),
        ("\\frac{1}{" * 150 + "x" + "}" * 150, "nested more than"),
    ],
)
def test_unreadable_formulas(tex: str, words: str) -> None:
    with pytest.raises(FormulaError, match=words):
        render_formula(tex, {}, display=True)


@pytest.mark.parametrize("size", [50, 299, 301, 1000, 30_000])
def test_a_hostile_formula_takes_no_time_and_ends_nothing(size: int) -> None:
    pairs = zip("abcdefghijk", "bcdefghijkl", strict=True)
    bomb = "".join(rf"\def\{name}{{{10 * (BACKSLASH + inner)}}}" for inner, name in pairs)
    texts = [
        "{" * size, "{" * size + "}" * size, "\\frac{1}{" * size + "}" * size,
        "\\frac1" * size + "x", "x^{" * size + "}" * size, "\\left(" * size + "\\right)" * size,
        "\\begin{matrix}" * size + "\\end{matrix}" * size, "\\norm{" * size + "}" * size,
        "\\hat " * size + "x", "&" * size,
        "\\\\" * size, "\\sqrt " * size + "x", "x'" * size, "\\text{$" * size, "\\def\\a{" * size,
        "\\def\\a{\\a\\a}\\a", f"\\def\\a{{xx}}{bomb}\\l", "\\newcommand" * size, "\\tag{" * size,
    ]  # fmt: skip
    with time_limit(10):
        for tex in texts:
            with suppress(FormulaError):
                assert "<math" in render_formula(tex, {}, display=True)


@given(st.text(max_size=60) | st.text("\\{}^_&$#%ab12 ", max_size=60))
def test_any_tex_is_rendered_or_an_error(tex: str) -> None:
    for display in (False, True):
        try:
            html = render_formula(tex, {}, display=display)
        except FormulaError as error:
            assert str(error)
        else:
            assert parse_html(html).select("math.tex annotation")
    assert isinstance(tex_text(tex), str)


def test_definitions_hold_below_them() -> None:
    html = render("$\\R$\n\n$$\\newcommand{\\mylong}{\\mathbb{X}}$$\n\n$\\mylong_1$").html
    assert html.count("𝕏") == 1


def test_an_unreadable_formula_is_a_warning_and_shown_as_it_is_written() -> None:
    document = parse_body("a $x$\n\n$\\foo{x}$ is\n\n$$\n\\bar\n$$\n\n> $$\n> \\foo\n> + 1\n> $$\n")
    assert [(d.code, d.line) for d in document.diagnostics] == [
        ("markdown/unreadable-formula", document.front_matter.body_line + line)
        for line in (2, 4, 8)
    ]
    html = document.body.html({})
    assert "<p>$\\foo{x}$ is</p>" in html
    assert "<code>$$\\bar$$</code></pre>" in html
    assert "<code>$$\n\\foo\n+ 1\n$$</code></pre>" in html


def test_a_document_has_the_text_of_a_formula_once() -> None:
    document = parse_body("The $x_1$ of\n\n$$\\frac{a}{b}$$")
    assert body_text(document.body.html({})) == "The x_1 of a/b"
    assert document.outline.first_paragraph == "The x_1 of"
    assert not document.diagnostics


def test_what_is_in_a_formula_is_no_visible_mark() -> None:
    assert not parse_body("$a^{**}b$ and $[x](y)$\n\n$$\n\\text{- }[^1]\n$$").diagnostics


@pytest.mark.parametrize(
    ("body", "box"),
    [
        ("$$x$$", '<div class="formula"><math'),
        ("a\n$$ x = y^2 + z $$ b", "<p>a\n<math"),
        ("It is $$\\sum_{t=0}^T \\gamma^t r_t$$", '<p>It is <span class="formula"><math'),
    ],
)
def test_a_display_formula_has_a_box(body: str, box: str) -> None:
    assert box in render(body).html


@pytest.mark.parametrize(
    ("body", "marks"),
    [("Of $x_i$, the", ","), ("(as $x$).", ")."), ("an $n$-gram", "-"), ("so $x$ is", "")],
)
def test_no_line_ends_between_a_formula_and_punctuation(body: str, marks: str) -> None:
    boxes = parse_html(render(body).html).select("span.unbroken")
    assert [box.children[-1].text for box in boxes] == [marks] * bool(marks)
    assert "unbroken" not in render(f"Of ${'+'.join('abcdefghijklmn')}$, the").html


def test_the_keyboard_reaches_the_box_of_a_formula_that_may_be_wide() -> None:
    html = render(f"$$x = {' + '.join('abcdefghijkl')}$$").html
    for attribute in ('tabindex="0"', 'role="group"', 'aria-label="Formula"'):
        assert attribute in html
    assert "tabindex" not in render("$$x$$").html
