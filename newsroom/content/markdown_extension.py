"""Bodies as Markdown gives them: an extension of Python-Markdown, and the converter that has it.

Headings start at `h2`, each followed by a link to it; an image alone in its paragraph is a figure,
its title the caption; a wide table scrolls inside itself and can be reached by keyboard, and its
headers are those of columns or rows; footnotes have roles and labels.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocTreeprocessor, remove_fnrefs, render_inner_html, strip_tags
from markdown.treeprocessors import Treeprocessor

from newsroom.content.commonmark import add_commonmark, remove_separators
from newsroom.content.github_markup import extend_markdown, make_alerts, make_tasks
from newsroom.content.html_blocks import HtmlBlocks
from newsroom.content.inline_text import InlineText
from newsroom.content.table_headers import TABLE_BOX, is_value, mark_headers
from newsroom.content.toc import mark_toc
from newsroom.locale.words import Words
from newsroom.urls.urls import is_internal

PROCESSOR = "article_body"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NO_LINK = ("a", "button", "hgroup", "label", "legend", "summary")  # may contain a heading, no link
ALIGNMENT = re.compile(r"\s*text-align:\s*(?P<side>left|center|right)\s*;?\s*$")


def lower_headings(root: Element) -> None:
    """Make `h2` the highest heading: the page has its `h1` already. A gap in the levels stays."""
    headings = [element for element in root.iter() if element.tag in HEADINGS]
    if any(element.tag == "h1" for element in headings):
        for element in headings:
            element.tag = HEADINGS[min(HEADINGS.index(element.tag) + 1, 5)]


def anchor_headings(root: Element, md: Markdown, words: Words) -> None:
    """Put a link to itself after each heading that has an id, in a wrapper with the heading.

    Inside the heading, the name of the link would be part of the name of the heading.
    """
    for parent in list(outside(root, NO_LINK)):
        for position, heading in enumerate(list(parent)):
            if heading.tag not in HEADINGS or "id" not in heading.attrib:
                continue
            text = heading_text(heading, md)
            if not text.strip():  # the link would have no name
                continue
            href = f"#{heading.attrib['id']}"
            label = words.text("link_to", heading=text).replace("&", "&amp;")
            wrapper = wrap(parent, position, {"class": "heading"})
            anchor = {"class": "anchor", "href": href, "aria-label": label}
            SubElement(wrapper, "a", anchor).text = "#"


def heading_text(heading: Element, md: Markdown) -> str:
    """Return the words of a heading without its notes, or the alternative text of its images.

    The text of the tree would not do: it has placeholders for what the writer wrote as HTML.
    """
    words = unescape(strip_tags(render_inner_html(remove_fnrefs(heading), md)))
    return words or " ".join(image.get("alt", "") for image in heading.iter("img"))


def wrap_tables(root: Element, words: Words) -> None:
    """Put each table, the tables inside it apart, into a box of its own that scrolls."""
    for parent in list(outside(root, ("table",))):
        for position, table in enumerate(list(parent)):
            if table.tag == "table":
                mark_headers(table)
                wrap(parent, position, {**TABLE_BOX, "aria-label": words.text("table")})
    for cell in (element for element in root.iter() if element.tag in ("td", "th")):
        # An inline style would need an exception in the Content-Security-Policy.
        if alignment := ALIGNMENT.match(cell.get("style", "")):
            del cell.attrib["style"]
            add_class(cell, alignment["side"])
        if is_value("".join(cell.itertext())):
            add_class(cell, "value")


def outside(root: Element, tags: Collection[str]) -> Iterator[Element]:
    """Yield the root and each element in it, in order, except those inside one of these tags."""
    elements = [root]
    while elements:
        element = elements.pop()
        if element.tag not in tags:
            yield element
            elements.extend(reversed(element))


def wrap(parent: Element, position: int, attributes: dict[str, str]) -> Element:
    """Replace a child by a `div` with these attributes that contains it, and return the `div`."""
    child, wrapper = parent[position], Element("div", attributes)
    wrapper.append(child)
    wrapper.tail, child.tail = child.tail, None
    parent[position] = wrapper
    return wrapper


def add_class(element: Element, name: str) -> None:
    """Add a class to those that the element has."""
    element.set("class", f"{element.get('class', '')} {name}".strip())


def label_footnotes(root: Element, words: Words) -> None:
    """Give footnotes the roles of DPUB-ARIA 1.1, and each link of theirs a name that is words."""
    for notes in root.iter("div"):
        if notes.get("class") == "footnote":
            notes.attrib |= {"role": "doc-endnotes", "aria-label": words.text("footnotes")}
    for link in outside(root, HEADINGS):  # in a heading, the label would be a word of its name
        if link.tag == "a" and link.get("class") == "footnote-ref":
            link.set("aria-label", words.text("footnote", number=link.text))
    titles: Counter[str] = Counter()
    for link in root.iter("a"):
        if link.get("class") == "footnote-ref":
            link.set("role", "doc-noteref")
        elif link.get("class") == "footnote-backref":
            title = link.attrib.pop("title", "")  # screen readers would read it after the label
            titles[title] += 1
            label = backlink_label(title, titles[title], words)
            link.attrib |= {"role": "doc-backlink", "aria-label": label}


def backlink_label(title: str, time: int, words: Words) -> str:
    """Return the name of a link back to the text, the one of that number with its title.

    The title is the number of the note, or a text of the setting MARKDOWN.
    """
    if not title.isdecimal():
        return title if time == 1 else f"{title} ({time})"
    if time == 1:
        return words.text("back_to_text", number=title)
    return words.text("back_to_text_again", number=title, time=time)


def drop_dead_backlinks(root: Element) -> None:
    """Remove the link back from each footnote to which no text refers."""
    references = {f"#{element.get('id')}" for element in root.iter("sup")}
    for parent in list(root.iter()):
        for link in list(parent):
            is_backlink = link.tag == "a" and link.get("class") == "footnote-backref"
            if is_backlink and link.get("href") not in references:
                parent.remove(link)


def make_figures(root: Element) -> None:
    """Turn a paragraph of one image and nothing else into a figure, one of several into a gallery.

    The title of an image is its caption, and the attribute `credit` says who made it. A gallery has
    images of this site: those of others in one line are badges.
    """
    for element in [*root.iter("p")]:
        images = [*only_images(element)]
        if len(images) == 1:
            element.tag = "figure"
            add_caption(element, images[0])
        elif images and all(is_internal(image.get("src", "")) for image in images):
            element.tag, element.text = "div", None
            element.set("class", "gallery")
            for child, image in zip([*element], images, strict=True):
                element.remove(child)
                child.tail = None
                figure = SubElement(element, "figure")
                figure.append(child)
                add_caption(figure, image)


def only_images(paragraph: Element) -> Iterator[Element]:
    """Yield the images of a paragraph that contains nothing else, each alone or in a link."""
    if "".join(paragraph.itertext()).strip():
        return
    images = [child if child.tag == "img" else child.find("img") for child in paragraph]
    children = zip(paragraph, images, strict=True)
    if all(image is child or (child.tag == "a" and len(child) == 1) for child, image in children):
        yield from (image for image in images if image is not None)


def add_caption(figure: Element, image: Element) -> None:
    """Move the title and the credit of an image into the caption of its figure."""
    title, credit = image.attrib.pop("title", ""), image.attrib.pop("credit", "")
    if not title and not credit:
        return
    caption = SubElement(figure, "figcaption")
    caption.text = f"{title} " if title and credit else title
    if credit:
        SubElement(caption, "small").text = credit


class BodyTreeprocessor(Treeprocessor):
    """Runs the steps above, after inline text has been parsed, in the words of a language."""

    words: Words

    def run(self, root: Element) -> None:
        """Change the tree of one body in place."""
        words = self.words
        remove_separators(root)
        mark_toc(root)
        lower_headings(root)
        anchor_headings(root, self.md, words)
        wrap_tables(root, words)
        make_figures(root)
        drop_dead_backlinks(root)
        make_tasks(root, words)
        make_alerts(root, words)
        label_footnotes(root, words)


class ArticleBody(Extension):
    """The steps above, `InlineText` and `HtmlBlocks` as one extension of Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # the name that Markdown calls
        """Run after `toc` (5), which gives headings their ids; replace the one of `md_in_html`."""
        if "toc" in md.treeprocessors and isinstance(
            toc := md.treeprocessors["toc"], TocTreeprocessor
        ):
            toc.marker = ""  # `mark_toc` reads it
        md.treeprocessors.register(BodyTreeprocessor(md), PROCESSOR, 4)
        md.treeprocessors.register(InlineText(md), "inline", 20)
        md.preprocessors.register(HtmlBlocks(md), "html_block", 20)
        extend_markdown(md)
        add_commonmark(md)


def use_words(markdown: Markdown, words: Words) -> None:
    """Have a converter that `build_markdown` has made add words of a language."""
    processor = markdown.treeprocessors[PROCESSOR]
    if isinstance(processor, BodyTreeprocessor):
        processor.words = words


def build_markdown(options: Mapping[str, Any], words: Words | None = None) -> Markdown:
    """Return a converter with this extension, and with those that its options configure.

    `options` are Pelican's setting MARKDOWN, which stays as it is. Before a conversion it needs
    `words`, from here or by `use_words`.
    """
    listed, configured = options.get("extensions", []), options.get("extension_configs", {})
    more = [extension for extension in configured if extension not in listed]
    markdown = Markdown(**{**options, "extensions": [*listed, *more, ArticleBody()]})
    if words:
        use_words(markdown, words)
    return markdown
