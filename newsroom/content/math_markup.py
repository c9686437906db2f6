"""Formulas in Markdown: an element with the TeX of each, of which `mathml` makes MathML later.

Until then the text of a formula is its TeX, as it is written: once in an anchor or a label.
"""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_RE, STX, AtomicString

from newsroom.text.math_delimiters import Formula, formula_at, has_certain_parentheses

OPENING = "data-tex"  # the attribute with the characters that open a formula
LINE = "data-line"  # the attribute with the number of its line, from 0
DISPLAY = {"display": "block"}
SHORTEST_DISPLAY = 20  # characters of a formula with text on one side of it in its line
CODE_FORM = re.compile(rf"\$({INLINE_PLACEHOLDER_RE.pattern})\$(?![A-Za-z0-9_$])")
TAG = re.compile(r"<[A-Za-z/!][^<>]*>")
REFERENCE = re.compile(r"&(?!#?\w{1,32};)")
PUNCTUATION = ".,;:!?…)"


def formula_html(tex: str, opening: str, line: int | None = None) -> str:
    """Return the element of a display formula as HTML, with the number of its line if known."""
    text = REFERENCE.sub("&amp;", tex).replace("<", "&lt;").replace(">", "&gt;")
    number = f' {LINE}="{line}"' if line is not None else ""
    return f'<math {OPENING}="{opening}"{number} display="block">{text}</math>'


class Formulas(InlineProcessor):
    r"""Makes elements of formulas inside of a block: `$x$`, `$$x$$`, `\(x\)`, `\[x\]`, $`x`$."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"\$|\\[(\[]", md)
        self.parentheses = False

    def prepare(self, lines: Sequence[str]) -> None:
        r"""Read a whole text, which says what `\(` means in it."""
        self.parentheses = has_certain_parentheses("\n".join(lines))

    def handleMatch(  # type: ignore[override]  # the name that Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the element and the span of a formula; None for another dollar or bracket."""
        start = m.start()
        formula = self.code_formula(data, start)
        if formula is None:
            formula = formula_at(data, start, parentheses=self.parentheses)
        if formula is None or STX in formula.tex or is_markup(data, start):
            return None, None, None
        is_display = formula.display and is_apart(data, start, formula)
        # Markdown would put whitespace around a `<math>`, which is a block to it.
        element = Element("span", {OPENING: formula.opening} | (DISPLAY if is_display else {}))
        element.text = AtomicString(self.as_written(formula.tex))
        return element, start, formula.end

    def code_formula(self, data: str, start: int) -> Formula | None:
        """Return the formula of a code span between dollars, as GitHub and GitLab have it."""
        match = CODE_FORM.match(data, start)
        if match is None or data[max(0, start - 1) : start].isalnum():
            return None
        nodes = getattr(self.md.treeprocessors["inline"], "stashed_nodes", {})
        node = nodes.get(match[2])
        if not isinstance(node, Element) or node.tag != "code" or not node.text:
            return None
        tex = node.text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        return Formula(tex, "$`", match.end(), display=False)

    def as_written(self, tex: str) -> str:
        """Return the TeX of a cell of a table without the backslash before `|`, as GFM does."""
        ancestors = getattr(self.md.treeprocessors["inline"], "ancestors", [])
        return tex.replace("\\|", "|") if {"td", "th"} & {*ancestors} else tex


def is_markup(data: str, start: int) -> bool:
    """Return whether an offset of a text is in a tag, in the target of a link or in a bare URL."""
    opened = data.rfind("<", 0, start)
    if opened > data.rfind(">", 0, start):
        tag = TAG.match(data, opened)
        if tag and tag.end() > start:
            return True
    target = data.rfind("](", 0, start)
    if target >= 0 and not re.search(r"[\s)]", data[target + 2 : start]):
        return True
    word = re.search(r"\S*\Z", data[max(0, start - 500) : start])
    return word is not None and ("://" in word[0] or word[0].startswith("www."))


def is_apart(data: str, start: int, formula: Formula) -> bool:
    """Return whether a display formula in a text has a line of its own.

    GitHub gives one to each. Kramdown has `$$` in a line of words for formulas in that line, which
    most blogs of Jekyll mean: those are long formulas at one end of a line at most.
    """
    before = data[data.rfind("\n", 0, start) + 1 : start].strip()
    end = data.find("\n", formula.end)
    after = data[formula.end : end if end >= 0 else len(data)].strip(PUNCTUATION + " ")
    if formula.opening != "$$" or not (before or after):
        return True
    return not (before and after) and len(formula.tex) >= SHORTEST_DISPLAY
