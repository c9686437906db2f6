"""An edition as mail: HTML and plain text, each short enough to be shown whole by its reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from jinja2 import Template

from newsroom.config.schema import Site
from newsroom.content.article import Article
from newsroom.content.editions import Edition, Section, build_edition
from newsroom.dates.formats import format_day
from newsroom.diagnostics.errors import UserError

LIMIT = 100_000  # bytes; Gmail hides what comes after 102 KB
WIDTH = 72  # characters of a line, as RFC 5322 has it for those that are quoted (under 78)
SHOWN_IN_MAIL = (".gif", ".jpg", ".jpeg", ".png", ".webp")  # SVG and AVIF are broken signs in many


@dataclass(frozen=True)
class Mail:
    """An edition as a mail has it: all of it, or titles alone, or as many as there is room for."""

    edition: Edition
    site: Site
    full: bool = True
    left_out: int = 0

    @property
    def heading(self) -> str:
        """What it is."""
        return f"The week of {self.edition.week.days}"

    @property
    def title(self) -> str:
        """What can be its subject."""
        return f"{self.site.name}: {self.edition.week.days}"

    @property
    def preheader(self) -> str:
        """What stands in lists of mail beside the subject."""
        return " · ".join(article.title for article in self.edition.articles[:3])

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is shown."""
        count = len(self.edition.articles) - self.left_out
        return build_edition(self.edition.week, self.edition.articles[:count], self.site).sections

    def pictures(self, article: Article) -> bool:
        """Whether it has the picture of a post."""
        picture = article.lead_image
        return self.full and bool(picture) and picture.path.lower().endswith(SHOWN_IN_MAIL)


def wrapped(text: str) -> list[str]:
    """Lines of at most 72 characters. A text without blanks is cut, but no address."""
    return wrap(text, WIDTH, break_on_hyphens=False, break_long_words="://" not in text)


def plain_text(mail: Mail) -> str:
    """The mail as plain text."""
    site, url = mail.site, f"{mail.site.url}/{mail.edition.url}"
    lines = [*wrapped(site.name), *wrapped(mail.heading), url]
    for section in mail.sections:
        lines += ["", "", *wrapped(section.name.upper())]
        for article in section.articles:
            lines += ["", *wrapped(article.title), format_day(article.date)]
            lines += wrapped(article.summary) if mail.full else []
            lines += [f"{site.url}/{article.url}"]
    lines += ["", "", f"And {mail.left_out} more: {url}"] if mail.left_out else []
    end = wrapped(site.digest.footer)
    end += [f"Unsubscribe: {site.digest.unsubscribe}"] if site.digest.unsubscribe else []
    return "\n".join([*lines, *(["", "-- ", *end] if end else [])]) + "\n"


def html(mail: Mail, template: Template) -> str:
    """The mail as HTML."""
    text: str = template.render(SITE=mail.site, mail=mail, edition=mail.edition)
    return text


def sizes(found: Edition, site: Site) -> Iterator[Mail]:
    """The mail in full, then shorter and shorter."""
    yield Mail(found, site)
    count = len(found.articles)
    for left_out in range(0, count, max(1, count // 50)):
        yield Mail(found, site, full=False, left_out=left_out)


def fitting(found: Edition, site: Site, template: Template) -> tuple[str, str]:
    """HTML and plain text, each under the limit."""
    for mail in sizes(found, site):
        both = html(mail, template), plain_text(mail)
        if max(len(text.encode()) for text in both) < LIMIT:
            return both
    raise UserError("DIGEST and the titles are longer than a mail may be; nothing was written")
