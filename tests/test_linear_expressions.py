"""Our own expressions need time in proportion to the text, whatever a writer leaves open.

A quadratic one takes minutes for these texts; the limit is far above what a linear one takes.
"""

from collections.abc import Callable

import pytest

from newsroom.content.front_matter.fields import OFFSET
from newsroom.content.front_matter.parser import parse_front_matter
from newsroom.content.time_limit import time_limit
from newsroom.html.link_attributes import replace_in_tag
from newsroom.html.stray_tags import repair_tags
from newsroom.output.feed_entries import feed_body
from newsroom.urls.credentials import without_logins

SIZE = 400_000  # characters
PAGE = "https://a.example/b/"
OPEN = (
    "<!--", "<", "<a ", "<a href=", '<a href="', "<a href='", '<a x="" ', '<a class="anchor"',
    '<a class="anchor">#', "<p style", "<p style=", "<img ", '"', "'", " ", " a", " a=", "=",
    "&", "&#", "&a", "&#x", '<a title="<img ', "<svg><![CDATA[", "]]>", "-->", "</a",
)  # fmt: skip


@pytest.mark.parametrize(
    "function",
    [
        repair_tags,
        lambda html: replace_in_tag(html, str),
        lambda html: feed_body(html, PAGE),
    ],
    ids=["repair", "replace", "feed"],
)
def test_html_without_an_end_takes_linear_time(function: Callable[[str], object]) -> None:
    for unit in OPEN:
        with time_limit(5):
            function(unit * (SIZE // len(unit)))


@pytest.mark.parametrize(
    ("function", "text"),
    [
        (without_logins, "a" * SIZE),
        (without_logins, "http://" * (SIZE // 7)),
        (without_logins, "http://a:b" * (SIZE // 10)),
        (without_logins, "@" + "http://a:b" * (SIZE // 10)),
        (without_logins, "http://a:1/" * (SIZE // 11) + "@"),
        (without_logins, "@" * SIZE),
        (lambda text: OFFSET.sub("", text), " " * SIZE + "x"),
        (parse_front_matter, "---\ntitle:" + " " * SIZE + "x\n---\n"),
        (parse_front_matter, "---\n" + " " * SIZE + "\n---\n"),
        (parse_front_matter, "---\n- " + " " * SIZE + "\n---\n"),
        (parse_front_matter, "---\n" + "- " * SIZE + "\n---\n"),
        (parse_front_matter, "---\na: b" + "# " * (SIZE // 2) + "\n---\n"),
        (parse_front_matter, "title: " + " " * SIZE + "\n"),
        (parse_front_matter, "a b " * (SIZE // 4)),
    ],
)  # fmt: skip
def test_a_long_text_takes_linear_time(function: Callable[[str], object], text: str) -> None:
    with time_limit(5):
        function(text)
