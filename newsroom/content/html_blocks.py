"""Blocks of HTML in Markdown: what is not Markdown and stays as its writer wrote it."""

from typing import Any
from xml.etree.ElementTree import Element

from markdown.extensions.md_in_html import HTMLExtractorExtra
from markdown.preprocessors import Preprocessor


class HtmlBlocks(Preprocessor):
    """Markdown's search for blocks of HTML, on the whole text at once.

    Where the search stops before the end, at `&#` or at a tag that is not complete, Markdown goes
    on with the rest and cuts it at the offsets of the whole. So references are hidden from it, and
    it searches all of the text.
    """

    HIDDEN = "\x1a"  # not in any source, for `decode` leaves it out

    def run(self, lines: list[str]) -> list[str]:
        """Put blocks of HTML into the stash of the converter."""
        stash = self.md.htmlStash.rawHtmlBlocks
        parser: Any = HTMLExtractorExtra(self.md)
        parser.rawdata = "\n".join(lines).replace("&", self.HIDDEN)
        parser.goahead(end=True)
        parser.close()
        stash[:] = [self.restore(block) for block in stash]
        return "".join(parser.cleandoc).replace(self.HIDDEN, "&").split("\n")

    def restore(self, block: str | Element) -> str | Element:
        """Return a block with its references; one whose content is Markdown is an element."""
        if isinstance(block, str):
            return block.replace(self.HIDDEN, "&")
        for element in block.iter():
            element.text = (element.text or "").replace(self.HIDDEN, "&")
            element.tail = (element.tail or "").replace(self.HIDDEN, "&")
            for name, value in element.attrib.items():
                element.set(name, value.replace(self.HIDDEN, "&"))
        return block
