"""What a link may lead to, and the address that a link as written leads to."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urljoin, urlsplit

from newsroom.config.entity_kinds import KINDS
from newsroom.diagnostics.suggestions import did_you_mean, nearest
from newsroom.urls.urls import PLACEHOLDER, is_internal, source_file


class LinkError(ValueError):
    """A link that leads nowhere; its text says why."""


@dataclass(frozen=True)
class Destinations:
    """All that a link may lead to.

    `sources` and `files` map paths under `content/` to addresses without a leading slash;
    `names` maps `tag`, `category`, `author` and the kinds of entities to addresses by lower-case
    name; `anchors` maps an address to the ids of its page; `moved` an old address to the one
    that took its place; `held_back` are paths of drafts and
    scheduled posts.
    """

    sources: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    addresses: frozenset[str] = frozenset()
    moved: Mapping[str, str] = field(default_factory=dict)
    held_back: frozenset[str] = frozenset()
    base: str = ""


def resolve(address: str, folder: str, here: str, known: Destinations) -> str:
    """The address to print for an address as written in a file of `folder`, whose page is `here`.

    Raises `LinkError` where nothing is there. Addresses of other sites come back as they are.
    """
    placeholder = PLACEHOLDER.match(address)
    if not placeholder and not is_internal(address):
        return _elsewhere(address)
    parts = urlsplit(placeholder["rest"] if placeholder else address)
    if placeholder and placeholder["what"] not in ("filename", "static", "attach"):
        target = _named(placeholder["what"], unquote(parts.path), known)
    elif parts.path:
        target = _located(address, parts.path, folder, here, known)
    else:
        target = here
    anchors = known.anchors.get(target)
    # `#top` is the top of any page, https://html.spec.whatwg.org/#scroll-to-the-fragment-identifier
    fragment = unquote(parts.fragment)
    if fragment not in ("", "top") and anchors is not None and fragment not in anchors:
        near = did_you_mean(parts.fragment, anchors)
        raise LinkError(f'leads to a page without an anchor "{parts.fragment}"{near}')
    if not placeholder and not parts.path:
        return address  # a fragment or a query of the page itself
    query = f"?{parts.query}" if parts.query else ""
    return f"{known.base}/{target}{query}" + (f"#{parts.fragment}" if parts.fragment else "")


def _elsewhere(address: str) -> str:
    try:
        urlsplit(address)
    except ValueError:
        raise LinkError("is no address that browsers can read; correct it") from None
    return address


def _named(what: str, name: str, known: Destinations) -> str:
    if what == "index":
        return ""
    if what not in known.names:
        raise LinkError(f"has the unknown placeholder {{{what}}}; write {{filename}} or {{static}}")
    names = known.names[what]
    if name.casefold() not in names:
        lack = "has no page" if what in KINDS else "no post has"  # some posts make no hub
        article = "an" if what == "author" else "a"
        raise LinkError(f"names {article} {what} that {lack}{did_you_mean(name, names)}")
    return names[name.casefold()]


def _located(address: str, path: str, folder: str, here: str, known: Destinations) -> str:
    """The address of a source file, a static file or a page."""
    file = source_file(address, folder) or ""
    if file in known.sources:
        return known.sources[file]
    if file in known.files:
        return quote(known.files[file])
    if file in known.held_back:
        raise LinkError("leads to a post that is not public yet; remove it or publish that post")
    target = urljoin(f"/{here}", path).lstrip("/")
    if unquote(target) in known.moved:
        return known.moved[unquote(target)]
    top = re.sub(r"(^|/)page/\d+/$", r"\1", target)  # pages of a list come and go with its posts
    if top in known.addresses or unquote(top) in known.addresses:
        return target
    raise LinkError(f"leads nowhere{_suggestion(path, file, target, here, known)}")


def _suggestion(path: str, file: str, target: str, here: str, known: Destinations) -> str:
    """The source file, picture or page that was probably meant."""
    if path.endswith((".md", ".markdown")):
        near = _nearest_file(file, {*known.sources, *known.held_back})
        otherwise = "; no such post is there"
    elif posixpath.splitext(path)[1]:
        near = _nearest_file(file, known.files)
        otherwise = "; put the file beside the post or in content/"
    else:
        near = nearest(target, known.addresses - {here, f"{here}index.md"})
        otherwise = "; no such page is there"
    return f'; did you mean "/{near}"?' if near else otherwise


def _nearest_file(file: str, known: Iterable[str]) -> str | None:
    """The path whose name is most like that of `file`; folders make no names alike."""
    by_name = {posixpath.basename(path): path for path in sorted(known)}
    near = nearest(posixpath.basename(file), by_name)
    return by_name[near] if near else None
