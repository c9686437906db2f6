"""Inline text is what Python-Markdown makes of it, by whichever patterns."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor

from newsroom.content.inline_text import InlineText, search_of

EXTENSIONS = ("extra", "nl2br", "sane_lists", "smarty", "footnotes")
PIECES = st.sampled_from(
    [
        *"*_`[]()!<>&\\:^~\n",
        *("**", "__", "``", "[a]", "[b]: /b\n", "](/u)", "![", "<b>", "</b>", "&amp;", "[^1]"),
        *("a", "word ", "HTML ", "*[HTML]: Language\n", "https://example.org ", "  \n", "\n\n"),
    ]
)


def converter(quick: bool) -> Markdown:
    md = Markdown(extensions=EXTENSIONS)
    processor = InlineText(md) if quick else InlineProcessor(md)
    md.treeprocessors.register(processor, "inline", 20)
    return md


QUICK, USUAL = converter(quick=True), converter(quick=False)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_inline_text_is_that_of_the_base_class(text: str) -> None:
    assert QUICK.reset().convert(text) == USUAL.reset().convert(text)


class Shouted(InlinePattern):
    """A pattern whose expression is made when it is asked for."""

    def getCompiledRegExp(self) -> re.Pattern[str]:  # the name that Markdown calls
        return self.compiled_re


@pytest.mark.parametrize("pattern", [Pattern("a"), Shouted("a")])
def test_the_expression_of_an_unusual_pattern_is_not_asked(pattern: Pattern) -> None:
    assert search_of(pattern) is None
    usual = search_of(InlinePattern("a"))
    assert usual and usual("ba", 0) and not usual("ab", 1)


def test_a_pattern_that_is_added_later_is_applied() -> None:
    class Name(InlinePattern):
        def handleMatch(  # type: ignore[override]
            self, m: re.Match[str], data: str
        ) -> tuple[str, int, int]:
            return "Ada", data.index("@"), data.index("@") + 1

    md = converter(quick=True)
    assert md.convert("by @") == "<p>by @</p>"
    md.inlinePatterns.register(Name("@", md), "name", 1)
    assert md.reset().convert("by @") == "<p>by Ada</p>"
