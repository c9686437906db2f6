"""Formulas in TeX as MathML Core, which browsers show without a script.

What is written as inline style becomes classes of the theme and attributes of MathML, since the
Content-Security-Policy of pages allows no styles in them. An `<annotation>` has the TeX, for what
cannot show MathML.
"""

import re
import threading
from collections import Counter
from collections.abc import MutableMapping
from functools import lru_cache
from html import escape
from textwrap import shorten
from typing import TYPE_CHECKING

from newsroom.content.math_markup import LINE, OPENING
from newsroom.content.tex import Definition, prepare_tex
from newsroom.html.formula_text import formula_text
from newsroom.html.stray_tags import TagProblem
from newsroom.html.tree import Element, Text, attributes, depth, elements, parse_html
from newsroom.locale.words import Words
from newsroom.text.math_delimiters import LONGEST

if TYPE_CHECKING:
    from math_core import LatexToMathML

# Each of these can nest, and the library aborts the process when its stack is full: 1 MiB is
# enough for 380 of the most costly, `\frac`.
NESTING = re.compile(r"\\[A-Za-z]+|[{\[_^]")
MOST_NESTED = 300
DEEPEST = 100  # elements inside one another
STACK = 128 * 2**20  # bytes, of which only those in use take memory
# Variants of script letters, which mathematical fonts lack: browsers would look for them in others.
VARIANT = re.compile(r"(?<=[\u210A-\u2134\U0001D49C-\U0001D4CF])[\uFE00\uFE01]")
REFERENCE = re.compile(r"\\(?:eq|c|auto)?ref\b")
MACROS = {
    "substack": r"\begin{matrix}#1\end{matrix}",
    "argmax": r"\operatorname*{arg\,max}",
    "argmin": r"\operatorname*{arg\,min}",
    "norm": r"\left\lVert #1\right\rVert",
    "abs": r"\left\lvert #1\right\rvert",
    "mathds": r"\mathbb{#1}",
    "pmb": r"\boldsymbol{#1}",
}
CLASS = "tex"  # of the element, and what the classes in it start with
CLASSES = {
    "text-align:left": "left",
    "text-align:right": "right",
    "padding-left:0": "joined",
    "padding-right:0": "joining",
    "padding-left:1em": "apart",
    "border-right:0.05em solid currentcolor": "ruled",
    "border-top:0.05em solid currentcolor": "below-rule",
    "width:50%": "wide",
    "width:100%": "wide",
    "margin-left:-0.16666667em": "close",
}
MATHML_ATTRIBUTES = {"font-size": "mathsize"}
SIZES, ALLOWED = ("displaystyle", "scriptlevel"), [("mtable", "displaystyle")]
CLOSING = {"\\(": "\\)", "\\[": "\\]", "$`": "`$"}
BOX = {"tabindex": "0", "role": "group"}
LONG, LONG_INLINE = 20, 35  # characters of a formula that may be wider than a phone
MARKS = re.compile(r"[-.,;:!?…)\]’”»।]+")  # what no line starts with
CODE = "markdown/unreadable-formula"


class FormulaError(ValueError):
    """TeX that is not a formula; the message says why."""


def render_formulas(tree: Element, words: Words) -> list[TagProblem]:
    """Make MathML of all formulas of a tree, in place; return the problem of each unreadable one.

    Such a formula is shown as it is written.
    """
    problems: list[TagProblem] = []
    counts: Counter[str] = Counter()
    definitions: dict[str, Definition] = {}
    for element in tree.select(f"[{OPENING}]"):
        opening, tex = element.attr(OPENING) or "", element.text
        display = "display" in element.attrs
        try:
            math = parse_html(render_formula(tex, definitions, display=display)).find("math")
        except FormulaError as error:
            text = tex.split("\n")[0] if opening == "```" else source_of(tex, opening)
            line = int(element.attr(LINE) or 0) if LINE in element.attrs else None
            advice = "correct it, or write \\$ for a dollar" if opening == "$" else "correct it"
            message = f"cannot read the formula: {error}"
            problems.append(TagProblem(text, counts[text], CODE, message, advice, line))
            counts[text] += 1
            show_as_written(element, tex, opening, display=display)
        else:
            if math is not None:
                element.replace_with(math)
                box_formula(math, words, display=display)
    return problems


def render_formula(tex: str, definitions: MutableMapping[str, Definition], *, display: bool) -> str:
    """Return a formula as MathML without styles; raise `FormulaError` for TeX that is not one.

    Its `definitions` of commands are added to those of the formulas before it.
    """
    prepared = prepare_tex(tex, definitions, display=display)
    if REFERENCE.search(prepared):
        raise FormulaError("it refers to another formula, and formulas have no numbers")
    if len(prepared) > LONGEST:
        raise FormulaError(f"it has more than {LONGEST:,} characters")
    root = parse_html(VARIANT.sub("", convert(prepared, display=display)))
    if depth(root) > DEEPEST:
        raise FormulaError(f"it is nested more than {DEEPEST} deep")
    math = root.find("math")
    if math is None:
        raise FormulaError("it is empty")
    for element in list(elements(math)):
        replace_style(element)
        move_sizes(element)
    annotation = f'<annotation encoding="application/x-tex">{escape(tex, quote=False)}</annotation>'
    kind = ' display="block"' if display else ""
    content = f"<semantics><mrow>{math.inner_html}</mrow>{annotation}</semantics>"
    return f'<math class="{CLASS}"{kind}>{content}</math>'


