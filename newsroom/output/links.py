"""Links of writers: what they may name, and the URL that each becomes on its page."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import quote, unquote, urljoin, urlsplit

from newsroom.config.entity_kinds import KINDS
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.suggestions import suggestion
from newsroom.output.link_advice import BrokenLink, Candidates, advise
from newsroom.urls.hosts import InvalidHostError, encode_netloc
from newsroom.urls.urls import PLACEHOLDER, is_internal, source_file

ORIGIN = re.compile(r"https?://[^/?#]*")


class LinkError(UserError):
    """A link that cannot be resolved, with the code, the message and the advice of a diagnostic."""

    def __init__(self, code: str, message: str, advice: str = "correct it") -> None:
        super().__init__(f"{message}; {advice}")
        self.code, self.message, self.advice = code, message, advice


@dataclass(frozen=True)
class LinkTargets:
    """All that a link of this site may name. URLs are paths without a slash at their start.

    `sources` and `files` map paths under `content/` to URLs; `names` maps `tag`, `category`,
    `author` and the kinds of entities to URLs by lower-case name; `anchors` maps a URL to the ids
    of its page; `urls` are those of all pages and files; `redirects` maps an old URL to the new
    one; `withheld` are paths of drafts and scheduled posts. `base` is the path of the site.
    """

    sources: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    urls: frozenset[str] = frozenset()
    redirects: Mapping[str, str] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    base: str = ""
    existing: Callable[[], Iterable[str]] = field(default=tuple, compare=False)
    """Returns the paths of all files under `content/`, published or not."""
    resolved: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    """What links from the top of the site mean, as far as that was asked: the same on each page."""


def resolve_link(url: str, folder: str, page: str, targets: LinkTargets) -> str:
    """Return the URL to print for one that is written in a file of `folder`.

    `page` is the URL of the page of that file. A URL of another site is returned as it is. Raises
    `LinkError` for a link without a target.
    """
    if url in targets.resolved:
        return targets.resolved[url]
    if url[:1] == "#" and "%" not in url and url[1:] in targets.anchors.get(page, ()):
        return url  # a long post has hundreds of them
    placeholder = PLACEHOLDER.match(url)
    if not placeholder and not is_internal(url):
        _check_external(url)
        return url
    result = _resolve_internal(url, placeholder, folder, page, targets)
    if (placeholder["rest"] if placeholder else url).startswith("/"):
        targets.resolved[url] = result
    return result


def _resolve_internal(
    url: str, placeholder: re.Match[str] | None, folder: str, page: str, targets: LinkTargets
) -> str:
    """Return the URL to print for one of this site, as `resolve_link` does."""
    parts = urlsplit(placeholder["rest"] if placeholder else url)
    if placeholder and placeholder["what"] not in ("filename", "static", "attach"):
        target = _resolve_name(placeholder["what"], unquote(parts.path), targets)
    elif parts.path:
        target = _resolve_path(url, parts.path, folder, page, targets)
    else:
        target = page
    fragment = _resolve_anchor(url, parts.fragment, targets.anchors.get(target))
    if not placeholder and not parts.path and fragment == parts.fragment:
        return url  # a fragment or a query of the page itself
    query = f"?{parts.query}" if parts.query else ""
    path = f"{targets.base}/{target}" if placeholder or parts.path else ""
    return f"{path}{query}" + (f"#{fragment}" if fragment else "")


def _check_external(url: str) -> None:
    origin = ORIGIN.match(url)
    try:
        _check_origin(origin.group() if origin else url)
    except InvalidHostError as error:
        raise LinkError("link/invalid-url", f'invalid URL "{url}"', str(error)) from None
    except ValueError:
        raise LinkError("link/invalid-url", f'invalid URL "{url}"') from None


@cache
def _check_origin(url: str) -> None:
    """Raise `ValueError` for a URL whose host no browser can find; most links share theirs."""
    encode_netloc(urlsplit(url).netloc)


def _resolve_anchor(url: str, escaped: str, anchors: frozenset[str] | None) -> str:
    """Return the fragment to print, percent-encoded, if the ids of the page are known.

    GitHub and others write `a--b` for the heading “A & B”, which is `a-b` here: what differs in
    dashes and case alone is the same. Raises `LinkError` for a fragment that is missing. `#top` is
    the top of any page, https://html.spec.whatwg.org/#scroll-to-the-fragment-identifier
    """
    fragment = unquote(escaped)
    if fragment in ("", "top") or anchors is None or fragment in anchors:
        return escaped
    same = [anchor for anchor in anchors if _dashed(anchor) == _dashed(fragment)]
    if len(same) != 1:
        advice = suggestion(escaped, anchors) or "correct it"
        message = f'link "{url}": anchor "{escaped}" not found'
        raise LinkError("link/missing-anchor", message, advice)
    return quote(same[0])


def _dashed(anchor: str) -> str:
    """Return an anchor in lower case with one dash between words."""
    return re.sub("[-_]+", "-", anchor).strip("-").casefold()


def _resolve_name(kind: str, name: str, targets: LinkTargets) -> str:
    """Return the URL of a tag, a category, an author or an entity."""
    if kind == "index":
        return ""
    if kind not in targets.names:
        advice = "write {filename} or {static}"
        raise LinkError("link/unknown-placeholder", f"unknown placeholder {{{kind}}}", advice)
    names = targets.names[kind]
    if name.casefold() not in names:
        reason = (
            "has no page" if kind in KINDS else "not found in any post"
        )  # some posts make a hub
        advice = suggestion(name, names) or "correct it"
        raise LinkError("link/unknown-name", f'{kind} "{name}" {reason}', advice)
    return names[name.casefold()]


def _resolve_path(url: str, path: str, folder: str, page: str, targets: LinkTargets) -> str:
    """Return the URL of a source file, a static file or a page."""
    file = source_file(url, folder) or ""
    if file in targets.sources:
        return targets.sources[file]
    if file in targets.files:
        return quote(targets.files[file])
    if file in targets.withheld:
        advice = "remove it or publish that post"
        raise LinkError("link/withheld", f'link "{url}" names a post that is not public', advice)
    target = urljoin(f"/{page}", path).lstrip("/")
    for old in (unquote(target), f"{unquote(target)}/"):
        if old in targets.redirects:
            return targets.redirects[old]
    for page_url in (target, f"{target}/"):  # servers add the slash that a link lacks
        if page_url in targets.urls or unquote(page_url) in targets.urls:
            return page_url
    advice = advise(BrokenLink(url, path, file, target), _candidates(page, targets))
    raise LinkError("link/not-found", f'link "{url}" not found', advice)


def _candidates(page: str, targets: LinkTargets) -> Candidates:
    """Return what a link of a page may have meant, the copy of the page apart."""
    return Candidates(
        posts={*targets.sources, *targets.withheld},
        files={*targets.files, *targets.existing()} - {*targets.sources, *targets.withheld},
        urls=targets.urls - {f"{page}index.md"},
    )
