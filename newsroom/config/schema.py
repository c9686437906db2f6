"""What `SITE` holds: the typed settings. Their defaults are the fields' defaults, nowhere else.

Long on purpose: one small dataclass for each table of pelicanconf.py, and nothing that computes.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from newsroom.diagnostics.diagnostic import Severity

UNQUOTED = re.compile(r"[\w.~/-]*", re.ASCII)  # all that `quote` leaves as it is


@dataclass(frozen=True)
class Category:
    """One of the sections of the site; posts name it in `category`."""

    name: str
    description: str = ""


@dataclass(frozen=True)
class Link:
    """A name and the address it leads to."""

    name: str
    url: str


@dataclass(frozen=True)
class FrontMatter:
    """What a post may leave out, and keys beyond ours that it may have."""

    default_author: str = ""
    default_category: str = ""
    extra_keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class ActiveHtml:
    """Source files, from `content/`, that may hold scripts."""

    allow: tuple[str, ...] = ()


@dataclass(frozen=True)
class TimeLimit:
    """How many seconds of processor time the parsing of one file may take; 0 for no limit."""

    seconds: int = 20


@dataclass(frozen=True)
class Attachments:
    """Extensions, without a dot, of files that may be published beside those every site may."""

    extra_types: tuple[str, ...] = ()


@dataclass(frozen=True)
class AuthorBios:
    """How many posts stand under "More by …"."""

    more: int = 3


@dataclass(frozen=True)
class RelatedPosts:
    """How many posts stand under "Also read"."""

    count: int = 4


@dataclass(frozen=True)
class FeedbackLinks:
    """Where feedback goes; `repository` is the address of the source on the web, "" for none."""

    email: str = ""
    repository: str = ""
    branch: str = "main"


@dataclass(frozen=True)
class Feeds:
    """How many posts a feed holds, and about how many kilobytes; the UUID that ids derive from.

    `hub` is a WebSub hub, "" for none.
    """

    items: int = 20
    kilobytes: int = 500
    id: str = "56d9f4b5-dac9-4d7c-a3d0-340644fdba53"
    hub: str = ""


@dataclass(frozen=True)
class Entities:
    """How many posts make a hub, and how many entities stand under "Named together with"."""

    minimum: int = 2
    together: int = 8


@dataclass(frozen=True)
class Digest:
    """What stands at the end of a mail, and the address that ends them, "" for none."""

    footer: str = ""
    unsubscribe: str = ""


@dataclass(frozen=True)
class ToFolder:
    """A folder of this machine, and how many releases stay in it."""

    path: str = ""
    keep: int = 5


@dataclass(frozen=True)
class ToRsync:
    """A folder as rsync names it: `user@host:/path`."""

    to: str = ""


@dataclass(frozen=True)
class ToGithub:
    """A repository, by its name here or its address; `cname` says that the site has a domain.

    `replaces` is the SITEURL of another site that this one may replace on the branch.
    """

    remote: str = "origin"
    branch: str = "gh-pages"
    cname: bool = False
    replaces: str = ""


@dataclass(frozen=True)
class ToS3:
    """A bucket, and what the names of its objects start with, "" for nothing."""

    bucket: str = ""
    prefix: str = ""


@dataclass(frozen=True)
class ToNetlify:
    """A site, by name or id."""

    site: str = ""


@dataclass(frozen=True)
class ToCloudflare:
    """A project of Cloudflare Pages and its production branch."""

    project: str = ""
    branch: str = "main"


@dataclass(frozen=True)
class Deploy:
    """Where the site is put. The first field of each says where; `DEST` replaces it for once."""

    folder: ToFolder = field(default_factory=ToFolder)
    rsync: ToRsync = field(default_factory=ToRsync)
    github: ToGithub = field(default_factory=ToGithub)
    s3: ToS3 = field(default_factory=ToS3)
    netlify: ToNetlify = field(default_factory=ToNetlify)
    cloudflare: ToCloudflare = field(default_factory=ToCloudflare)


@dataclass(frozen=True)
class Indexnow:
    """An IndexNow server to tell of changed addresses, and your own key, "" to tell nobody."""

    key: str = ""
    server: str = "https://api.indexnow.org/indexnow"


@dataclass(frozen=True)
class FrontPage:
    """How many posts a rail of the front page holds."""

    rail: int = 3


@dataclass(frozen=True)
class Sources:
    """The categories whose posts name what they rely on, and whether a post without is refused."""

    categories: tuple[str, ...] = ()
    required: bool = False


Answer = Literal["allow", "disallow"]


@dataclass(frozen=True)
class Robots:
    """Who may read the site by machine. Link previews are no question: they always may."""

    search: Answer = "allow"
    answers: Answer = "allow"
    training: Answer = "disallow"


@dataclass(frozen=True)
class Llms:
    """How many posts of each section stand in llms.txt."""

    items: int = 10


@dataclass(frozen=True)
class Site:
    """Every setting that our plugins and templates read."""

    name: str
    tagline: str
    url: str
    language: str
    timezone: ZoneInfo
    now: datetime
    production: bool = False
    preview: bool = False
    categories: tuple[Category, ...] = ()
    navigation: tuple[Link, ...] = ()
    follow: tuple[Link, ...] = ()
    front_matter: FrontMatter = field(default_factory=FrontMatter)
    active_html: ActiveHtml = field(default_factory=ActiveHtml)
    time_limit: TimeLimit = field(default_factory=TimeLimit)
    attachments: Attachments = field(default_factory=Attachments)
    author_bios: AuthorBios = field(default_factory=AuthorBios)
    related_posts: RelatedPosts = field(default_factory=RelatedPosts)
    feedback_links: FeedbackLinks = field(default_factory=FeedbackLinks)
    feeds: Feeds = field(default_factory=Feeds)
    entities: Entities = field(default_factory=Entities)
    digest: Digest = field(default_factory=Digest)
    front_page: FrontPage = field(default_factory=FrontPage)
    deploy: Deploy = field(default_factory=Deploy)
    indexnow: Indexnow = field(default_factory=Indexnow)
    sources: Sources = field(default_factory=Sources)
    robots: Robots = field(default_factory=Robots)
    llms: Llms = field(default_factory=Llms)
    diagnostics: tuple[tuple[str, Severity], ...] = ()  # (code, severity), as DIAGNOSTICS has them

    @property
    def origin(self) -> str:
        """The site's address without its path: `https://example.org`."""
        return self.url.rstrip("/").removesuffix(self.base)

    @property
    def base(self) -> str:
        """The path of the site's address without its last slash: "" or "/blog"."""
        return urlsplit(self.url).path.rstrip("/")


def setting_place(name: str) -> tuple[str, int]:
    """The file and line where a setting is assigned; line 0 where it is nowhere."""
    for file in ("publishconf.py", "pelicanconf.py"):
        text = Path(file).read_text(encoding="utf-8") if Path(file).is_file() else ""
        if found := re.search(rf"^{re.escape(name)}\b", text, re.MULTILINE):
            return file, text.count("\n", 0, found.start()) + 1
    return "pelicanconf.py", 0


def permalink(path: str, site: Site) -> str:
    """The absolute address of a path, in the characters of RFC 3986."""
    return f"{site.url}/{path if UNQUOTED.fullmatch(path) else quote(path)}"
