"""The body of an article as Markdown gives it: an extension of Python-Markdown.

Headings start at `h2` and carry an anchor; an image alone in its paragraph is a figure, its title
the caption; a wide table scrolls inside itself and can be reached by keyboard.

Needs: settings.
"""

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.md_in_html import HTMLExtractorExtra
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pelican import Pelican, signals

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def lower_headings(root: Element) -> None:
    """Make `h2` the highest heading: the page has its `h1` already. A gap in the levels stays."""
    headings = [element for element in root.iter() if element.tag in HEADINGS]
    if any(element.tag == "h1" for element in headings):
        for element in headings:
            element.tag = HEADINGS[min(HEADINGS.index(element.tag) + 1, 5)]


def anchor_headings(root: Element) -> None:
    """Give each heading that has an id a link to itself."""
    for element in list(root.iter()):
        anchor = element.get("id")
        if element.tag in HEADINGS and anchor:
            label = " ".join("".join(element.itertext()).split())
            link = SubElement(element, "a", {"class": "anchor", "href": f"#{anchor}"})
            link.set("aria-label", f"Link to “{label}”")
            link.text = "#"


def wrap_tables(root: Element) -> None:
    """Put each table into a box of its own that scrolls, and its alignment into classes."""
    for parent in list(root.iter()):
        for position, table in enumerate(list(parent)):
            if table.tag != "table":
                continue
            box = Element("div", {"class": "table", "tabindex": "0", "role": "group"})
            box.set("aria-label", "Table")
            parent.remove(table)
            box.append(table)
            box.tail, table.tail = table.tail, None
            parent.insert(position, box)
            for cell in table.iter():
                # Inline styles would need a hole in the Content-Security-Policy.
                if style := cell.attrib.pop("style", None):
                    cell.set("class", style.rstrip(";").split(":")[1].strip())


def make_figures(root: Element) -> None:
    """Turn a paragraph that holds one picture and nothing else into a figure."""
    for element in root.iter("p"):
        if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
            continue
        picture = element[0] if element[0].tag == "img" else element[0].find("img")
        alone = element[0].tag == "img" or (element[0].tag == "a" and len(element[0]) == 1)
        if picture is None or not alone or "".join(element[0].itertext()).strip():
            continue
        element.tag = "figure"
        if caption := picture.attrib.pop("title", None):
            SubElement(element, "figcaption").text = caption


class Body(Treeprocessor):
    """The steps above, after inline text has been parsed."""

    def run(self, root: Element) -> None:
        """Change the tree of one body in place."""
        lower_headings(root)
        anchor_headings(root)
        wrap_tables(root)
        make_figures(root)


class HtmlBlocks(Preprocessor):
    """Markdown's search for blocks of HTML, on the whole text at once.

    Where the search stops before the end, at `&#` or at a tag that is not complete, Markdown goes
    on with what is left and cuts it at the offsets of the whole. So references are hidden from it,
    and it is asked for all of the text.
    """

    HIDDEN = "\x1a"  # a character that no source has: `decode` leaves it out

    def run(self, lines: list[str]) -> list[str]:
        """Put blocks of HTML into the stash of the converter."""
        stash = self.md.htmlStash.rawHtmlBlocks
        parser: Any = HTMLExtractorExtra(self.md)
        parser.rawdata = "\n".join(lines).replace("&", self.HIDDEN)
        parser.goahead(end=True)
        parser.close()
        stash[:] = [self.shown(block) for block in stash]
        return "".join(parser.cleandoc).replace(self.HIDDEN, "&").split("\n")

    def shown(self, block: Any) -> Any:
        """A block with its references; one whose content is Markdown is an element."""
        if isinstance(block, str):
            return block.replace(self.HIDDEN, "&")
        for element in block.iter():
            element.text = (element.text or "").replace(self.HIDDEN, "&")
            element.tail = (element.tail or "").replace(self.HIDDEN, "&")
            for name, value in element.attrib.items():
                element.set(name, value.replace(self.HIDDEN, "&"))
        return block


class ArticleBody(Extension):
    """All of this as one extension of Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # the name that Markdown calls
        """Run after `toc` (5), which gives headings their ids; replace the one of `md_in_html`."""
        md.treeprocessors.register(Body(md), "article_body", 4)
        md.preprocessors.register(HtmlBlocks(md), "html_block", 20)


def extend_markdown(pelican: Pelican) -> None:
    """Add the extension, and those that pelicanconf.py configures, to Pelican's list."""
    markdown = pelican.settings["MARKDOWN"]
    configured = [e for e in markdown["extension_configs"] if e not in markdown["extensions"]]
    markdown["extensions"] += configured
    markdown["extensions"].append(ArticleBody())


def register() -> None:
    """Readers build their converter from the settings, so the extension has to be there first."""
    signals.initialized.connect(extend_markdown)
