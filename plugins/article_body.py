"""The body of an article as HTML, done while Markdown is parsed.

Headings start at `h2` and carry an anchor; a picture alone in its paragraph is a figure, its title
the caption; pictures have their true size and load late; a wide table or listing scrolls inside
itself and can be reached by keyboard; a tag that browsers do not know is text.

Needs: settings; the size of a picture is found where the reader sets `source_path`.
"""

import re
from collections.abc import Collection
from html import escape, unescape
from html.entities import html5
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from pelican import Pelican, signals

from plugins.support.elements import closed, without_unknown_tags
from plugins.support.pictures import IMG, size_picture

OWN_H1 = re.compile(r"<(/?)h1(?=[\s>])", re.IGNORECASE)
OWN_TABLE = re.compile(r'(?<!tabindex="0">)<table\b')  # one that Markdown did not write
REFERENCE = re.compile(r"&#(?:\d+|x[0-9a-f]+);?", re.IGNORECASE)  # some name no character at all
NAMED = re.compile(
    r"<(?P<own>script|style)\b.*?</(?P=own)\s*>|&(?P<name>[a-z][a-z0-9]*;)",
    re.IGNORECASE | re.DOTALL,
)
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


def known_reference(found: re.Match[str]) -> str:
    """A character reference as it is; the `&B;` of `W&B;`, which is none, as plain text."""
    return found[0] if found["own"] or found["name"] in html5 else f"&amp;{found['name']}"


class Finish(Postprocessor):
    """What needs the HTML as text, with the tags that the writer wrote in it."""

    def __init__(self, md: Markdown, content: Path, active: Collection[str]) -> None:
        super().__init__(md)
        self.content, self.active = content, active

    def run(self, text: str) -> str:
        """The same HTML; what scrolls can be reached by keyboard, each picture has its size."""
        path = getattr(self.md, "source_path", Path("none.md"))
        folder = path.parent.as_posix()
        text = REFERENCE.sub(lambda found: escape(unescape(found[0])), text)
        text = NAMED.sub(known_reference, text)
        if self.md.htmlStash.html_counter:  # the writer's own HTML, or a listing
            text = closed(without_unknown_tags(text, custom=path.as_posix() in self.active))
        lowered = OWN_H1.sub(r"<\1h2", text)  # the page has its h1 already
        reachable = lowered.replace("<pre>", '<pre tabindex="0">')
        reachable = OWN_TABLE.sub('<table tabindex="0"', reachable)
        return IMG.sub(lambda tag: size_picture(tag[0], self.content, folder), reachable)


class ArticleBody(Extension):
    """All of this as one extension of Markdown. `content` is the folder that holds the pictures.

    `active` are the files, from there, that may define elements of their own.
    """

    def __init__(self, content: Path, active: Collection[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self.content, self.active = content, active

    def extendMarkdown(self, md: Markdown) -> None:  # the name that Markdown calls
        """Run after `toc` (5), which gives headings their ids, and after `raw_html` (30)."""
        md.treeprocessors.register(Body(md), "article_body", 4)
        md.postprocessors.register(Finish(md, self.content, self.active), "article_body", 25)


def extend_markdown(pelican: Pelican) -> None:
    """Add the extension, and those that pelicanconf.py configures, to Pelican's list."""
    markdown = pelican.settings["MARKDOWN"]
    configured = [e for e in markdown["extension_configs"] if e not in markdown["extensions"]]
    markdown["extensions"] += configured
    settings = pelican.settings
    active = settings["SITE"].active_html.allow
    markdown["extensions"].append(ArticleBody(Path(settings["PATH"]), active))


def register() -> None:
    """Readers build their converter from the settings, so the extension has to be there first."""
    signals.initialized.connect(extend_markdown)
