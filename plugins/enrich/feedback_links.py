"""Sets `article.feedback_links`: mail to the editors, and an edit of the source."""

from urllib.parse import quote

from newsroom.config.schema import FeedbackSettings
from newsroom.pipeline.plugin import Plugin
from newsroom.site.articles import Article, Entry, FeedbackLinks
from newsroom.site.model import Site


def feedback_links(title: str, url: str, file: str, settings: FeedbackSettings) -> FeedbackLinks:
    """Return the links of one article with a title and an absolute URL; `file` is its source."""
    edit = ""
    if settings.repository:
        edit = f"{settings.repository.rstrip('/')}/edit/{settings.branch}/{quote(file)}"
    return FeedbackLinks(settings.email, edit, title, url)


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
