"""What lists articles: archives, hubs of entities, editions, corrections, sections, feeds.

Also the files that belong to no list: redirects, files of the theme, and those that are copied.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from newsroom.config.entity_kinds import KINDS
from newsroom.dates.iso_week import Week
from newsroom.entities.model import Entity
from newsroom.site.articles import Article

# Posts of the front page beside its lead, and in the row below.
BRIEFS = 3
STRIP = 4


@dataclass(frozen=True, eq=False)
class Month:
    """A month that has posts: the date of the newest, its URL, its posts."""

    date: datetime
    url: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, eq=False)
class Year(Month):
    """A year that has posts, and its months, newest first."""

    months: tuple[Month, ...] = ()


@dataclass(frozen=True)
class Together:
    """An entity that posts name together with another, and the number of these posts."""

    entity: Entity
    posts: int


@dataclass(frozen=True, eq=False)
class EntityHub:
    """An entity with its posts, newest first."""

    entity: Entity
    articles: tuple[Article, ...]
    together: tuple[Together, ...] = ()


@dataclass(frozen=True, eq=False)
class Letter:
    """The hubs whose names start with one letter."""

    label: str
    hubs: tuple[EntityHub, ...]

    @property
    def anchor(self) -> str:
        """The id of its heading: `letter-A`, or `letter-0-9` for digits."""
        return f"letter-{self.label.replace('–', '-')}"


@dataclass(frozen=True, eq=False)
class EntityIndex:
    """The list of all hubs of one kind, from A to Z."""

    kind: str
    url: str
    letters: tuple[Letter, ...]

    @property
    def plural(self) -> str:
        """`companies`, `models`, `people` or `topics`: the key of its name in the interface."""
        return KINDS[self.kind]


@dataclass(frozen=True, eq=False)
class EditionSection:
    """The posts of an edition in one category."""

    name: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, eq=False)
class Edition:
    """The posts of a week, and those of earlier weeks that no edition lists."""

    week: Week
    sections: tuple[EditionSection, ...]

    @property
    def url(self) -> str:
        """The path of its page: `editions/2025-w47/`."""
        return f"editions/{str(self.week).lower()}/"

    @property
    def articles(self) -> tuple[Article, ...]:
        """The posts of all sections, in their order."""
        return tuple(article for section in self.sections for article in section.articles)


@dataclass(frozen=True, eq=False)
class PublishedCorrection:
    """A correction with its permanent id and its post.

    `date` is as written; `instant` is unique in a post and after its publication.
    """

    id: str
    instant: datetime
    date: datetime
    text: str
    article: Article


@dataclass(frozen=True)
class Section:
    """A category with posts, and its URL."""

    name: str
    description: str
    url: str


@dataclass(frozen=True)
class SearchIndex:
    """The index of the search page: paths of its folder and its script, and the text of its entry.

    The entry is a file that names the others, so that it is another one where anything is; `tag`
    is a hash of it.
    """

    folder: str
    script: str
    entry: str
    tag: str


@dataclass(frozen=True, eq=False)
class FrontPagePosts:
    """The posts of the front page, each once.

    `lead` leads it, None for a site without posts; `latest` are the others of the first page of the
    list of all posts, newest first. `rails` are further posts of each section, by its name; a
    section without any is left out. `strip_section` is the name of the section that heads the
    strip, "" for none.
    """

    lead: Article | None = None
    latest: tuple[Article, ...] = ()
    rails: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)
    strip_section: str = ""

    @property
    def briefs(self) -> tuple[Article, ...]:
        """The latest posts beside the lead."""
        return self.latest[:BRIEFS]

    @property
    def strip(self) -> tuple[Article, ...]:
        """The latest posts in the row below."""
        return self.latest[BRIEFS : BRIEFS + STRIP]

    @property
    def earlier(self) -> tuple[Article, ...]:
        """The latest posts after these."""
        return self.latest[BRIEFS + STRIP :]


@dataclass(frozen=True, eq=False)
class Feed:
    """A feed: its path, the path of the page it belongs to, a title ("" for the site).

    It has the entries of `articles`, or of `corrections` where it is not of articles. One of
    `site.feeds` has either; a plugin may declare others, of entries that it makes itself.
    """

    url: str
    page: str
    title: str
    articles: tuple[Article, ...] = ()
    corrections: tuple[PublishedCorrection, ...] = ()


@dataclass(frozen=True)
class Enclosure:
    """An image as a file: absolute URL, media type, length in bytes, and alternative text."""

    url: str
    type: str
    length: int
    alt: str


@dataclass(frozen=True)
class FeedImage:
    """An image that readers show beside a title: absolute URL, media type, size, and text."""

    url: str
    type: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class FeedEntry:
    """An entry of a feed. Texts are plain, `content` is HTML, authors are (name, URL)."""

    id: str
    url: str
    title: str
    language: str
    published: datetime
    updated: datetime
    authors: tuple[tuple[str, str], ...]
    content: str
    summary: str = ""
    categories: tuple[str, ...] = ()
    enclosure: Enclosure | None = None
    image: FeedImage | None = None


@dataclass(frozen=True, order=True)
class PageRedirect:
    """From one path of the site to another; `title` is that of the page there, or ""."""

    old: str
    new: str
    title: str = ""
    lang: str = ""


@dataclass(frozen=True)
class StaticFile:
    """A file of `content/` that is copied: its path there, and its path in the site."""

    path: str
    url: str


@dataclass(frozen=True)
class Icons:
    """The paths in the site of what is made of its mark; the last three are square PNG files."""

    favicon: str
    touch: str
    manifest: str
    small: str
    """192 pixels."""
    large: str
    """512 pixels; also the logo of a theme without one."""
    mask: str
    """512 pixels, of which a phone may cut off the corners."""


@dataclass(frozen=True)
class ThemeFile:
    """A file of the theme as it is written: its path in the site, and its bytes."""

    url: str
    data: bytes
