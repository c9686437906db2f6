"""Markdown as CommonMark and GFM define it, where Python-Markdown differs: its processors for that.

The block structure is that of `block_structure`; only `{#id .class key=value}` and `{: … }` are
attributes; a backslash at the end of a line breaks it.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.md_in_html import MarkdownInHTMLPostprocessor
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor

from newsroom.content.block_structure import SEPARATOR, BlockStructure
from newsroom.content.listings import parse_info, render_listing
from newsroom.content.markdown_links import add_links
from newsroom.content.math_markup import Formulas, formula_html

LINE_BREAK = r"(?<!\\)\\\n"
ATTRIBUTE = r"""(?:[.#][\w:-]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}=<>`]+))"""
ATTRIBUTES = rf"\{{(?=:|[ ]*{ATTRIBUTE}(?:[ ]+{ATTRIBUTE})*[ ]*\}}):?[ ]*([^}}\n ][^\n]*)\}}"


class CommonMarkBlocks(Preprocessor):
    """Rewrites the block structure, and stores listings and blocks of HTML."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as Python-Markdown reads them."""
        store = self.md.htmlStash.store
        if isinstance(formulas := self.md.inlinePatterns["formulas"], Formulas):
            formulas.prepare(lines)
        structure = BlockStructure(
            lambda code, info: store(code_block_html(self.md, code, info)),
            store,
            self.md.is_block_level,
        )
        return structure.run(lines)


def code_block_html(md: Markdown, code: str, info: str | None) -> str:
    """Return the HTML of a listing, which is a formula where its language is `math`."""
    if info is not None and parse_info(info).language == "math" and code.strip():
        return formula_html(code.strip(), "```")
    return render_listing(md, code, info)


class ListSeparator(BlockProcessor):
    """Makes an element between two lists, which Python-Markdown would join."""

    def test(self, parent: Element, block: str) -> bool:
        """Return whether a block is the mark for that."""
        return block.strip() == SEPARATOR

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Add the element, which `remove_separators` takes away."""
        blocks.pop(0)
        SubElement(parent, "separator")


class StoredHtml(MarkdownInHTMLPostprocessor):
    """Puts stored HTML back, blocks of any element without a paragraph around them."""

    def isblocklevel(self, html: str) -> bool:
        """Return whether HTML is a block, as all is that ends a line."""
        return html.endswith("\n") or super().isblocklevel(html)


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
    # After code (190), and before backslashes (185 and 180), of which formulas have many.
    md.inlinePatterns.register(Formulas(md), "formulas", 187)
    md.ESCAPED_CHARS.append("$")
    add_links(md)
    md.postprocessors.register(StoredHtml(md), "raw_html", 30)
    if "attr_list" in md.treeprocessors:
        md.treeprocessors.register(Attributes(md), "attr_list", 8)
