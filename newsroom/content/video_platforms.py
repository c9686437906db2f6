"""URLs of videos and sounds: the sites that have them, and the pages that these are on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from newsroom.files.media_types import media_type
from newsroom.locale.words import Words
from newsroom.urls.urls import is_internal

KINDS = ("video", "audio")
# What no browser in use plays; it is a link to the file.
UNPLAYABLE = frozenset(["avi", "m3u8", "mid", "mkv", "mpeg", "mpg"])
OTHER_HOSTS = re.compile(r"^(?:www|m|mobile|music|geo)\.")  # of the same pages


class Platform(NamedTuple):
    """A site of videos: its name, the URLs of its pages, and hosts of the images of its videos.

    A pattern is matched with host, path and query, the host without `www.`.
    """

    name: str
    pages: re.Pattern[str]
    thumbnails: tuple[str, ...] = ()


class Player(NamedTuple):
    """URLs that are made for frames, where a page is asked for, and the page that has the video."""

    pattern: re.Pattern[str]
    page: str


PLATFORMS = (
    Platform(
        "YouTube",
        re.compile(
            r"youtu\.be/[\w-]{6,}"
            r"|youtube\.com/(?:watch/?\?(?:.*&)?v=[\w-]{6,}|playlist\?(?:.*&)?list=[\w-]+"
            r"|(?:shorts|live|clip|watch)/[\w-]{6,})"
        ),
        ("img.youtube.com", "i.ytimg.com", "i1.ytimg.com", "i3.ytimg.com"),
    ),
    Platform(
        "Vimeo",
        re.compile(
            r"vimeo\.com/(?:(?:channels|groups|album|showcase|event|ondemand|user)[\w/-]*/)?\d{5,}"
        ),
        ("i.vimeocdn.com", "vumbnail.com"),
    ),
    Platform(
        "Dailymotion", re.compile(r"(?:dailymotion\.com/video|dai\.ly)/\w{5,}"), ("s1.dmcdn.net",)
    ),
    Platform("TED", re.compile(r"ted\.com/talks/\w+"), ("pi.tedcdn.com",)),
    Platform("Bilibili", re.compile(r"bilibili\.com/video/\w+|b23\.tv/\w+"), ("i0.hdslb.com",)),
    Platform(
        "Twitch",
        re.compile(r"twitch\.tv/(?:videos/\d+|\w+/clip/[\w-]+)|clips\.twitch\.tv/[\w-]+"),
        ("static-cdn.jtvnw.net",),
    ),
    Platform("Loom", re.compile(r"loom\.com/share/\w{6,}"), ("cdn.loom.com",)),
)
PLAYERS = (
    Player(
        re.compile(r"youtube(?:-nocookie)?\.com/embed/videoseries\?(?:.*&)?list=(?P<id>[\w-]+)"),
        "https://www.youtube.com/playlist?list={id}",
    ),
    Player(
        re.compile(
            r"(?:youtube(?:-nocookie)?\.com/(?:embed|v|e)/"
            r"|youtube-nocookie\.com/watch/?\?(?:.*&)?v=)(?P<id>[\w-]{6,})"
        ),
        "https://www.youtube.com/watch?v={id}{time}",
    ),
    Player(
        re.compile(r"player\.vimeo\.com/video/(?P<id>\d+)(?:\?(?:.*&)?h=(?P<key>\w+))?"),
        "https://vimeo.com/{id}{key}{fragment}",
    ),
    Player(
        re.compile(
            r"dailymotion\.com/(?:embed/video/|player(?:/\w+)?\.html\?(?:.*&)?video=)(?P<id>\w+)"
        ),
        "https://www.dailymotion.com/video/{id}",
    ),
    Player(re.compile(r"embed\.ted\.com/talks/(?P<id>\w+)"), "https://www.ted.com/talks/{id}"),
    Player(re.compile(r"loom\.com/embed/(?P<id>\w+)"), "https://www.loom.com/share/{id}"),
)


@dataclass(frozen=True)
class Media:
    """A video, or a sound: the URL of its page or file, its kind, and the site that has it.

    `host` is "" for a file of this site.
    """

    url: str
    kind: str
    host: str = ""

    def label(self, words: Words) -> str:
        """Return what a link says of itself: the kind, and the site that it leads to."""
        return words.text(f"{self.kind}_on", host=self.host) if self.host else words.text(self.kind)

    def in_brackets(self, words: Words) -> str:
        """Return the same behind a text: "(video on YouTube)"."""
        label = self.label(words)
        return f"({label[0].lower()}{label[1:]})"

    def link_text(self, title: str, words: Words) -> str:
        """Return the text of a link that has a title, and of one that has none."""
        return f"{title} {self.in_brackets(words)}" if title.strip() else self.label(words)

    @property
    def is_playable(self) -> bool:
        """Return whether it is a file of this site that browsers play."""
        suffix = PurePosixPath(urlsplit(self.url).path).suffix.lower().removeprefix(".")
        return not self.host and suffix not in UNPLAYABLE


def parse_media(url: str) -> Media | None:
    """Return the video or the sound that a URL leads to, None where it is anything else.

    >>> parse_media("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90")
    Media(url='https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90', kind='video', host='YouTube')
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    kind = media_type(parts.path).partition("/")[0] if "." in parts.path[-6:] else ""
    if is_internal(url):
        return Media(url.strip(), kind) if kind in KINDS else None
    if parts.scheme not in ("http", "https", "") or not host:
        return None
    short = OTHER_HOSTS.sub("", host)
    page = f"{short}{parts.path}" + (f"?{parts.query}" if parts.query else "")
    for player in PLAYERS:
        if match := player.pattern.match(page):
            return parse_media(
                player.page.format(**page_values(match, parts.query, parts.fragment))
            )
    for platform in PLATFORMS:
        if platform.pages.match(page):
            return Media(url.strip(), "video", platform.name)
    return Media(url.strip(), kind, short) if kind in KINDS else None


def page_values(match: re.Match[str], query: str, fragment: str) -> Mapping[str, str]:
    """Return what the URL of a page is made of: the id, its key, and where the video starts."""
    values, groups = parse_qs(query), match.groupdict("")
    start = "".join((values.get("start") or values.get("t") or [""])[:1])
    return {
        "id": groups["id"],
        "key": f"/{groups['key']}" if groups.get("key") else "",
        "time": f"&t={start}" if re.fullmatch(r"[\dhms]+", start) else "",
        "fragment": f"#{fragment}" if re.fullmatch(r"t=[\dhms]+", fragment) else "",
    }


def is_thumbnail(url: str) -> bool:
    """Return whether an image is that which a site of videos has of one of them."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    return any(host in platform.thumbnails for platform in PLATFORMS)