def tex_text(tex: str) -> str:
    """Return a formula as plain text, the TeX itself if it is not readable."""
    try:
        return formula_text(parse_html(render_formula(tex, {}, display=False))) or tex
    except FormulaError:
        return tex


def convert(tex: str, *, display: bool) -> str:
    """Return what the library makes of TeX, on a stack that is large enough for any nesting."""
    if sum(1 for _ in NESTING.finditer(tex)) <= MOST_NESTED:
        return call_library(tex, display=display)
    results: list[str | FormulaError] = []

    def run() -> None:
        try:
            results.append(call_library(tex, display=display))
        except FormulaError as error:
            results.append(error)

    before = threading.stack_size(STACK)
    try:
        thread = threading.Thread(target=run)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    result = results[0]
    if isinstance(result, FormulaError):
        raise result
    return result


def call_library(tex: str, *, display: bool) -> str:
    """Return what the library makes of TeX; raise `FormulaError` with the reason it gives."""
    from math_core import LatexError  # noqa: PLC0415  # most sites have no formulas

    try:
        return converter().convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        reason = shorten(re.sub(r"^\d+: ", "", str(error)).rstrip("."), 100, placeholder="…")
        raise FormulaError(reason[:1].lower() + reason[1:]) from None


@lru_cache(maxsize=1)
def converter() -> "LatexToMathML":
    """Return the converter, which is loaded for the first formula."""
    from math_core import LatexToMathML  # noqa: PLC0415

    return LatexToMathML(macros=MACROS, fancy_error=False, allow_unreliable_rendering=True)


def replace_style(element: Element) -> None:
    """Replace the style of an element by classes and attributes that mean the same."""
    values = attributes(element)
    names = [f"{CLASS}-{name}" for name in values.get("class", "").split()]
    for declaration in values.get("style", "").split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if attribute := MATHML_ATTRIBUTES.get(name):
            element.attrs[attribute] = value
        elif meaning := CLASSES.get(f"{name}:{value}"):
            names.append(f"{CLASS}-{meaning}")
    for name in ("style", "class"):
        if name in values:
            del element.attrs[name]
    if names:
        element.attrs["class"] = " ".join(names)


def move_sizes(element: Element) -> None:
    """Move what only an `<mstyle>` may have in MathML 3 to one, as validators demand."""
    values = attributes(element)
    names = [name for name in SIZES if name in values and (element.tag, name) not in ALLOWED]
    if not names or element.tag == "mstyle":
        return
    if element.tag == "mrow":
        element.tag = "mstyle"
        return
    for name in names:
        del element.attrs[name]
    if element.tag == "mfrac":
        element.wrap(Element("mstyle", {name: values[name] for name in names}))


def box_formula(math: Element, words: Words, *, display: bool) -> None:
    """Put a display formula into a box that scrolls, which the keyboard reaches if it may be wide.

    A box in a paragraph is a `<span>`.
    """
    length = len(formula_text(math))
    if not display:
        if length > LONG_INLINE:
            math.attrs["tabindex"] = "0"
        if length <= LONG:
            join_marks(math)
        return
    box = {"class": "formula"} | (
        BOX | {"aria-label": words.text("formula")} if length > LONG else {}
    )
    parent = math.parent
    if isinstance(parent, Element) and parent.tag == "p":
        if not fills_paragraph(math, parent):
            math.wrap(Element("span", box))
            return
        parent.replace_with(math)
    math.wrap(Element("div", box))


def join_marks(math: Element) -> None:
    """Put a formula and the punctuation after it into one box.

    A line may end before and after a formula, as with any inline-level box (CSS Text 3, 5.1), so
    that a comma could start the next.
    """
    text = math.next_sibling
    marks = MARKS.match(text.data) if isinstance(text, Text) else None
    if isinstance(text, Text) and marks:
        text.data = text.data[marks.end() :]
        math.wrap(Element("span", {"class": "unbroken"}))
        math.insert_after(Text(marks[0]))


def fills_paragraph(math: Element, parent: Element) -> bool:
    """Return whether a formula is all that a paragraph has."""
    return all(
        child is math or (isinstance(child, Text) and not child.text.strip())
        for child in parent.children
    )


def show_as_written(element: Element, tex: str, opening: str, *, display: bool) -> None:
    """Replace the element of an unreadable formula by its source."""
    text = source_of(tex, opening)
    parent = element.parent
    if display and not (isinstance(parent, Element) and parent.tag == "p"):
        element.replace_with(parse_html(f"<pre><code>{escape(text)}</code></pre>").children[0])
    elif display or opening == "$$":
        element.replace_with(parse_html(f"<code>{escape(text)}</code>").children[0])
    else:
        element.replace_with(Text(text))


def source_of(tex: str, opening: str) -> str:
    """Return a formula as it is written; one of several lines has its marks on lines of its own."""
    if opening == "```":
        return tex
    closing = CLOSING.get(opening, opening)
    between = "\n" if "\n" in tex and opening in ("$$", "\\[") else ""
    return f"{opening}{between}{tex}{between}{closing}"
