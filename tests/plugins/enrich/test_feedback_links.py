"""Mail about an article, and the link to its source file."""

from urllib.parse import parse_qs, urlsplit

import pytest

from newsroom.config.schema import FeedbackSettings
from plugins.enrich.feedback_links import attach_feedback_links, feedback_links
from tests.interface import WORDS
from tests.model import make_article, make_settings, make_site


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
    assert bool(links.feedback(WORDS)) is bool(links.report_error(WORDS)) is feedback
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
        body = parse_qs(urlsplit(links.feedback(WORDS)).query)["body"][0]
        assert body == f"{article.title}\r\n{settings.url}/{article.url}\r\n\r\n"
        error = parse_qs(urlsplit(links.report_error(WORDS)).query)
        assert error["subject"] == [f"Error in: {article.title}"]
        assert error["body"][0].splitlines()[:2] == body.splitlines()[:2]
        assert links.suggest_edit == f"https://git.example/x/edit/main/content/{article.path}"
