"""Titles and summaries without the marks of Markdown."""

import pytest

from newsroom.content.time_limit import time_limit
from newsroom.text.plain_text import strip_markdown


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Bold** and *slanted* and ***both***", "Bold and slanted and both"),
        ("_slanted_ and __in bold__", "slanted and in bold"),
        ("`code` and ``a ` b`` and ~~struck~~", "code and a ` b and struck"),
        ("[a link](https://x.org/a_(b)) and ![an image](a.png \"A\")", "a link and an image"),
        ("**a *nested* [link](b)**", "a nested link"),
        ("[**a**](b) [[1] c](d)", "a [1] c"),
        ("`*args` and `**kwargs`", "*args and **kwargs"),
        (r"C\* and \[x\](y)", "C* and [x](y)"),
        ("强调**重点**内容", "强调重点内容"),
    ],
)  # fmt: skip
def test_marks_are_left_out(text: str, plain: str) -> None:
    assert strip_markdown(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4 and 2*3*4 and 2**3**4",
        "*args and **kwargs",
        "A* and B*, a snake_case_name",
        "__init__ and _private, ~5 to ~6",
        "[Update] Prices (2025)",
        "[x][y] of a list",
        "It's 5 o`clock",
        "C:\\path",
        "*****",
    ],
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert strip_markdown(text) == text


@pytest.mark.parametrize(
    "unit", ["*", "**a ", "_a", "`", "``a", "[", "[a](", "![", "~~a", "\\", "(("]
)
def test_marks_without_an_end_take_little_time(unit: str) -> None:
    with time_limit(5):
        strip_markdown(unit * (20_000 // len(unit)))
