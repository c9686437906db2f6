"""Articles, pages, author profiles and terms, with everything that their pages show.

A plugin sets the attributes that it declares as provided; until then they have their defaults.
Objects are compared by identity, since each stands for one source file or one page. What refers to
others in a circle has a short `repr`. They refer to one another, and are in one module for that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zlib import crc32

from newsroom.config.schema import Settings
from newsroom.content.body import NO_IMAGES, BodyImage
from newsroom.content.document import Document
from newsroom.content.front_matter.nested_fields import Source
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.entities.model import Entity
from newsroom.html.outline import Outline
from newsroom.locale.words import Words
from newsroom.site.image_model import Image, ShareCard
from newsroom.urls.mailto import mailto
from newsroom.urls.urls import encode_url


@dataclass(frozen=True)
class SourceLink:
    """A source as readers see it: `host` says whose page the link leads to."""

    title: str
    url: str
    kind: str
    host: str


@dataclass(frozen=True)
class FeedbackLinks:
    """Links about one article: mail to `email`, and an edit of the source at `suggest_edit`.

    Both are "" where the settings have no email or no repository. `title` and `page_url` are those
    of the article. Mail is written when it is printed, in the words of its page.
    """

    email: str = ""
    suggest_edit: str = ""
    title: str = ""
    page_url: str = ""

    def feedback(self, words: Words) -> str:
        """Return the URL that starts mail about the article, "" without an email."""
        return self._mail(words.text("feedback_subject", title=self.title), "\n\n")

    def report_error(self, words: Words) -> str:
        """Return the URL that starts mail about an error in the article, "" without an email."""
        questions = words.text("what_is_wrong"), words.text("what_is_right")
        text = "\n\n{}\n\n\n{}\n\n".format(*questions)
        return self._mail(words.text("error_subject", title=self.title), text)

    def _mail(self, subject: str, text: str) -> str:
        body = f"{self.title}\n{self.page_url}{text}"
        return mailto(self.email, subject, body) if self.email else ""


@dataclass(eq=False, repr=False)
class Content:
    """A document with a page or a part of one; `url` is the path of that page in the site."""

    document: Document
    url: str = ""
    content_policy: str = ""
    """The Content-Security-Policy of the page, for a `<meta>`."""
    active_html: bool = False
    """Whether the body may contain what runs."""
    resolved_links: Mapping[str, str] = field(default_factory=dict)
    """The URL that is printed by each URL of the body as written."""
    images: Mapping[str, BodyImage] = field(default_factory=lambda: NO_IMAGES)
    """What is printed of each image of the body by its URL as written."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.path!r})"

    @property
    def path(self) -> str:
        """The path of the source file below `content/`."""
        return self.document.path

    @property
    def front_matter(self) -> FrontMatter:
        """The typed front matter."""
        return self.document.front_matter

    @property
    def toc(self) -> str:
        """The table of contents above the body as HTML, "" for none."""
        return self.document.toc

    @property
    def outline(self) -> Outline:
        """Text, headings, links and images of the body."""
        return self.document.outline

    @property
    def content(self) -> str:
        """The body as HTML, with resolved links; made again at each use."""
        return self.document.body.html(self.resolved_links, self.images)

    @property
    def plain_content(self) -> str:
        """The body as HTML with one bitmap for each image, as feed readers need it."""
        images = {url: BodyImage(image.bitmap or image.src) for url, image in self.images.items()}
        return self.document.body.html(self.resolved_links, images)


@dataclass(eq=False, repr=False)
class Entry(Content):
    """An article or a page: content with a page of its own."""

    @property
    def slug(self) -> str:
        """The last part of the URL."""
        return self.document.slug

    @property
    def title(self) -> str:
        """The headline."""
        return self.document.title

    @property
    def summary(self) -> str:
        """The summary that the writer wrote, else the first paragraph."""
        return self.front_matter.summary or self.outline.first_paragraph

    @property
    def lang(self) -> str:
        """The language, as a tag (BCP 47)."""
        return self.front_matter.lang

    @property
    def date(self) -> datetime:
        """When it is published."""
        return self.front_matter.date

    @property
    def is_hidden(self) -> bool:
        """Whether it has a page that nothing lists."""
        return self.front_matter.status == "hidden" and not self.unpublished

    unpublished: str = ""
    """Why only a preview shows it, "draft" or "scheduled"; "" for what readers see."""

    @property
    def is_published(self) -> bool:
        """Whether readers may find it: it is not hidden, nor in a preview alone."""
        return not self.is_hidden and not self.unpublished

    def is_indexed(self, settings: Settings) -> bool:
        """Return whether it is published and has no other canonical URL."""
        canonical = self.front_matter.canonical
        url = f"{settings.url}/{self.url}"
        is_canonical = not canonical or encode_url(canonical) == encode_url(url)
        return is_canonical and self.is_published


