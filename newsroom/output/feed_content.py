"""What makes a feed readable anywhere: lasting ids, bodies that stand alone, clear texts."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from uuid import UUID, uuid5

from newsroom.html.link_attributes import make_absolute
from newsroom.html.tree import Element, parse_html, stable_html
from newsroom.html.unsafe_html import remove_active

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


def feed_body(html: str, permalink: str) -> str:
    """Return a body as a feed has it: URLs absolute, headings without the links to themselves.

    What feed readers remove or warn of is left out: active content and inline styles.
    """
    root = parse_html(html)
    make_absolute(root, permalink)
    for link in root.select("div.heading > a.anchor"):
        wrapper = link.parent
        link.decompose()
        if isinstance(wrapper, Element):
            wrapper.unwrap()
    remove_active(root)
    return spelt(stable_html(root))
