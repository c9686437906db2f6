"""The whole site as one typed object: what plugins read and set, and what templates print."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from newsroom.cache.stamp import State, state_of
from newsroom.cache.store import Cache
from newsroom.cards.design import CardDesign
from newsroom.config.layout import Layout
from newsroom.config.schema import Link, Settings
from newsroom.content.document import Document, ProfileDocument
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import Report
from newsroom.entities.model import Entity
from newsroom.images.source_image import SourceImage
from newsroom.images.variants import DrawingFonts
from newsroom.locale.vocabulary import Vocabulary
from newsroom.locale.words import Words
from newsroom.parallel.progress import Progress
from newsroom.site.articles import Article, Author, Content, Page, Profile, Term
from newsroom.site.leniency import Leniency
from newsroom.site.lists import (
    Edition,
    EntityHub,
    EntityIndex,
    Feed,
    FeedEntry,
    FrontPagePosts,
    Icons,
    PageRedirect,
    PublishedCorrection,
    SearchIndex,
    Section,
    StaticFile,
    ThemeFile,
    Year,
)
from newsroom.site.output_files import OutputFiles


class Render(Protocol):
    """Renders a template from the values that it gets, in the words of a language."""

    def __call__(self, name: str, values: Mapping[str, object], language: str = "") -> str:
        """Return the text; `language` is "" for that of the site."""


def _render(name: str, values: Mapping[str, object], language: str = "") -> str:
    raise RuntimeError(f"{name} cannot be rendered before files are written")


def _no_parser(document: Document) -> Document | Diagnostic:
    raise RuntimeError(f"{document.path} cannot be parsed without plugins.read.documents")


def _no_entries(feed: Feed) -> tuple[FeedEntry, ...]:
    raise RuntimeError(f"the entries of {feed.url} cannot be made without plugins.publish.feeds")


@dataclass(eq=False, repr=False)
class Site:
    """All of a site. Lists of articles are newest first, ties by slug."""

    settings: Settings
    layout: Layout
    report: Report = field(default_factory=Report)
    files: OutputFiles = field(default_factory=OutputFiles)
    """Every file that the site has."""

    cache: Cache | None = None
    """What earlier builds have kept; None for a build that keeps nothing."""
    code_version: bytes = b""
    """What differs where other code would make another site of the same sources."""

    progress: Progress = field(default_factory=Progress)
    """Takes reports of how far a build is."""
    heads_only: bool = False
    """Whether bodies are left out, for commands that read the front matter alone."""
    leniency: Leniency | None = None
    """What is taken instead of files with errors, where these do not stop the build."""

    filters: dict[str, Callable[..., object]] = field(default_factory=dict)
    """The filters of templates, by name."""
    functions: dict[str, object] = field(default_factory=dict)
    """What templates get beside `site`, `settings` and `file`, by name."""
    render: Render = field(default_factory=lambda: _render)
    """Renders a template by its path."""
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary("en", {}))
    """The words of the interface in all languages."""

    theme_files: Mapping[str, ThemeFile] = field(default_factory=dict)
    """The files of the theme by their path in `theme/static`."""
    parse_again: Callable[[Document], Document | Diagnostic] = field(
        default_factory=lambda: _no_parser
    )
    """Makes a document once more, whose source has changed; why it cannot be read otherwise."""
    documents: tuple[Document, ...] = ()
    """The posts and pages that are public now, and in a preview all of them; ordered by path."""
    profile_documents: tuple[ProfileDocument, ...] = ()

    excluded: frozenset[str] = frozenset()
    """Files and folders below the content that no build can use."""
    images: Mapping[str, SourceImage] = field(default_factory=dict)
    """The image files that bodies, posts and profiles name, by their path below the content."""
    drawing_fonts: DrawingFonts | None = None
    """The fonts of the theme, if a drawing has text and is made a bitmap."""
    term_slugs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The slug of each name, by the kinds of terms: "category", "tag", "author"."""

    articles: tuple[Article, ...] = ()
    """Those of the front page and the lists: public originals."""
    translations: tuple[Article, ...] = ()
    """Public articles whose original is in another language."""
    hidden_articles: tuple[Article, ...] = ()
    """Hidden articles and their translations."""
    pages: tuple[Page, ...] = ()
    """Pages of content/pages/, hidden ones and translations too."""
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    authors: tuple[Author, ...] = ()
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    """Author profiles by name."""
    years: tuple[Year, ...] = ()
    copyright_years: str = ""
    """The first and the last year with posts, `2024–2025`; "" for a site without posts."""
    entities: tuple[Entity, ...] = ()
    entity_redirects: tuple[tuple[str, str], ...] = ()
    """Old path and path of hubs whose entity has had another name."""
    entity_hubs: tuple[EntityHub, ...] = ()
    entity_indexes: tuple[EntityIndex, ...] = ()
    index_links: tuple[Link, ...] = ()
    """URL and key of the name of each of `entity_indexes`, without its posts."""
    editions: tuple[Edition, ...] = ()
    """The newest first."""
    editions_page: str = ""
    """The path of the page of all editions, "" for none."""
    corrections: tuple[PublishedCorrection, ...] = ()
    """Of all public posts, the newest first."""
    static_files: tuple[StaticFile, ...] = ()
    icons: Icons | None = None
    """What is made of the mark of the theme; None for a theme without one."""
    feeds: tuple[Feed, ...] = ()
    """The feed of all posts first."""
    feed_entries: Callable[[Feed], tuple[FeedEntry, ...]] = field(
        default_factory=lambda: _no_entries
    )
    """Makes the entries of a feed, which have the bodies of posts with resolved links."""
    atom_feed: str = ""
    """The path of the Atom feed of all posts, "" for none."""
    json_feed: str = ""
    """The path of the JSON Feed, "" for none."""
    search_page: str = ""
    """The path of the search page, "" for none."""
    search_index: SearchIndex | None = None
    """What the search page loads; None in a build that makes no index."""
    card_design: CardDesign | None = None
    """The design of the cards of posts; None where none are drawn."""
    redirects: tuple[PageRedirect, ...] = ()
    navigation: tuple[Link, ...] = ()
    sections: Mapping[str, Section] = field(default_factory=dict)
    """Categories with posts by name, in the order of CATEGORIES."""
    front_page: FrontPagePosts = field(default_factory=FrontPagePosts)
    """What the front page shows; its further pages show the list of all posts alone."""
    content_policy: str = ""
    """The Content-Security-Policy of pages without needs of their own, for a `<meta>`."""
    widest_policy: str = ""
    """The policy of a header that is sent with any page."""
    script_policy: str = ""
    """A second one, which allows no script that only a file with a policy of its own needs."""

    @property
    def words(self) -> Words:
        """The words of the interface in the language of the site."""
        return self.vocabulary.words()

    def __repr__(self) -> str:
        return f"Site({self.settings.url!r})"

    def read_source(self, path: str) -> bytes:
        """Return what is read as a file below the content, by its path; raise `OSError`."""
        if self.leniency and path in self.leniency.replacements:
            return self.leniency.replacements[path]
        return (self.layout.content / path).read_bytes()

    def source_state(self, path: str) -> State | None:
        """Return the state of a source file, None for one that is replaced; raise `OSError`.

        While it stays the same, so does what `read_source` returns.
        """
        if self.leniency and path in self.leniency.replacements:
            return None
        return state_of((self.layout.content / path).stat())

    @property
    def all_articles(self) -> tuple[Article, ...]:
        """Every article with a page: listed, translated and hidden."""
        return (*self.articles, *self.translations, *self.hidden_articles)

    @property
    def public_articles(self) -> tuple[Article, ...]:
        """The articles that are not hidden: those of the lists, and their translations."""
        return (*self.articles, *self.translations)

    @property
    def entries(self) -> tuple[Article | Page, ...]:
        """Every article and page."""
        return (*self.all_articles, *self.pages)

    @property
    def bodies(self) -> tuple[Content, ...]:
        """Every article, page and author profile: all that has HTML by a writer."""
        return (*self.entries, *self.profiles.values())
