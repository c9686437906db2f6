"""Content-Security-Policies (CSP Level 3): what a page may load and run, as directives.

`STRICT` is the policy of a page that loads its own site's files only. What the HTML of a body
needs beyond that is worked out from its tags, origin by origin and script by script, never with
`unsafe-inline`.
"""

import base64
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from plugins.support.addresses import ATTRIBUTE, TAG, is_internal
from plugins.support.elements import parse_body

Policy = Mapping[str, frozenset[str]]  # directive: its sources
SELF, NONE = frozenset(["'self'"]), frozenset(["'none'"])
STRICT: Policy = {
    "default-src": NONE,
    "base-uri": NONE,
    "connect-src": SELF,  # no page asks for anything, but auditors read robots.txt out of one
    "font-src": SELF,
    "form-action": NONE,
    "frame-ancestors": NONE,
    "img-src": SELF,
    "media-src": SELF,
    "style-src": SELF,
}
HTTPS_ONLY: Policy = {"upgrade-insecure-requests": frozenset()}
HOST = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$")
# What an attribute of an element makes a browser load, and the directive that governs it.
LOADED = {
    ("img", "src"): "img-src", ("img", "srcset"): "img-src", ("input", "src"): "img-src",
    ("video", "poster"): "img-src", ("video", "src"): "media-src", ("audio", "src"): "media-src",
    ("track", "src"): "media-src", ("form", "action"): "form-action",
    ("button", "formaction"): "form-action", ("input", "formaction"): "form-action",
    ("script", "src"): "script-src", ("iframe", "src"): "frame-src", ("frame", "src"): "frame-src",
    ("object", "data"): "object-src", ("embed", "src"): "object-src", ("link", "href"): "style-src",
}  # fmt: skip
INLINE = {"script": "script-src", "style": "style-src"}
NAMED_AT_MOST = 20  # origins of one directive in a header, which some hosts cut at 2,000 characters


def merged(*policies: Policy) -> Policy:
    """One policy that allows what any of them allows."""
    found: dict[str, frozenset[str]] = {}
    for policy in policies:
        for directive, sources in policy.items():
            found[directive] = found.get(directive, frozenset()) | sources
    return {name: sources - NONE or sources for name, sources in found.items()}


def printed(policy: Policy, *, meta: bool = False) -> str:
    """A policy as a browser reads it; `meta` leaves out what counts in a header only."""
    directives = sorted(policy, key=lambda name: (name != "default-src", name))
    return "; ".join(
        " ".join([name, *sorted(policy[name])])
        for name in directives
        if not (meta and name == "frame-ancestors")
    )


def shortened(policy: Policy) -> Policy:
    """The same policy, with schemes in place of origins where it names a great many of these."""
    return {
        name: frozenset(map(_scheme, sources)) if len(sources) > NAMED_AT_MOST else sources
        for name, sources in policy.items()
    }


def _scheme(source: str) -> str:
    if source.startswith("'") or source.endswith(":"):
        return source
    return "https:" if source.startswith("https://") else "http:"  # http: allows https: as well


def origin(address: str) -> str | None:
    """The source that allows an address: `https://example.org`, `'self'`, `data:`, or None."""
    if is_internal(address):
        return "'self'"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        host += f":{parts.port}" if parts.port else ""
    except ValueError:  # no address, or no name of a host
        return None
    if parts.scheme == "data":
        return "data:"
    if parts.scheme not in ("http", "https", "") or not HOST.match(host):
        return None
    return f"{parts.scheme}://{host}" if parts.scheme else host


def needs(html: str, *, active: bool) -> Policy:
    """What a body needs beyond `STRICT`. Text that runs is allowed where the body may be active."""
    found: dict[str, set[str]] = defaultdict(set)
    elements = [element for element in parse_body(html).iter() if isinstance(element.tag, str)]
    for element in elements:
        for directive, source in (*loads(element), *(runs(element) if active else ())):
            found[directive].add(source)
    if "'self'" in found["frame-src"]:
        found["frame-ancestors"].add("'self'")
    return {name: frozenset(sources) for name, sources in found.items() if sources}


def loads(element: HtmlElement) -> Iterator[tuple[str, str]]:
    """(directive, source) for each file that an element loads, and each place it sends forms to."""
    tag = element.tag
    if tag == "source":  # of a picture, a film or a sound
        tag = "img" if element.getparent().tag == "picture" else "video"
    if tag == "form" and not element.get("action"):  # it is sent to its own page
        yield "form-action", "'self'"
    for name, value in element.attrib.items():
        directive = LOADED.get((tag, name))
        addresses = [part.split()[0] for part in value.split(",") if part.strip()]
        for address in addresses if name == "srcset" else [value.strip()]:
            if directive and (source := origin(address)):
                yield directive, source


def runs(element: HtmlElement) -> Iterator[tuple[str, str]]:
    """(directive, source) for what stands in the page itself: scripts, styles, handlers."""
    if element.tag in INLINE and element.text:
        yield INLINE[element.tag], hashed(element.text)
    for name, value in element.attrib.items():
        if name.startswith("on") or name == "style":
            directive = "style-src" if name == "style" else "script-src"
            yield from ((directive, "'unsafe-hashes'"), (directive, hashed(value)))


def hashed(text: str) -> str:
    """The source that allows a text to run."""
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def without_styles(html: str) -> tuple[str, list[str]]:
    """The HTML without `style` attributes, and those as they were written."""
    dropped = []

    def attribute(match: re.Match[str]) -> str:
        if match["name"].lower() != "style":
            return match[0]
        dropped.append(match[0].strip(" \t\r\n/"))
        return ""

    def tag(match: re.Match[str]) -> str:
        return match[0] if match[0].startswith("<!") else ATTRIBUTE.sub(attribute, match[0])

    return TAG.sub(tag, html), dropped


def widest(policies: Iterable[Policy]) -> Policy:
    """What any page needs: the policy of a header that is sent with all of them."""
    return shortened(merged(STRICT, *policies))
