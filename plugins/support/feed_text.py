"""What makes a feed readable anywhere: lasting ids, bodies that stand alone, clear texts."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from uuid import UUID, uuid5

from plugins.support.active import ACTIVE
from plugins.support.addresses import absolute
from plugins.support.elements import inner_html, parse_body

ANCHOR = re.compile(r'<a [^>]*class="anchor"[^>]*>#</a>')  # as article_body writes it
STYLED = re.compile(r"\sstyle\s*=", re.IGNORECASE)
BARE = re.compile(r"&(?!#?\w+;)")  # fine in HTML, and told by validators of feeds
UNREADABLE = "\ufffd"
END_TAG = re.compile(r"</\w")


@dataclass(frozen=True)
class Text:
    """A text construct of Atom (RFC 4287, section 3.1)."""

    type: str
    value: str


def text(plain: str) -> Text:
    """Plain text, declared as HTML where readers that guess would take it for markup."""
    if unescape(plain) != plain or END_TAG.search(plain) or UNREADABLE in plain:
        return Text("html", spelt(escape(plain, quote=False)))
    return Text("text", plain)


def spelt(html: str) -> str:
    """HTML with the replacement character as a reference: validators take it for a broken one."""
    return html.replace(UNREADABLE, "&#xFFFD;")


def urn(identifier: str) -> str:
    """A UUID as an address that no domain owns (RFC 9562, section 4)."""
    return f"urn:uuid:{identifier}"


def feed_id(site_id: str, path: str) -> str:
    """The id of a feed, the same at any domain."""
    return urn(str(uuid5(UUID(site_id), path)))


def distinct(moment: datetime, identifier: str) -> datetime:
    """A moment to the second, with a fraction that the UUID of its entry gives.

    Readers sort by it, and the validator of the W3C warns where it cannot tell two entries apart.
    """
    return moment.replace(microsecond=UUID(identifier).int % 1_000_000)


def feed_body(html: str, permalink: str, *, active: bool = False) -> str:
    """A body as it stands in a feed: addresses absolute, headings without their anchor sign.

    Nothing is in it that feed readers remove or warn of; `active` says that some of it may be.
    """
    body = spelt(absolute(ANCHOR.sub("", html), permalink))
    body = BARE.sub("&amp;", body) if not active else body
    return quiet(body) if active or STYLED.search(body) else body


def quiet(html: str) -> str:
    """HTML without scripts, frames and inline styles."""
    root = parse_body(html)
    for element in list(root.iter()):
        if element.tag in ACTIVE:
            element.drop_tree()
            continue
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                del element.attrib[name]
    return inner_html(root)
