"""The typed settings: `site.settings` in plugins, `settings` in templates.

Each table of pelicanconf.py is one dataclass. The default of a field is the default of the setting;
the text below a field is its row in docs/settings.md (`python -m newsroom.reference` writes it).
All tables are in one module, so that it reads as the list of the settings.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from newsroom.diagnostics.diagnostic import Severity

SETTINGS_FILES = ("publishconf.py", "pelicanconf.py")
NAME = re.compile(r"[A-Za-z_]\w*")
UNQUOTED = re.compile(r"[\w.~/-]*", re.ASCII)  # all that `quote` leaves as it is


@dataclass(frozen=True)
class Category:
    """A section of the site, which posts name in the key `category`."""

    name: str
    """Name that readers see and that posts write."""

    description: str = ""
    """One sentence, shown above the list of its posts."""


@dataclass(frozen=True)
class Link:
    """A name and its URL."""

    name: str
    """Text of the link."""

    url: str
    """Path on the site, such as `/about/`, or a complete URL."""


@dataclass(frozen=True)
class FrontMatterSettings:
    """Defaults for keys that a post leaves out, and further keys that it may have."""

    default_author: str = ""
    """Author of posts that name none; "" makes `authors` required."""

    default_category: str = ""
    """Category of posts that name none; "" makes `category` required."""

    aliases: tuple[tuple[str, str], ...] = ()
    """Other names that posts may use for keys: `{"teaser": "summary"}`."""

    extra_keys: tuple[str, ...] = ()
    """Keys that posts may have beyond those of docs/front-matter.md; the site ignores them."""


@dataclass(frozen=True)
class ActiveHtml:
    """Files that may contain scripts."""

    allow: tuple[str, ...] = ()
    """Paths below `content/`, such as `posts/2025/chart.md` or `static/demo/index.html`."""


@dataclass(frozen=True)
class Toc:
    """The table of contents above the text of a post; `[TOC]` in a text makes one there instead."""

    minimum: int = 4
    """Number of `##` headings from which a post has one; 0 for none."""


@dataclass(frozen=True)
class TimeLimit:
    """A limit for files that would take too long to parse."""

    seconds: int = 20
    """Seconds of processor time that parsing one file may take; 0 for no limit."""


@dataclass(frozen=True)
class PageWeightLimit:
    """What a page and the files that a phone loads for it may weigh before `check` warns."""

    kilobytes: int = 1000
    """Kilobytes before compression, of each image the file for a phone; 0 for no limit."""

    @property
    def bytes(self) -> int:
        """The limit in bytes, 0 for none."""
        return self.kilobytes * 1000


@dataclass(frozen=True)
class Attachments:
    """File types that may be published beyond images, audio, video, documents, data and fonts."""

    extra_types: tuple[str, ...] = ()
    """Extensions in lower case without a dot, such as `py` or `kml`."""


@dataclass(frozen=True)
class Images:
    """The files that pages offer of each photograph, for screens of every size."""

    widths: tuple[int, ...] = (480, 800, 1280, 1920)
    """Widths in pixels; no file is wider than its photograph."""

    formats: tuple[str, ...] = ("avif", "webp")
    """Formats beside JPEG and PNG, the best first: `avif`, `webp`, both or none."""

    text_width: int = 648
    """Width of the column of text in the theme, in pixels of CSS."""


@dataclass(frozen=True)
class AuthorBios:
    """The box about the author below a post."""

    more: int = 3
    """Number of posts under “More by …”: the last ones of the author before the post."""


@dataclass(frozen=True)
class RelatedPosts:
    """The list “Also read” below a post."""

    count: int = 4
    """Number of posts in the list."""


@dataclass(frozen=True)
class SectionPosts:
    """The list “More in …” below a post, of its category."""

    count: int = 3
    """Number of posts in the list: the last ones of the category before the post."""


@dataclass(frozen=True)
class FeedbackSettings:
    """The links by which readers answer a post."""

    email: str = ""
    """Email address for feedback; "" for no mail link."""

    repository: str = ""
    """URL of the source on the web, for “report an error” and “suggest an edit”; "" for none."""

    branch: str = "main"
    """Branch of that repository which “suggest an edit” opens."""


@dataclass(frozen=True)
class Feeds:
    """Atom feeds and the JSON Feed."""

    items: int = 20
    """Number of posts in a feed, the newest."""

    kilobytes: int = 500
    """Size of a feed in kilobytes, about; a feed with long posts contains fewer of them."""

    id: str = "56d9f4b5-dac9-4d7c-a3d0-340644fdba53"
    """UUID from which the ids of posts and feeds derive; set it once, then never change it."""

    hub: str = ""
    """URL of a WebSub hub, which is notified after a deployment; "" for none."""


@dataclass(frozen=True)
class Entities:
    """Pages of companies, models, people and topics."""

    minimum: int = 2
    """Number of posts from which an entity has a page of its own."""

    together: int = 8
    """Number of entities under “Named together with”."""


@dataclass(frozen=True)
class Digest:
    """The end of each mail that `digest` writes."""

    footer: str = ""
    """Who sends the mail and why the reader receives it."""

    unsubscribe: str = ""
    """URL to unsubscribe, or the placeholder of your mail service, `{{ unsubscribe }}`."""


@dataclass(frozen=True)
class FolderDeployment:
    """`deploy folder`: a folder of this machine."""

    path: str = ""
    """The folder, such as `/srv/www/blog`; the web server serves its link `current`."""

    keep: int = 5
    """Number of releases that stay in the folder."""


@dataclass(frozen=True)
class RsyncDeployment:
    """`deploy rsync`: a folder of another machine."""

    to: str = ""
    """Destination as rsync writes it: `me@example.org:/srv/www/blog`."""


@dataclass(frozen=True)
class GithubDeployment:
    """`deploy github`: a branch of a git repository, for GitHub Pages."""

    remote: str = "origin"
    """Name of a remote of this repository, or the URL of a repository."""

    branch: str = "gh-pages"
    """Branch that GitHub Pages serves."""

    cname: bool = False
    """Whether to write a file `CNAME` with the host of SITEURL, for a domain of your own."""

    replaces: str = ""
    """SITEURL of another site that may be replaced on the branch: the old one after a move."""


@dataclass(frozen=True)
class S3Deployment:
    """`deploy s3`: a bucket of Amazon S3 or of a store with the same protocol."""

    bucket: str = ""
    """Name of the bucket."""

    prefix: str = ""
    """Start of the key of each object; "" for the root of the bucket."""


@dataclass(frozen=True)
class NetlifyDeployment:
    """`deploy netlify`: a site of Netlify."""

    site: str = ""
    """Name or id of the site."""


@dataclass(frozen=True)
class CloudflareDeployment:
    """`deploy cloudflare`: a project of Cloudflare Pages."""

    project: str = ""
    """Name of the project."""

    branch: str = "main"
    """Production branch of the project."""


@dataclass(frozen=True)
class Deploy:
    """Deployment targets. The first key of each is its destination, which `--dest` replaces."""

    folder: FolderDeployment = field(default_factory=FolderDeployment)
    """A folder of this machine."""

    rsync: RsyncDeployment = field(default_factory=RsyncDeployment)
    """A folder of another machine, by rsync and ssh."""

    github: GithubDeployment = field(default_factory=GithubDeployment)
    """A branch of a git repository."""

    s3: S3Deployment = field(default_factory=S3Deployment)
    """A bucket of an S3 store."""

    netlify: NetlifyDeployment = field(default_factory=NetlifyDeployment)
    """A site of Netlify."""

    cloudflare: CloudflareDeployment = field(default_factory=CloudflareDeployment)
    """A project of Cloudflare Pages."""


@dataclass(frozen=True)
class Indexnow:
    """Notification of search engines after a deployment (IndexNow)."""

    key: str = ""
    """8 to 128 letters, digits and dashes of your choice; "" notifies nobody."""

    server: str = "https://api.indexnow.org/indexnow"
    """URL of an IndexNow server, which passes the news on to the others."""


@dataclass(frozen=True)
class FrontPage:
    """The front page."""

    rail: int = 3
    """Number of posts in the rail of each section; one with fewer that are not above has none."""

    featured_days: int = 7
    """Days that a post with `featured: true` leads, counted from its date to that of the newest."""


@dataclass(frozen=True)
class Sources:
    """Categories whose posts name their sources."""

    categories: tuple[str, ...] = ()
    """Names of categories; a post there without `sources` is a warning."""

    required: bool = False
    """Whether it is an error instead."""


Answer = Literal["allow", "disallow"]


@dataclass(frozen=True)
class Robots:
    """Which crawlers may read the site, by purpose. Link previews always may."""

    search: Answer = "allow"
    """Search engines."""

    answers: Answer = "allow"
    """Agents that fetch a page to answer a question."""

    training: Answer = "disallow"
    """Crawlers that collect text for the training of models."""


@dataclass(frozen=True)
class ShareCards:
    """Images that messengers, search engines and feed readers show of posts without photographs."""

    draw: Literal["publish", "build", "never"] = "publish"
    """Which commands draw them: `publish`, which others see, or `build` as well; `serve` never."""

    fonts: tuple[str, ...] = ()
    """Paths of font files from the folder of the project, for characters that the theme's lacks."""


