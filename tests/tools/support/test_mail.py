"""Lines of plain text in mail; all of a mail is in the tests of `tools.digest`."""

from dataclasses import replace

import pytest

from plugins.editions import edition
from plugins.support.weeks import Week
from tests.plugins.test_headers import site
from tools.support.mail import Mail, plain_text, wrapped


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("word " * 20, [69, 29]),
        ("字" * 100, [72, 28]),
        ("a-" * 50, [72, 28]),
        ("see https://example.org/" + "x" * 80, [3, 100]),
        ("", []),
    ],
)
def test_lines_of_plain_text(text: str, lines: list[int]) -> None:
    assert [len(line) for line in wrapped(text)] == lines


def test_a_long_name_is_wrapped() -> None:
    long = replace(site("https://a.example"), name="Name " * 30)
    text = plain_text(Mail(edition(Week(2025, 47), [], long), long))
    assert max(map(len, text.splitlines())) <= 72
