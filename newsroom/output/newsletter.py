"""An edition as mail: HTML and plain text, each short enough to be shown whole by its reader."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap

from newsroom.config.schema import Settings
from newsroom.diagnostics.errors import UserError
from newsroom.locale.dates import format_day, format_week
from newsroom.locale.words import Words
from newsroom.site.articles import Article
from newsroom.site.editions import build_edition
from newsroom.site.lists import Edition, EditionSection

Render = Callable[[str, Mapping[str, object]], str]  # from the name of a template and its values

LIMIT = 100_000  # bytes; Gmail hides what comes after 102 KB
TEMPLATE = "mail/digest"
WIDTH = 72  # characters of a line, as RFC 5322 has it for those that are quoted (under 78)
SHOWN_IN_MAIL = (".gif", ".jpg", ".jpeg", ".png", ".webp")  # SVG and AVIF are broken in many


@dataclass(frozen=True)
class Mail:
    """An edition as mail: in full, with titles alone, or without the last `left_out` titles."""

    edition: Edition
    settings: Settings
    words: Words
    full: bool = True
    left_out: int = 0

    @property
    def heading(self) -> str:
        """The heading of the mail."""
        return self.words.text("week_of", days=format_week(self.words, self.edition.week))

    @property
    def title(self) -> str:
        """The title, which can be the subject."""
        return f"{self.settings.name}: {format_week(self.words, self.edition.week)}"

    @property
    def preheader(self) -> str:
        """The text beside the subject in lists of mail."""
        return " · ".join(article.title for article in self.edition.articles[:3])

    @property
    def sections(self) -> tuple[EditionSection, ...]:
        """The sections of the posts that are not left out."""
        count = len(self.edition.articles) - self.left_out
        return build_edition(
            self.edition.week, self.edition.articles[:count], self.settings
        ).sections

    def has_image(self, article: Article) -> bool:
        """Return whether the mail shows the lead image of a post."""
        image = article.lead_image
        return self.full and image is not None and image.plain_url.lower().endswith(SHOWN_IN_MAIL)


def wrap_lines(text: str) -> list[str]:
    """Return lines of at most 72 characters; a text without spaces is cut, but not a URL."""
    return wrap(text, WIDTH, break_on_hyphens=False, break_long_words="://" not in text)


def render_plain_text(mail: Mail) -> str:
    """Return the mail as plain text."""
    settings, words, url = mail.settings, mail.words, f"{mail.settings.url}/{mail.edition.url}"
    lines = [*wrap_lines(settings.name), *wrap_lines(mail.heading), url]
    for section in mail.sections:
        lines += ["", "", *wrap_lines(section.name.upper())]
        for article in section.articles:
            lines += ["", *wrap_lines(article.title), format_day(mail.words, article.date)]
            lines += wrap_lines(article.summary) if mail.full else []
            lines += [f"{settings.url}/{article.url}"]
    lines += (
        ["", "", f"{words.text('and_more', count=mail.left_out)}: {url}"] if mail.left_out else []
    )
    end = wrap_lines(settings.digest.footer)
    if settings.digest.unsubscribe:
        end.append(f"{words.text('unsubscribe')}: {settings.digest.unsubscribe}")
    return "\n".join([*lines, *(["", "-- ", *end] if end else [])]) + "\n"


def render_html(mail: Mail, render: Render) -> str:
    """Return the mail as HTML."""
    return render(TEMPLATE, {"settings": mail.settings, "mail": mail, "edition": mail.edition})


def mails(edition: Edition, settings: Settings, words: Words) -> Iterator[Mail]:
    """Yield the mail in full, then shorter and shorter versions of it."""
    yield Mail(edition, settings, words)
    count = len(edition.articles)
    for left_out in range(0, count, max(1, count // 50)):
        yield Mail(edition, settings, words, full=False, left_out=left_out)


def render_mail(
    edition: Edition, settings: Settings, words: Words, render: Render
) -> tuple[str, str]:
    """Return the longest version of the mail as HTML and plain text, each under `LIMIT` bytes.

    `words` are those of the site, `render` renders a template. Raise `UserError` if even the titles
    are too long.
    """
    for mail in mails(edition, settings, words):
        html, text = render_html(mail, render), render_plain_text(mail)
        if max(len(html.encode()), len(text.encode())) < LIMIT:
            return html, text
    raise UserError(
        f"DIGEST and the titles are too long: a mail must be under {LIMIT:,} bytes; nothing was "
        "written"
    )
