"""Lines of plain text in mail; all of a mail is in the tests of `newsroom.commands.digest`."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from jinja2 import Template

from newsroom.content.editions import build_edition
from newsroom.dates.iso_week import Week
from newsroom.diagnostics.errors import UserError
from newsroom.output.newsletter import Mail, render_mail, render_plain_text, wrap_lines
from tests.plugins.publish.test_headers import site


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
    assert [len(line) for line in wrap_lines(text)] == lines


def test_a_long_name_is_wrapped() -> None:
    long = replace(site("https://a.example"), name="Name " * 30)
    text = render_plain_text(Mail(build_edition(Week(2025, 47), [], long), long))
    assert max(map(len, text.splitlines())) <= 72


class Rendering:
    """A template that prints `full` for a mail with summaries, `short` without."""

    def __init__(self, full: str, short: str) -> None:
        self.full, self.short = full, short

    def render(self, *, mail: Mail, **context: object) -> str:
        return self.full if mail.full else f"{self.short}{mail.left_out}"


def post(summary: str = "") -> Any:
    """A post as mails need it."""
    return SimpleNamespace(
        title="T", summary=summary, url="t/", date=datetime(2025, 11, 20, tzinfo=UTC),
        category=SimpleNamespace(name="News", slug="news"), lead_image=None, translations=[],
    )  # fmt: skip


# Gmail shows the first 102 KB of a mail, and hides the rest, the link to unsubscribe included.
@pytest.mark.parametrize(
    ("full", "summary", "version"),
    [
        ("x" * 99_999, "", "full"),
        ("x" * 100_000, "", "short"),
        ("x" * 102_400, "", "short"),
        ("é" * 49_999, "", "full"),  # bytes are counted, not characters
        ("é" * 50_000, "", "short"),
        ("x", "word " * 22_000, "short"),  # the plain text counts too
    ],
)
def test_a_mail_that_would_be_cut_is_made_shorter(full: str, summary: str, version: str) -> None:
    blog = site("https://a.example")
    week = build_edition(Week(2025, 47), [post(summary)], blog)
    html, text = render_mail(week, blog, cast("Template", Rendering(full, "short")))
    assert html == (full if version == "full" else "short0")
    assert len(text.encode()) < 100_000


def test_a_mail_that_cannot_be_made_short_enough_is_refused() -> None:
    blog = site("https://a.example")
    week = build_edition(Week(2025, 47), [post()], blog)
    with pytest.raises(UserError, match="a mail must be under 100,000 bytes"):
        render_mail(week, blog, cast("Template", Rendering("x" * 100_000, "x" * 100_000)))
