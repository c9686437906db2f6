"""Gives every article `feedback_links`: mail to the editors, and an edit of the source.

Mail links follow RFC 6068: every character outside its `unreserved` set is percent-encoded as
UTF-8, so that quotes, `&`, `%`, emoji and Devanagari arrive as they were.
"""

from dataclasses import dataclass
from urllib.parse import quote

from pelican import signals

from newsroom.config.schema import FeedbackSettings as Settings
from plugins.adapter import Generator, all_articles, get_site


@dataclass(frozen=True)
class FeedbackLinks:
    """An email address and URLs; "" where the settings have no email or no repository."""

    email: str
    feedback: str
    report_error: str
    suggest_edit: str


def mailto(email: str, subject: str, body: str) -> str:
    """Return a mailto URL with subject and body, whose lines end in CRLF (RFC 6068, section 5)."""
    query = {"subject": subject, "body": "\r\n".join(body.split("\n"))}
    fields = "&".join(f"{name}={quote(text, safe='')}" for name, text in query.items())
    return f"mailto:{quote(email, safe='@')}?{fields}"


def feedback_links(title: str, url: str, file: str, settings: Settings) -> FeedbackLinks:
    """Return the links of one article with a title and an absolute URL; `file` is its source."""
    feedback = report = edit = ""
    if settings.email:
        about = f"{title}\n{url}"
        feedback = mailto(settings.email, f"Feedback: {title}", f"{about}\n\n")
        errors = f"{about}\n\nWhat is wrong:\n\n\nWhat is right, and where it can be checked:\n\n"
        report = mailto(settings.email, f"Error in: {title}", errors)
    if settings.repository:
        edit = f"{settings.repository.rstrip('/')}/edit/{settings.branch}/{quote(file)}"
    return FeedbackLinks(settings.email, feedback, report, edit)


def attach_feedback_links(generators: list[Generator]) -> None:
    """Attach `feedback_links`."""
    site = get_site(generators)
    for article in all_articles(generators):
        article.feedback_links = feedback_links(
            article.title,
            f"{site.url}/{article.url}",
            article.front_matter.file,
            site.feedback_links,
        )


def register() -> None:
    """Connect to Pelican's signal after all posts have their URLs."""
    signals.all_generators_finalized.connect(attach_feedback_links)