@dataclass(frozen=True)
class Search:
    """The page `/search/`."""

    index: Literal["publish", "build", "never"] = "publish"
    """Which commands make its index: `publish`, or `build` as well; "never" means no such page."""

    @property
    def has_page(self) -> bool:
        """Whether the site has the page."""
        return self.index != "never"


@dataclass(frozen=True)
class Llms:
    """The file `/llms.txt`."""

    items: int = 10
    """Number of posts of each section."""


@dataclass(frozen=True)
class Settings:
    """Every setting that our plugins and templates read."""

    name: str
    """Name of the site."""

    tagline: str
    """One line below the name: what the site is about."""

    url: str
    """URL of the site, with its path if it has one: `https://example.org/blog`."""

    language: str
    """Language of posts without `lang`, as a language tag (BCP 47)."""

    timezone: ZoneInfo
    """Time zone of dates without an offset, such as `Asia/Kolkata`."""

    now: datetime
    """The datetime that counts as now: SOURCE_DATE_EPOCH of the environment, else the clock."""

    production: bool = False
    """Whether this is the site for readers; publishconf.py sets it."""

    preview: bool = False
    """Whether drafts and scheduled posts are shown and marked; `serve` sets it."""

    categories: tuple[Category, ...] = ()
    """Sections of the site in their order; posts may be in no other."""

    navigation: tuple[Link, ...] = ()
    """Links in the footer; one to a page that does not exist is left out."""

    follow: tuple[Link, ...] = ()
    """Accounts of the site elsewhere, listed beside its feeds under “Follow us”."""

    front_matter: FrontMatterSettings = field(default_factory=FrontMatterSettings)
    active_html: ActiveHtml = field(default_factory=ActiveHtml)
    time_limit: TimeLimit = field(default_factory=TimeLimit)
    page_weight: PageWeightLimit = field(default_factory=PageWeightLimit)
    attachments: Attachments = field(default_factory=Attachments)
    toc: Toc = field(default_factory=Toc)
    images: Images = field(default_factory=Images)
    author_bios: AuthorBios = field(default_factory=AuthorBios)
    related_posts: RelatedPosts = field(default_factory=RelatedPosts)
    section_posts: SectionPosts = field(default_factory=SectionPosts)
    feedback_links: FeedbackSettings = field(default_factory=FeedbackSettings)
    feeds: Feeds = field(default_factory=Feeds)
    entities: Entities = field(default_factory=Entities)
    digest: Digest = field(default_factory=Digest)
    front_page: FrontPage = field(default_factory=FrontPage)
    deploy: Deploy = field(default_factory=Deploy)
    indexnow: Indexnow = field(default_factory=Indexnow)
    sources: Sources = field(default_factory=Sources)
    robots: Robots = field(default_factory=Robots)
    llms: Llms = field(default_factory=Llms)
    share_cards: ShareCards = field(default_factory=ShareCards)
    search: Search = field(default_factory=Search)
    diagnostics: tuple[tuple[str, Severity], ...] = ()
    """Severity of codes of docs/diagnostics.md: `{"image/missing-alt": "warning"}`."""

    @property
    def origin(self) -> str:
        """Scheme, host and port of the site without a slash at the end: `https://example.org`."""
        return self.url.rstrip("/").removesuffix(self.base)

    @property
    def base(self) -> str:
        """Path of the site without a slash at the end: "" or "/blog"."""
        return urlsplit(self.url).path.rstrip("/")


def assigned_settings() -> dict[str, tuple[str, int]]:
    """Return the file and line in which each setting is first assigned, by name."""
    lines: dict[str, tuple[str, int]] = {}
    for file in SETTINGS_FILES:
        text = Path(file).read_text(encoding="utf-8") if Path(file).is_file() else ""
        for number, line in enumerate(text.split("\n"), 1):
            if name := NAME.match(line):
                lines.setdefault(name[0], (file, number))
    return lines


def locate_setting(name: str) -> tuple[str, int]:
    """Return the file and line where a setting is assigned; line 0 where it is assigned nowhere."""
    return assigned_settings().get(name, ("pelicanconf.py", 0))


def absolute_url(path: str, settings: Settings) -> str:
    """Return the absolute URL of a path of the site, percent-encoded as RFC 3986 requires."""
    return f"{settings.url}/{path if UNQUOTED.fullmatch(path) else quote(path)}"
