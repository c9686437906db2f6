"""The text of a body by its headings, so that a result of a search can lead to a part of a post."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.html.elements import FORMATTING, HEADINGS
from newsroom.html.outline import collapsed_text, keep_prose
from newsroom.html.tree import Element, Text, parse_html

# Elements within a line; the text after any other one is another word.
INLINE = FORMATTING | frozenset(
    (
        "abbr bdi bdo cite data del dfn ins kbd mark q rp rt ruby samp span sub sup time var wbr"
    ).split()
)


@dataclass(frozen=True)
class TextSection:
    """The text below a heading with an id; "" and "" for the text above the first heading."""

    anchor: str
    heading: str
    text: str


def read_sections(html: str) -> list[TextSection]:
    """Return the parts of a body as readers read them, without code blocks; none is empty."""
    root = parse_html(html)
    keep_prose(root)
    sections, heading, texts = [], ("", ""), list[str]()
    for piece in text_pieces(root):
        if isinstance(piece, str):
            texts.append(piece)
        else:
            sections.append(TextSection(*heading, " ".join("".join(texts).split())))
            heading, texts = piece, []
    sections.append(TextSection(*heading, " ".join("".join(texts).split())))
    return [section for section in sections if section.heading or section.text]


def text_pieces(element: Element) -> Iterator[str | tuple[str, str]]:
    """Yield the texts of an element in their order, and (id, text) of each heading with an id."""
    for child in element.children:
        if isinstance(child, Text):
            yield child.data
        elif isinstance(child, Element):
            anchor = child.attr("id") if child.tag in HEADINGS else ""
            if anchor and (heading := collapsed_text(child)):
                yield anchor, heading
                continue
            yield from text_pieces(child)
            if child.tag not in INLINE:
                yield " "
