"""Markdown as CommonMark and GFM define it, where Python-Markdown differs: its processors for that.

The block structure is that of `block_structure`; only `{#id .class key=value}` and `{: … }` are
attributes; a backslash at the end of a line breaks it.
"""

import re
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import (
    REFERENCE_RE,
    ReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, INLINE_PLACEHOLDER_RE, STX

from newsroom.content.block_structure import SEPARATOR, BlockStructure
from newsroom.content.listings import render_listing

ESCAPED = re.compile(rf"{STX}(\d{{1,7}}){ETX}")
LINE_BREAK = r"(?<!\\)\\\n"
ATTRIBUTE = r"""(?:[.#][\w:-]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}=<>`]+))"""
ATTRIBUTES = rf"\{{(?=:|[ ]*{ATTRIBUTE}(?:[ ]+{ATTRIBUTE})*[ ]*\}}):?[ ]*([^}}\n ][^\n]*)\}}"


class CommonMarkBlocks(Preprocessor):
    """Rewrites the block structure, and stores listings and blocks of HTML."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as Python-Markdown reads them."""
        store = self.md.htmlStash.store
        structure = BlockStructure(
            lambda code, info: store(render_listing(self.md, code, info)),
            store,
            self.md.is_block_level,
        )
        return structure.run(lines)


class ListSeparator(BlockProcessor):
    """Makes an element between two lists, which Python-Markdown would join."""

    def test(self, parent: Element, block: str) -> bool:
        """Return whether a block is the mark for that."""
        return block.strip() == SEPARATOR

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Add the element, which `remove_separators` takes away."""
        blocks.pop(0)
        SubElement(parent, "separator")


class CodeReferences(ReferenceInlineProcessor):
    """Links by reference whose name is or contains code, as in [`a`], which is read before."""

    def evalId(self, data: str, index: int, text: str) -> tuple[str | None, int, bool]:
        """Return the name of a reference as it is written, the end, and whether there is one."""
        name, end, is_name = super().evalId(data, index, text)
        return name and code_as_written(name, self.md), end, is_name


class ShortCodeReferences(ShortReferenceInlineProcessor):
    """The same without a name of its own."""

    def evalId(self, data: str, index: int, text: str) -> tuple[str, int, bool]:
        """Return the text of the link as it is written, the end, and True."""
        return code_as_written(text, self.md).lower(), index, True


def code_as_written(text: str, md: Markdown) -> str:
    """Return a text with the code in it, which is a placeholder while text is read."""
    if STX not in text:
        return text
    nodes: dict[str, Element | str] = getattr(md.treeprocessors["inline"], "stashed_nodes", {})

    def code(match: re.Match[str]) -> str:
        node = nodes.get(match[1])
        if node is None or isinstance(node, str) or node.tag != "code":
            return match[0]
        return f"`{unescape(node.text or '').lower()}`"

    return ESCAPED.sub(lambda mark: f"\\{chr(int(mark[1]))}", INLINE_PLACEHOLDER_RE.sub(code, text))


class Attributes(AttrListTreeprocessor):
    """Attributes in braces; all other text in braces is text."""

    HEADER_RE = re.compile(rf"[ ]+{ATTRIBUTES}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{ATTRIBUTES}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{ATTRIBUTES}")  # type: ignore[misc]


def remove_separators(root: Element) -> None:
    """Remove what `ListSeparator` made."""
    if root.find(".//separator") is None:
        return
    for parent in root.iter():
        for child in [child for child in parent if child.tag == "separator"]:
            parent.remove(child)


def add_commonmark(md: Markdown) -> None:
    """Register the processors in a converter, in place of those that it has for the same."""
    md.preprocessors.register(CommonMarkBlocks(md), "fenced_code_block", 25)
    md.parser.blockprocessors.register(ListSeparator(md.parser), "list_separator", 95)
    line_break = SubstituteTagInlineProcessor(LINE_BREAK, "br")
    md.inlinePatterns.register(line_break, "backslash_break", 185)
    md.inlinePatterns.register(CodeReferences(REFERENCE_RE, md), "reference", 170)
    md.inlinePatterns.register(ShortCodeReferences(REFERENCE_RE, md), "short_reference", 130)
    if "attr_list" in md.treeprocessors:
        md.treeprocessors.register(Attributes(md), "attr_list", 8)
