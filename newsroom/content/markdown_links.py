"""Links and images as CommonMark defines them (0.31.2, sections 6.3 and 6.4).

Python-Markdown makes links of more: a destination may contain spaces there, and a space may be
before the name of a reference. Here that is text, and readers see it.
"""

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.util import ETX, INLINE_PLACEHOLDER_RE, STX

ESCAPED = re.compile(rf"{STX}(\d{{1,7}}){ETX}")
BRACKET = re.compile(r"[\[\]]")
NESTED = r"\((?:[^ \t\n()]++|\((?:[^ \t\n()]++|\([^ \t\n()]*+\))*+\))*+\)"  # up to three deep
TARGET = re.compile(
    r"\([ \t\n]*+(?:<(?P<angle>[^<>\n]*+)>|(?P<bare>(?!<)(?:[^ \t\n()]++|" + NESTED + r")*+))"
    r"(?:[ \t\n]++(?P<title>\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'|\([^()]*+\)))?+[ \t\n]*+\)"
)
QUOTE_MARK = re.compile(r"\\([\"'])")  # Python-Markdown does not count these among what is escaped
LONGEST_LABEL = 999  # characters
LABEL = re.compile(r"\[(?P<name>[^\[\]]*+)\]")


class Brackets:
    """The pairs of brackets in a text, which are found once for all links in it."""

    def __init__(self) -> None:
        self.text = ""
        self.ends: dict[int, int] = {}

    def end(self, text: str, start: int) -> int:
        """Return the offset of the bracket that closes the one at `start`, -1 without one."""
        if text != self.text:
            self.text, self.ends, opened = text, {}, list[int]()
            for bracket in BRACKET.finditer(text):
                if bracket[0] == "[":
                    opened.append(bracket.start())
                elif opened:
                    self.ends[opened.pop()] = bracket.start()
        return self.ends.get(start, -1)


class CommonMarkLink(LinkInlineProcessor):
    """Finds text and destination of a link; the class beside it makes the element."""

    def __init__(self, pattern: str, md: Markdown, brackets: Brackets) -> None:
        super().__init__(pattern, md)
        self.brackets = brackets

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:
        """Return the text up to the bracket that closes, the offset after it, and whether it is."""
        end = self.brackets.end(data, index - 1)
        return (data[index:end], end + 1, True) if end >= 0 else ("", index, False)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        """Return destination and title, the offset after them, and whether there are any."""
        target = TARGET.match(data, index)
        if target is None:
            return "", None, index, False
        title = target["title"]
        if title is not None:
            title = self.RE_TITLE_CLEAN.sub(" ", QUOTE_MARK.sub(r"\1", self.unescape(title[1:-1])))
        url = self.unescape(target["angle"] or target["bare"] or "")
        return url.strip(), title, target.end(), True

    def evalId(self, data: str, index: int, text: str) -> tuple[str | None, int, bool]:
        """Return the name of a reference as it is written, the end, and whether there is one."""
        label = LABEL.match(data, index)
        if label is None:
            return None, index, False
        return self.label(label["name"] or text), label.end(), True

    def handleMatch(  # type: ignore[override]  # the name that Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the element and its span; None for text, in which there may be a link."""
        element, start, end = super().handleMatch(m, data)
        return (element, start, end) if isinstance(element, Element) else (None, None, None)

    def label(self, name: str) -> str:
        """Return the name of a reference as names are compared."""
        if len(name) > LONGEST_LABEL:
            return ""
        return " ".join(code_as_written(name, self.md).lower().split())


class CommonMarkShortLink(CommonMarkLink):
    """The same for a reference without a name of its own."""

    def evalId(self, data: str, index: int, text: str) -> tuple[str | None, int, bool]:
        """Return the text of the link as its name, the end, and whether no name follows."""
        return self.label(text), index, LABEL.match(data, index) is None


class InlineLink(CommonMarkLink, LinkInlineProcessor):
    """`[text](URL "title")`."""


class InlineImage(CommonMarkLink, ImageInlineProcessor):
    """`![text](URL "title")`."""


class ReferenceLink(CommonMarkLink, ReferenceInlineProcessor):
    """`[text][name]`, whose name may be or contain code."""


class ReferenceImage(CommonMarkLink, ImageReferenceInlineProcessor):
    """`![text][name]`."""


class ShortReferenceLink(CommonMarkShortLink, ShortReferenceInlineProcessor):
    """`[name]`."""


class ShortReferenceImage(CommonMarkShortLink, ShortImageReferenceInlineProcessor):
    """`![name]`."""


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


def add_links(md: Markdown) -> None:
    """Register the processors in a converter, in place of its own."""
    brackets = Brackets()
    register = md.inlinePatterns.register
    register(ReferenceLink(REFERENCE_RE, md, brackets), "reference", 170)
    register(InlineLink(LINK_RE, md, brackets), "link", 160)
    register(InlineImage(IMAGE_LINK_RE, md, brackets), "image_link", 150)
    register(ReferenceImage(IMAGE_REFERENCE_RE, md, brackets), "image_reference", 140)
    register(ShortReferenceLink(REFERENCE_RE, md, brackets), "short_reference", 130)
    register(ShortReferenceImage(IMAGE_REFERENCE_RE, md, brackets), "short_image_ref", 125)
