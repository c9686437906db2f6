"""The HTML of a body as it is published: made of what Markdown gives, in the tree of the HTML.

Every tag is an element or text; headings start at `h2`; images have their true size and load late,
and photographs a `<picture>` that can offer smaller files; videos are links or players; listings
and tables that are written as HTML scroll and can be reached by keyboard; formulas are MathML.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from markdown import Markdown

from newsroom.content.markdown_extension import use_words
from newsroom.content.math_markup import OPENING
from newsroom.content.mathml import render_formulas
from newsroom.content.source_positions import SourceBody
from newsroom.content.table_headers import TABLE_BOX, is_value
from newsroom.content.toc import insert_toc, toc_labels
from newsroom.content.videos import make_video
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.files.extensions import PHOTOGRAPHS
from newsroom.html.stray_tags import TagProblem, repair_tags
from newsroom.html.tree import (
    DEEPEST,
    Element,
    UnstableHtmlError,
    depth,
    elements,
    is_html,
    parse_html,
    stable_tree,
)
from newsroom.images.image_files import ImageSizes, fit_to_window
from newsroom.locale.words import Words
from newsroom.text.xml_text import NOT_XML
from newsroom.urls.urls import source_file

UNSTABLE = (
    "html/unstable",
    "browsers read this HTML differently each time",
    "close its elements in order",
)
TOP = 3  # elements of a body that are on the first screen of a phone
LARGE = 1_200  # pixels; a smaller image has nothing that the column of text does not show
BOXED = "div.table, table table, table.highlighttable"  # has a box, or needs none
TOO_DEEP = (
    "html/too-deep",
    f"elements are nested more than {DEEPEST} deep, where browsers flatten them",
    "nest fewer",
)


@dataclass(frozen=True)
class ParsedHtml:
    """The tree of a body that browsers build of `html`, and what is wrong with its tags.

    `has_toc` says whether its writer has placed the table of contents.
    """

    tree: Element
    html: str
    problems: tuple[TagProblem, ...] = ()
    has_toc: bool = False


def parse_markdown(  # noqa: PLR0913  # what the caller knows of the file
    markdown: Markdown,
    text: str,
    folder: str,
    sizes: ImageSizes,
    words: Words,
    *,
    custom: bool,
    has_lead_image: bool = True,
) -> ParsedHtml:
    """Return the tree of the Markdown of a file in `folder`, as browsers build it of its HTML.

    `words` are those of its language. `custom` elements may be in it where scripts may define them.
    Without a lead image, one at the top of the text is the first that readers see.
    """
    use_words(markdown, words)
    html = markdown.reset().convert(text)
    problems: list[TagProblem] = []
    try:
        if "<" in text:  # otherwise all tags are those of Markdown, which are in order
            html, problems = repair_tags(html, custom=custom)
        tree = parse_html(html)
        if OPENING in html:
            problems += render_formulas(tree, words)
        if depth(tree) > DEEPEST:
            return rejected_html(TOO_DEEP, problems)
        finish_tree(tree, folder, sizes, words)
        if not has_lead_image:
            load_first_image_early(tree)
        has_toc = insert_toc(tree, toc_labels(markdown, text), words)
        tree, html = stable_tree(tree)
        # References such as `&#2;` name characters that no page and no feed may contain.
        if NOT_XML.search(html):
            tree, html = stable_tree(parse_html(NOT_XML.sub("", html)))
    except UnstableHtmlError:
        return rejected_html(UNSTABLE, problems)
    return ParsedHtml(tree, html, tuple(problems), has_toc)


def rejected_html(reason: tuple[str, str, str], problems: Iterable[TagProblem]) -> ParsedHtml:
    """Return an empty tree, and a problem with all of a body after those with its tags."""
    return ParsedHtml(parse_html(""), "", (*problems, TagProblem("", 0, *reason)))


def diagnose_tags(
    problems: Iterable[TagProblem], file: str, source: SourceBody
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each problem of the body of a file."""
    for problem in problems:
        if problem.line is None:
            line = source.tag_line(problem.tag, problem.number)
        else:
            line = source.first + problem.line
        yield problem.at(file, line)


def finish_tree(tree: Element, folder: str, sizes: ImageSizes, words: Words) -> None:
    """Change the tree of a body of `folder` in place, as the module says."""
    for element in [element for element in elements(tree) if is_html(element)]:
        match element.tag:
            case "h1":  # the page has one already
                element.tag = "h2"
            case "img":
                size_image(element, folder, sizes)
                make_video(element, words)
            case "figure":
                if is_inner_figure(element):
                    element.unwrap()
            case "pre":
                if element.closest(".linenos") is None:
                    element.attrs.setdefault("tabindex", "0")
            case "table":
                if element.closest(BOXED) is None:
                    box_table(element, words)
    for image in tree.find_all("img"):  # without those that have become videos
        wrap_photograph(image, folder, sizes)


def is_inner_figure(figure: Element) -> bool:
    """Return whether a figure is that of an image in a figure that the writer has made."""
    parent = figure.parent
    is_inner = isinstance(parent, Element) and parent.tag == "figure"
    return is_inner and not figure.attrs and figure.find("figcaption") is None


def box_table(table: Element, words: Words) -> None:
    """Put a table into a box that scrolls, which its caption names; mark its short values."""
    caption = table.find("caption")
    label = " ".join(caption.text.split()) if caption else ""
    table.wrap(Element("div", {**TABLE_BOX, "aria-label": label or words.text("table")}))
    for cell in table.find_all(["td", "th"]):
        if is_value(cell.text):
            cell.add_class("value")


def wrap_photograph(image: Element, folder: str, sizes: ImageSizes) -> None:
    """Put a `<picture>` around a photograph of this site; a large one of a figure becomes a link.

    One for which the writer names several files stays as it is.
    """
    source = (image.attr("src") or "").strip()
    file = source_file(source, folder)
    if not file or PurePosixPath(file).suffix[1:].lower() not in PHOTOGRAPHS:
        return
    if "srcset" in image.attrs or image.closest("picture"):
        return
    wrapper = Element("picture")
    image.wrap(wrapper)
    size = sizes(file) if image.closest("figure") and image.closest("a") is None else None
    if size and max(size) >= LARGE:
        wrapper.wrap(Element("a", {"href": source}))


def load_first_image_early(tree: Element) -> None:
    """Have browsers load an image in one of the first elements of a body before all others."""
    top = [child for child in tree.children if isinstance(child, Element)][:TOP]
    images = (element.find("img") or (element if element.tag == "img" else None) for element in top)
    image = next((image for image in images if image is not None), None)
    if image is not None and image.attrs.pop("loading", None):
        image.attrs["fetchpriority"] = "high"


def size_image(image: Element, folder: str, sizes: ImageSizes) -> None:
    """Give an image the size of its file, so that nothing moves when it arrives.

    One that has a size, or whose file is missing, stays as it is.
    """
    if "width" in image.attrs or "height" in image.attrs or "src" not in image.attrs:
        return
    file = source_file((image.attr("src") or "").strip(), folder)
    size = sizes(file) if file else None
    if size is None:
        return  # `links` reports a missing file with its line
    width, height = map(str, fit_to_window(*size))
    image.attrs.update({"width": width, "height": height, "loading": "lazy", "decoding": "async"})
