"""Mail links by RFC 6068, and the link to the source file."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.config.schema import FeedbackSettings
from plugins.enrich.feedback_links import feedback_links, mailto

TITLES = [
    "plain",
    "“Quotes” and 'others' and \"these\"",
    "R&D at 100% = a+b? #1; x,y",
    "Rocket 🚀 and family 👩‍👩‍👧",
    "एआई केंद्र",
    "<script>",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_arrives_as_it_was(title: str) -> None:
    url = mailto("a@b.example", title, f"{title}\nhttps://b.example/?a=1&b=2")
    assert url.isascii()
    assert not set(url) & set("\"'<> &+") - set("&+" if "&body=" in url else "")
    fields = parse_qs(urlsplit(url).query, strict_parsing=True)
    assert fields["subject"] == [title]
    assert fields["body"] == [f"{title}\r\nhttps://b.example/?a=1&b=2"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_subject_survives(subject: str) -> None:
    query = urlsplit(mailto("a@b.example", subject, "x")).query
    assert unquote(query.removeprefix("subject=").removesuffix("&body=x")) == subject


@pytest.mark.parametrize(
    ("settings", "feedback", "edit"),
    [
        (FeedbackSettings(), False, ""),
        (FeedbackSettings(email="a@b.example"), True, ""),
        (
            FeedbackSettings(repository="https://git.example/x/", branch="trunk"),
            False,
            "https://git.example/x/edit/trunk/content/posts/a%20b.md",
        ),
    ],
)
def test_links_exist_where_settings_have_a_target(
    settings: FeedbackSettings, feedback: bool, edit: str
) -> None:
    links = feedback_links("T", "https://b.example/t/", "content/posts/a b.md", settings)
    assert bool(links.feedback) is bool(links.report_error) is feedback
    assert links.suggest_edit == edit
