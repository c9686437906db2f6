"""Formulas in MathML as plain text: `x_1`, `a/b`, `√(d_k)`."""

import re
import unicodedata
from collections.abc import Sequence

from newsroom.html.tree import Element, Text

Piece = tuple[str, bool]  # a text, and whether it has spaces around it
SCRIPTS = {
    "msub": "_",
    "msup": "^",
    "munder": "_",
    "mover": "^",
    "msubsup": "_^",
    "munderover": "_^",
}
SEPARATORS = {"mtable": "; ", "mtr": " "}
INVISIBLE = "\u2061\u2062\u2063\u2064\u200b"  # function application and its like
SPACED = frozenset("=<>≤≥≠≈≡∈∉∼→←⟶↦∣∥+−-±×·⋅∧∨⊆⊂∪∩≔⇒⟹⟺∝")
BRACKET_SPACE = re.compile(r"(?<=[(\[{⟨^_]) +| +(?=[)\]}⟩])|[\ufe00\ufe01]")
SIGN = re.compile(r"(?:(?<=[(\[{⟨^_/])|(?<=[=<>≤≥≈,] )|^)([−+±]) ")
COMMA = re.compile(r",(?! )")
STYLED = re.compile("[\U0001d400-\U0001d7ff]")  # mathematical letters, which fonts often lack
OPERATORS = frozenset([*"∑∏∫∬∭∮⋃⋂⨁∐", "lim", "max", "min", "sup", "inf", "arg max", "arg min"])


def formula_text(element: Element) -> str:
    """Return the text of a formula; a fraction has a `/`, a script `_` or `^` before it."""
    text = "".join(" " * spaced + part + " " * spaced for part, spaced in leaves(element))
    text = BRACKET_SPACE.sub("", COMMA.sub(", ", STYLED.sub(normal_letter, text)))
    return unicodedata.normalize("NFC", SIGN.sub(r"\1", " ".join(text.split())))


def normal_letter(styled: re.Match[str]) -> str:
    """Return the letter that a bold, slanted or calligraphic one is."""
    return unicodedata.normalize("NFKC", styled[0])


def leaves(element: Element) -> list[Piece]:
    """Return the pieces of text of an element."""
    tag = element.tag
    children = [child for child in element.children if isinstance(child, Element)]
    if tag == "annotation":
        return []
    if not children or tag == "mtext":
        return leaf(element)
    if tag == "mfrac" and len(children) == 2:
        return [*grouped(children[0]), ("/", False), *grouped(children[1])]
    if tag in ("msqrt", "mroot"):
        return [("√", False), *bracketed(children[:1] if tag == "mroot" else children)]
    if tag in SCRIPTS:
        return scripted(element, children)
    pieces: list[Piece] = []
    for child in children:
        if pieces and tag in SEPARATORS:
            pieces.append((SEPARATORS[tag], False))
        pieces += leaves(child)
    return pieces


def leaf(element: Element) -> list[Piece]:
    """Return the text of an element without others; names and some operators are apart."""
    if element.tag == "mspace":
        return [(" ", False)] if "width" in element.attrs else []
    text = element.text.strip(INVISIBLE)
    is_name = element.tag == "mi" and len(text) > 2
    return [(text, is_name or (element.tag == "mo" and text in SPACED))] if text else []


def scripted(element: Element, children: Sequence[Element]) -> list[Piece]:
    """Return the pieces of an element with scripts; an accent follows its letter."""
    pieces = leaves(children[0])
    is_accent = "accent" in element.attrs or "accentunder" in element.attrs
    for mark, child in zip(SCRIPTS[element.tag], children[1:], strict=False):
        script = grouped(child)
        if is_accent or [text for text, _ in script] in (["′"], ["″"]):
            pieces += leaves(child)
        elif any(text.strip() for text, _ in script):
            pieces = [(text, False) for text, _ in pieces]
            pieces += [(mark, False), *script]
    is_operator = " ".join(children[0].text.strip(INVISIBLE).split()) in OPERATORS
    return [(" ", False), *pieces, (" ", False)] if is_operator else pieces


def grouped(element: Element) -> list[Piece]:
    """Return the pieces of an element, in parentheses if they are several."""
    pieces = leaves(element)
    several = sum(1 for text, _ in pieces if text.strip()) > 1
    return bracketed([element]) if several else pieces


def bracketed(children: Sequence[Element]) -> list[Piece]:
    """Return the pieces of elements in parentheses."""
    return [("(", False), *(piece for child in children for piece in leaves(child)), (")", False)]


def show_formulas_as_text(root: Element) -> None:
    """Replace what is in each formula of a tree by its text, in place."""
    for math in root.find_all("math"):
        text = formula_text(math)
        for child in list(math.children):
            child.decompose() if isinstance(child, Element) else child.extract()
        math.append(Text(text))
