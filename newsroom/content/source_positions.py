"""The lines at which texts and tags are in the body of a Markdown file."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from html import unescape
from itertools import accumulate

from newsroom.content.markdown import without_code

# The characters around a URL in Markdown and HTML, whitespace and the ends of lines apart.
BEFORE, AFTER = "(<\"'=:|]", ")>\"'|"


class SourceBody:
    """A body as it is written, which starts in the line `first` of its file."""

    def __init__(self, body: str, first: int) -> None:
        self.body = body
        self.first = first

    def find(self, text: str) -> int:
        """Return the line of the file in which the body contains a text, 0 where it does not.

        Prose comes before code, which may quote it, and a whole URL before a part of one.
        Whitespace, case and references (`&#115;` for s) make no difference, as they make none to a
        browser.
        """
        wanted = _plain(text)
        body = self._plain_body
        # Where code is need not be known for a text that is written once, which is the most common.
        repeated = self._may_have_code and body.text.count(wanted) > 1
        line = (repeated and self._plain_prose.find(wanted)) or body.find(wanted)
        return line and self.first - 1 + line

    def line(self, text: str) -> int:
        """Return the line of a text, as `find` does, but the first one where the body has none."""
        return self.find(text) or self.first

    def find_unescaped(self, text: str) -> int:
        """Return the line in which the prose contains a text that is not escaped, else 0."""
        wanted, prose = _plain(text), self._plain_prose if self._may_have_code else self._plain_body
        start = prose.text.find(wanted) if wanted else -1
        while start > 0 and prose.text[start - 1] == "\\":
            start = prose.text.find(wanted, start + 1)
        return self.first + bisect_right(prose.ends, start) if start >= 0 else 0

    def tag_line(self, tag: str, number: int) -> int:
        """Return the line of a tag in the prose.

        `number` counts the tags before it that are written alike, from 0; where there are fewer,
        the first one counts, for Markdown writes tags as well.
        """
        starts = [match.start() for match in re.finditer(re.escape(tag), self._prose)]
        if not tag or number >= len(starts):
            return self.line(tag)
        return self.first + self._prose.count("\n", 0, starts[number])

    @cached_property
    def _prose(self) -> str:
        return without_code(self.body)

    @cached_property
    def _may_have_code(self) -> bool:
        return "`" in self.body or "~~~" in self.body

    @cached_property
    def _plain_prose(self) -> "PlainText":
        return PlainText(self._prose)

    @cached_property
    def _plain_body(self) -> "PlainText":
        return PlainText(self.body)


class PlainText:
    """A text without all that makes no difference when it is searched, in one line.

    `ends` are the positions at which its lines end.
    """

    def __init__(self, text: str) -> None:
        if "&" in text:
            lines = [*map(unescape, text.split("\n"))]
        else:  # without spaces a line is one word, so that splitting it takes half of the time
            lines = text.replace(" ", "").split("\n")
        plain = ["".join(line.split()).lower() for line in lines]
        self.text = "".join(plain)
        self.ends = [*accumulate(map(len, plain))]

    def find(self, wanted: str) -> int:
        """Return the line, from 1, in which a whole URL, else a part of one, ends; 0 for none."""
        start = self.text.find(wanted) if wanted else -1
        if start < 0:
            return 0
        if not self._is_whole(start, wanted):
            start = min(self._whole(wanted), default=start)
        return bisect_left(self.ends, start + len(wanted)) + 1

    def _whole(self, wanted: str) -> Iterator[int]:
        """Yield the first position of a whole URL after each character that may be before one."""
        for mark in BEFORE:  # a short text alone may be anywhere in the words
            start = self.text.find(mark + wanted) + 1
            while start and not self._is_whole(start, wanted):
                start = self.text.find(mark + wanted, start) + 1
            if start:
                yield start

    def _is_whole(self, start: int, wanted: str) -> bool:
        """Return whether a text is between the limits of a URL."""
        end = start + len(wanted)
        return (start == 0 or self.text[start - 1] in BEFORE) and (
            self.text[end : end + 1] in AFTER or self.ends[bisect_left(self.ends, end)] == end
        )


def _plain(text: str) -> str:
    """Return a text without whitespace, in lower case, with character references resolved."""
    return "".join(unescape(text).split()).lower()
