"""Reads the text of an article, a page or a bio as a browser shows it, footnotes apart."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from newsroom.checks.parse.xml import Element
from newsroom.checks.words.html_tags import HIDDEN, INLINE

BODIES = ("article-body", "bio")
NOTES, NOTE = "footnote", "fn:"  # the class of the list, and what its ids start with
FORMULA = "tex"  # the class of the formulas that a build makes
# What Markdown adds: titles of alerts, anchors after headings, numbers of footnotes and lines,
# links back, tables of contents, the sites of videos.
ADDED = frozenset("alert-title anchor footnote-backref footnote-ref linenos toc video-host".split())


class BodyText(NamedTuple):
    """The text of a body without footnotes; label and text of each footnote."""

    text: str
    notes: Sequence[tuple[str, str]]

    def labels(self) -> list[str]:
        """Return the labels of the footnotes, in order."""
        return [label for label, _ in self.notes]

    def whole(self) -> str:
        """Return the text, and that of the footnotes after it."""
        return " ".join([self.text, *(text for _, text in self.notes)])


def read_body(boxes: Iterable[Element]) -> BodyText | None:
    """Return the text of the body among the `<div>` elements of a page, None without one."""
    body = next((box for box in boxes if box.get("class") in BODIES), None)
    if body is None:
        return None
    lists = [box for box in body.iter("div") if box.get("class") == NOTES]
    # Below the list at any depth: a tag that the text left open is opened again inside of it.
    items = [e for notes in lists for e in notes.iter("li") if e.get("id", "").startswith(NOTE)]
    notes = [(item.get("id", "").removeprefix(NOTE), "".join(text_parts(item))) for item in items]
    return BodyText("".join(text_parts(body, apart=lists)), notes)


def text_parts(root: Element, apart: Collection[Element] = ()) -> Iterator[str]:
    """Yield the text of an element in parts; elements that are blocks have whitespace around them.

    Elements `apart` inside of it are left out. Without recursion: text may be nested deeply.
    """
    yield root.text or ""
    inside = [(root, iter(root))]
    while inside:
        element, children = inside[-1]
        child = next(children, None)
        if child is not None and child.tag == "semantics" and element.get("class") == FORMULA:
            yield child[-1].text or ""  # the TeX, as it is written
            continue
        if child is not None and not is_not_written(child) and child not in apart:
            yield ("" if child.tag in INLINE else " ") + (child.text or "")
            inside.append((child, iter(child)))
            continue
        if child is None:
            inside.pop()
            child = element
        if child is not root:
            yield ("" if child.tag in INLINE else " ") + (child.tail or "")


def is_not_written(element: Element) -> bool:
    """Return whether an element is hidden, or was added by Markdown."""
    if not isinstance(element.tag, str) or element.tag in HIDDEN:
        return True
    return not ADDED.isdisjoint(element.get("class", "").split())
