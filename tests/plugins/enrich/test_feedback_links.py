"""Mail links by RFC 6068, and the link to the source file."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.config.schema import FeedbackSettings
from plugins.enrich.feedback_links import attach_feedback_links, feedback_links, mailto
from tests.model import make_article, make_settings, make_site

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


def test_every_article_has_links_to_its_own_page_and_source() -> None:
    settings = make_settings(
        feedback_links=FeedbackSettings(email="a@b.example", repository="https://git.example/x")
    )
    articles = make_article("a"), make_article("b"), make_article("c", status="hidden")
    listed, translated, hidden = ((article,) for article in articles)
    attach_feedback_links(
        make_site(settings, articles=listed, translations=translated, hidden_articles=hidden)
    )
    for article in articles:
        links = article.feedback_links
        body = parse_qs(urlsplit(links.feedback).query)["body"][0]
        assert body.splitlines()[:2] == [article.title, f"{settings.url}/{article.url}"]
        assert links.suggest_edit == f"https://git.example/x/edit/main/content/{article.path}"
