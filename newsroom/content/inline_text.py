"""The inline text of a body: each pattern of Markdown is tried only where it can match.

Python-Markdown tries two dozen patterns on each text, and nearly all of them find nothing. To ask
the regular expression of a pattern first takes a tenth of the time.
"""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

Search = Callable[[str, int], re.Match[str] | None]


class InlineText(InlineProcessor):
    """Applies the inline patterns to the texts of a tree, with the result of its base class."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.patterns: list[tuple[Pattern, Search | None]] = []

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns that the converter has now."""
        patterns: list[Pattern] = [*self.inlinePatterns]
        self.patterns = [(pattern, search_of(pattern)) for pattern in patterns]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        """Do what the method of the base class does; it has this name and these arguments."""
        if isinstance(data, AtomicString):
            return data
        start, apply = 0, self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        while patternIndex < len(self.patterns):
            pattern, search = self.patterns[patternIndex]
            matched = False
            if search is None or search(data, start):
                data, matched, start = apply(pattern, data, patternIndex, start)
            if not matched:
                patternIndex, start = patternIndex + 1, 0
        return data


def search_of(pattern: Pattern) -> Search | None:
    """Return the function that finds where a pattern can match, None where that is not known."""
    is_usual = type(pattern).getCompiledRegExp is InlinePattern.getCompiledRegExp
    return pattern.compiled_re.search if isinstance(pattern, InlinePattern) and is_usual else None