@dataclass(eq=False, repr=False)
class Term:
    """A category or a tag: `kind` is "category" or "tag", `articles` are newest first."""

    kind: str
    name: str
    slug: str
    url: str
    articles: list["Article"] = field(default_factory=list)
    description: str = ""
    """One sentence, shown above its list."""

    @property
    def feed_url(self) -> str:
        """The path of its Atom feed, which it has if it has posts."""
        return f"feeds/{self.kind}/{self.slug}.atom.xml"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.kind!r}, {self.name!r})"


@dataclass(eq=False, repr=False)
class Profile(Content):
    """The profile of an author; the body is the bio."""

    name: str = ""
    role: str = ""
    avatar: Image | None = None
    email: str = ""
    links: tuple[Source, ...] = ()
    fediverse: str = ""
    """The account that Mastodon shows beside links to posts of the author: `@name@host`."""
    is_organization: bool = False
    """Whether the author is not a person, such as a news desk."""

    @property
    def initials(self) -> str:
        """What stands for a portrait that is missing: the first letters of two words at most."""
        words = [word for word in self.name.split() if word[0].isalnum()]
        return "".join(word[0].upper() for word in [*words[:1], *words[1:][-1:]])

    @property
    def bio(self) -> str:
        """The body as HTML."""
        return self.content


@dataclass(eq=False, repr=False)
class Author(Term):
    """An author, with the profile that content/authors/ has of them."""

    profile: Profile | None = None


@dataclass(frozen=True, eq=False)
class AuthorBio:
    """The profile of an author of an article, and the author's posts before it, newest first."""

    profile: Profile
    more: tuple["Article", ...] = ()
    feed_url: str = ""
    """The path of the feed of the author, "" for one without listed posts."""


@dataclass(frozen=True, eq=False)
class Neighbors:
    """The next newer and next older post; None at the ends."""

    newer: "Article | None" = None
    older: "Article | None" = None


@dataclass(frozen=True, eq=False)
class Series:
    """A part of a series: `number` counts from 1; `previous` and `next` are None at the ends."""

    name: str
    number: int
    parts: tuple["Article", ...]
    previous: "Article | None" = None
    next: "Article | None" = None


@dataclass(eq=False, repr=False)
class Article(Entry):
    """A post."""

    category: Term = field(default_factory=lambda: Term("category", "", "", ""))
    tags: tuple[Term, ...] = ()
    authors: tuple[Author, ...] = ()
    translations: tuple["Article", ...] = ()
    original: "Article | None" = None
    permanent_id: str = ""
    lead_image: Image | None = None
    share_card: ShareCard | None = None
    entities: tuple[Entity, ...] = ()
    author_bios: tuple[AuthorBio, ...] = ()
    sources: tuple[SourceLink, ...] = ()
    related_posts: tuple["Article", ...] = ()
    section_posts: tuple["Article", ...] = ()
    neighbors: Neighbors = field(default_factory=Neighbors)
    series: Series | None = None
    feedback_links: FeedbackLinks = field(default_factory=FeedbackLinks)
    markdown_copy: str = ""
    """The path of its copy in Markdown, "" for none."""

    @property
    def other_tags(self) -> tuple[Term, ...]:
        """The tags that are not the name of an entity with a hub, which the page links as well."""
        hubs = {entity.name for entity in self.entities if entity.url}
        return tuple(tag for tag in self.tags if tag.name not in hubs)

    @property
    def plate(self) -> str:
        """The pattern, 0 to 4, and the colors, 0 to 2, that replace a lead image: "00" to "42".

        They are derived from the slug, so that a post has the same ones in all lists.
        """
        pattern, colors = divmod(crc32(self.slug.encode()) % 15, 3)
        return f"{pattern}{colors}"

    @property
    def reading_time(self) -> int:
        """The minutes that it takes to read, at least 1."""
        return self.document.reading_time


@dataclass(eq=False, repr=False)
class Page(Entry):
    """A page of content/pages/."""

    translations: tuple["Page", ...] = ()
    original: "Page | None" = None
    template: str = "page"
