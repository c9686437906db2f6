"""Content-Security-Policies (CSP Level 3): what a page may load and run, as directives.

`STRICT` is the policy of a page that loads files of its own site only. What the HTML of a body
needs beyond that follows from its elements, origin by origin and script by script, never with
`unsafe-inline`. A body that may not have active content adds directives of `PASSIVE` only.
"""

import base64
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from urllib.parse import urlsplit

from newsroom.config.schema import Settings
from newsroom.html.elements import TABLE_PARTS
from newsroom.html.link_attributes import SRCSETS, srcset_candidates
from newsroom.html.tree import Element, attributes, elements
from newsroom.urls.hosts import InvalidUrlError, encode_host
from newsroom.urls.urls import is_internal

Policy = Mapping[str, frozenset[str]]  # directive: its sources
SELF, NONE = frozenset(["'self'"]), frozenset(["'none'"])
STRICT: Policy = {
    "default-src": NONE,
    "base-uri": NONE,
    "connect-src": SELF,  # pages request nothing, but auditors fetch robots.txt from one
    "font-src": SELF,
    "form-action": NONE,
    "frame-ancestors": NONE,
    "img-src": SELF,
    "manifest-src": SELF,
    "media-src": SELF,
    "style-src": SELF,
}
HTTPS_ONLY: Policy = {"upgrade-insecure-requests": frozenset()}
# In a `<meta>` the first is ignored, and the second would break a page that is read over http.
HEADER_ONLY = frozenset(["frame-ancestors", *HTTPS_ONLY])
HOST = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$")
# What an attribute of an element makes a browser load, and the directive that governs it.
DIRECTIVES = {
    ("img", "src"): "img-src", ("img", "srcset"): "img-src", ("input", "src"): "img-src",
    ("video", "poster"): "img-src", ("video", "src"): "media-src", ("audio", "src"): "media-src",
    ("track", "src"): "media-src", ("form", "action"): "form-action",
    ("button", "formaction"): "form-action", ("input", "formaction"): "form-action",
    ("image", "href"): "img-src", ("image", "xlink:href"): "img-src",  # of SVG
    ("script", "src"): "script-src", ("script", "href"): "script-src",
    ("script", "xlink:href"): "script-src", ("link", "href"): "style-src",
    ("iframe", "src"): "frame-src", ("frame", "src"): "frame-src",
    ("object", "data"): "object-src", ("embed", "src"): "object-src",
    **{(part, "background"): "img-src" for part in TABLE_PARTS},
}  # fmt: skip
PASSIVE = frozenset(["form-action", "img-src", "media-src"])
INLINE_DIRECTIVES = {"script": "script-src", "style": "style-src"}
MOST_ORIGINS = 20  # origins of a directive in a header, which some hosts cut at 2,000 characters


def merge_policies(*policies: Policy) -> Policy:
    """Return one policy that allows what any of some policies allows."""
    merged: dict[str, frozenset[str]] = {}
    for policy in policies:
        for directive, sources in policy.items():
            merged[directive] = merged.get(directive, frozenset()) | sources
    return {name: sources - NONE or sources for name, sources in merged.items()}


def strict_policy(settings: Settings) -> Policy:
    """Return the policy of a page without needs: in production on https, http becomes https."""
    secure = settings.production and settings.url.startswith("https://")
    return merge_policies(STRICT, HTTPS_ONLY) if secure else STRICT


def render_policy(policy: Policy, *, meta: bool = False) -> str:
    """Return the text of a policy; `meta` leaves out the directives that only a header can have."""
    directives = sorted(policy, key=lambda name: (name != "default-src", name))
    return "; ".join(
        " ".join([name, *sorted(policy[name])])
        for name in directives
        if not (meta and name in HEADER_ONLY)
    )


def shorten_policy(policy: Policy) -> Policy:
    """Return a policy with schemes instead of origins in each directive of too many origins."""
    return {
        name: frozenset(map(_scheme, sources)) if len(sources) > MOST_ORIGINS else sources
        for name, sources in policy.items()
    }


def _scheme(source: str) -> str:
    if source.startswith("'") or source.endswith(":"):
        return source
    return "https:" if source.startswith("https://") else "http:"  # http: allows https: as well


def csp_source(url: str) -> str | None:
    """Return the source that allows a URL, such as `https://example.org`, `'self'` or `data:`.

    None for a URL that no browser loads, or that no source can name.
    """
    if is_internal(url):
        return "'self'"
    try:
        parts = urlsplit(url)
        if parts.scheme == "data":
            return "data:"
        host = encode_host(parts.hostname or "")
        host += f":{parts.port}" if parts.port else ""
    except (ValueError, InvalidUrlError):  # no browser loads it
        return None
    if parts.scheme not in ("http", "https", "") or not HOST.match(host):
        return None
    return f"{parts.scheme}://{host}" if parts.scheme else host


def required_policy(root: Element, *, active: bool) -> Policy:
    """Return the policy that the tree of a body needs beyond `STRICT`.

    Scripts, styles, frames and objects are allowed only where the body may be `active`.
    """
    policy: dict[str, set[str]] = defaultdict(set)
    for element in elements(root):
        name, parent = element.tag.lower(), element.parent
        above = parent.tag if isinstance(parent, Element) else ""
        values = attributes(element)
        for directive, source in loaded_sources(name, above, values):
            if active or directive in PASSIVE:
                policy[directive].add(source)
        if active:
            for directive, source in inline_sources(name, element.text, values):
                policy[directive].add(source)
    if "'self'" in policy["frame-src"]:
        policy["frame-ancestors"].add("'self'")
    return {name: frozenset(sources) for name, sources in policy.items() if sources}


def loaded_sources(name: str, parent: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (directive, source) for each file that an element loads, and each target of a form.

    `parent` is the name of the element above it, `values` are its attributes.
    """
    if name == "source":  # of a `<picture>`, `<video>` or `<audio>`
        name = "img" if parent == "picture" else "video"
    if name == "form" and not values.get("action"):  # submitted to its own page
        yield "form-action", "'self'"
    for attribute, value in values.items():
        directive = DIRECTIVES.get((name, attribute))
        if not directive:
            continue
        urls = (
            (url for url, _ in srcset_candidates(value))
            if attribute in SRCSETS
            else [value.strip()]
        )
        yield from ((directive, source) for url in urls if (source := csp_source(url)))


def inline_sources(name: str, text: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (directive, source) for what runs in the page itself: scripts, styles, handlers."""
    if name in INLINE_DIRECTIVES and text:
        yield INLINE_DIRECTIVES[name], hash_source(text)
    for attribute, value in values.items():
        if attribute.startswith("on") or attribute == "style":
            directive = "style-src" if attribute == "style" else "script-src"
            yield from ((directive, "'unsafe-hashes'"), (directive, hash_source(value)))


def hash_source(text: str) -> str:
    """Return the source that allows an inline script or style of this text."""
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def remove_styles(root: Element) -> list[str]:
    """Remove the `style` attributes of a tree, in place; return their values."""
    styled = [element for element in elements(root) if "style" in element.attrs]
    values = [element.attr("style") or "" for element in styled]
    for element in styled:
        del element.attrs["style"]
    return values


def widest_policy(policies: Iterable[Policy]) -> Policy:
    """Return the policy of a header that is sent with all pages: what any of them needs."""
    return shorten_policy(merge_policies(STRICT, *policies))
