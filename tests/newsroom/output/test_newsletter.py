"""Lines of plain text in mail; all of a mail is in the tests of `newsroom.commands.digest`."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from newsroom.dates.iso_week import Week
from newsroom.diagnostics.errors import UserError
from newsroom.output.newsletter import Mail, render_mail, render_plain_text, wrap_lines
from newsroom.site.articles import Article
from newsroom.site.editions import build_edition
from tests.interface import WORDS
from tests.model import make_article, make_settings


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
    long = replace(make_settings(), name="Name " * 30)
    text = render_plain_text(Mail(build_edition(Week(2025, 47), [], long), long, WORDS))
    assert max(map(len, text.splitlines())) <= 72


def rendering(full: str, short: str) -> Callable[[str, Mapping[str, object]], str]:
    """A renderer that prints `full` for a mail with summaries, `short` without."""

    def render(template: str, values: Mapping[str, object]) -> str:
        mail = values["mail"]
        assert template == "mail/digest"
        assert isinstance(mail, Mail)
        return full if mail.full else f"{short}{mail.left_out}"

    return render


def post(summary: str = "") -> Article:
    """A post as mails need it."""
    return make_article(title="T", summary=summary, category="News")


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
    blog = make_settings()
    week = build_edition(Week(2025, 47), [post(summary)], blog)
    html, text = render_mail(week, blog, WORDS, rendering(full, "short"))
    assert html == (full if version == "full" else "short0")
    assert len(text.encode()) < 100_000


def test_a_mail_that_cannot_be_made_short_enough_is_refused() -> None:
    blog = make_settings()
    week = build_edition(Week(2025, 47), [post()], blog)
    with pytest.raises(UserError, match="a mail must be under 100,000 bytes"):
        render_mail(week, blog, WORDS, rendering("x" * 100_000, "x" * 100_000))
