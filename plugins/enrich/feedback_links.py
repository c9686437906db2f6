"""Sets `article.feedback_links`: mail to the editors, and an edit of the source.

Mail links follow RFC 6068: every character outside its `unreserved` set is percent-encoded as
UTF-8, so that quotes, `&`, `%`, emoji and Devanagari arrive as they were.
"""

from urllib.parse import quote

from newsroom.config.schema import FeedbackSettings
from newsroom.pipeline.plugin import Plugin
from newsroom.site.articles import Article, Entry, FeedbackLinks
from newsroom.site.model import Site


def mailto(email: str, subject: str, body: str) -> str:
    """Return a mailto URL with subject and body, whose lines end in CRLF (RFC 6068, section 5)."""
    query = {"subject": subject, "body": "\r\n".join(body.split("\n"))}
    fields = "&".join(f"{name}={quote(text, safe='')}" for name, text in query.items())
    return f"mailto:{quote(email, safe='@')}?{fields}"


def feedback_links(title: str, url: str, file: str, settings: FeedbackSettings) -> FeedbackLinks:
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


def attach_feedback_links(site: Site) -> None:
    """Attach `feedback_links`."""
    for article in site.all_articles:
        update_feedback_links(site, article)


def update_feedback_links(site: Site, entry: Entry) -> None:
    """Set the links of an article; pages have none."""
    if isinstance(entry, Article):
        url = f"{site.settings.url}/{entry.url}"
        values = (entry.title, url, entry.front_matter.file, site.settings.feedback_links)
        entry.feedback_links = feedback_links(*values)


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=["site.articles", "site.translations", "site.hidden_articles"],
    provides=["article.feedback_links"],
    run=attach_feedback_links,
    update=update_feedback_links,
)
register = PLUGIN.register
