"""Content-Security-Policies (CSP Level 3): what a page may load and run, as directives.

`STRICT` is the policy of a page that loads its own site's files only. What the HTML of a body
needs beyond that follows from its elements, origin by origin and script by script, never with
`unsafe-inline`. A body that may hold no active content adds nothing that runs or frames: `PASSIVE`.
"""

import base64
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from urllib.parse import urlsplit

from newsroom.html.link_attributes import SETS, candidates
from newsroom.html.tree import Element, attributes, elements
from newsroom.urls.hosts import InvalidUrlError, encode_host
from newsroom.urls.urls import is_internal

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
# In a `<meta>` the first counts for nothing, and the second would break a page read over http.
HEADER_ONLY = frozenset(["frame-ancestors", *HTTPS_ONLY])
HOST = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$")
# What an attribute of an element makes a browser load, and the directive that governs it.
LOADED = {
    ("img", "src"): "img-src", ("img", "srcset"): "img-src", ("input", "src"): "img-src",
    ("video", "poster"): "img-src", ("video", "src"): "media-src", ("audio", "src"): "media-src",
    ("track", "src"): "media-src", ("form", "action"): "form-action",
    ("button", "formaction"): "form-action", ("input", "formaction"): "form-action",
    ("image", "href"): "img-src", ("image", "xlink:href"): "img-src",  # of SVG
    ("script", "src"): "script-src", ("script", "href"): "script-src",
    ("script", "xlink:href"): "script-src", ("link", "href"): "style-src",
    ("iframe", "src"): "frame-src", ("frame", "src"): "frame-src",
    ("object", "data"): "object-src", ("embed", "src"): "object-src",
}  # fmt: skip
PASSIVE = frozenset(["form-action", "img-src", "media-src"])
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
    """A policy as a browser reads it; `meta` leaves out what belongs into a header only."""
    directives = sorted(policy, key=lambda name: (name != "default-src", name))
    return "; ".join(
        " ".join([name, *sorted(policy[name])])
        for name in directives
        if not (meta and name in HEADER_ONLY)
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
        if parts.scheme == "data":
            return "data:"
        host = encode_host(parts.hostname or "")
        host += f":{parts.port}" if parts.port else ""
    except (ValueError, InvalidUrlError):  # no browser loads it
        return None
    if parts.scheme not in ("http", "https", "") or not HOST.match(host):
        return None
    return f"{parts.scheme}://{host}" if parts.scheme else host


def needs(root: Element, *, active: bool) -> Policy:
    """Return what the tree of a body needs beyond `STRICT`.

    Scripts, styles, frames and objects are allowed where the body may be active only.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for element in elements(root):
        name, parent = element.tag.lower(), element.parent
        above = parent.tag if isinstance(parent, Element) else ""
        values = attributes(element)
        for directive, source in loads(name, above, values):
            if active or directive in PASSIVE:
                found[directive].add(source)
        if active:
            for directive, source in runs(name, element.text, values):
                found[directive].add(source)
    if "'self'" in found["frame-src"]:
        found["frame-ancestors"].add("'self'")
    return {name: frozenset(sources) for name, sources in found.items() if sources}


def loads(name: str, parent: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (directive, source) for each file that an element loads, and each target of a form.

    `parent` is the name of the element above it, `values` are its attributes.
    """
    if name == "source":  # of a picture, a film or a sound
        name = "img" if parent == "picture" else "video"
    if name == "form" and not values.get("action"):  # it is sent to its own page
        yield "form-action", "'self'"
    for attribute, value in values.items():
        directive = LOADED.get((name, attribute))
        if not directive:
            continue
        urls = (url for url, _ in candidates(value)) if attribute in SETS else [value.strip()]
        yield from ((directive, source) for url in urls if (source := origin(url)))


def runs(name: str, text: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (directive, source) for what runs in the page itself: scripts, styles, handlers."""
    if name in INLINE and text:
        yield INLINE[name], hashed(text)
    for attribute, value in values.items():
        if attribute.startswith("on") or attribute == "style":
            directive = "style-src" if attribute == "style" else "script-src"
            yield from ((directive, "'unsafe-hashes'"), (directive, hashed(value)))


def hashed(text: str) -> str:
    """The source that allows a text to run."""
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def drop_styles(root: Element) -> list[str]:
    """Remove the `style` attributes of a tree, in place; return their values."""
    styled = [element for element in elements(root) if "style" in element.attrs]
    values = [element.attr("style") or "" for element in styled]
    for element in styled:
        del element.attrs["style"]
    return values


def widest(policies: Iterable[Policy]) -> Policy:
    """What any page needs: the policy of a header that is sent with all of them."""
    return shortened(merged(STRICT, *policies))
