"""Redirects from old URLs to new ones: writes `/_redirects`, and a page at each old URL.

Posts and pages name their old URLs in `aliases`: a path (`/2024/05/old.html`), a URL with the host
of this site, or the old slug alone for the same folder. Templates get `redirects`. The lines are in
the form of Netlify and Cloudflare; the pages are for servers that read no such file. `links`
resolves links to an old URL. The lines of `content/static/_redirects` follow.

Takes `entity_redirects` from the context too: (old, new) paths. Needs: every URL.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pelican import signals

from newsroom.config.schema import Settings
from newsroom.content.article import Content
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.output.aliases import AliasError, alias_path, page_file
from plugins.adapter import (
    Generator,
    all_contents,
    all_urls,
    articles_generator,
    get_report,
    get_site,
    take_static_file,
    theme_urls,
)

ENTITIES = "content/entities.yaml"
RESERVED = ("_headers", "_redirects", "search/")  # at the top of every site


@dataclass(frozen=True, order=True)
class PageRedirect:
    """From one path of the site to another; `title` is that of the page there, or ""."""

    old: str
    new: str
    title: str = ""
    lang: str = ""

    @property
    def file(self) -> str:
        """The file of the page at the old path."""
        return page_file(self.old)


@dataclass(frozen=True)
class RedirectRequest:
    """A redirect, the file and line that ask for it, and how a message names it."""

    redirect: PageRedirect
    path: str
    line: int
    label: str

    def error(self, code: str, problem: str, advice: str) -> Diagnostic:
        """Return the diagnostic of a problem with this request."""
        return Diagnostic(self.path, self.line, code, f"{self.label} {problem}", advice)


def requests_of(content: Content, settings: Settings) -> Iterator[RedirectRequest | Diagnostic]:
    """Yield a request for each alias of a post or page, or an error for an invalid one."""
    front = content.front_matter
    for alias in front.aliases:
        line, label = front.line("aliases"), f'alias "{alias}"'
        try:
            old = alias_path(alias, content.url, settings)
        except AliasError as error:
            message = f"invalid {label}: {error.message}"
            yield Diagnostic(front.file, line, "redirect/invalid-alias", message, error.advice)
        else:
            redirect = PageRedirect(old, content.url, content.title, content.lang)
            yield RedirectRequest(redirect, front.file, line, label)


def folded(path: str) -> str:
    """Return what paths share that are one file on some systems: without case, accents composed."""
    return unicodedata.normalize("NFC", path).casefold().rstrip("/")


def accept_redirects(
    requests: Iterable[RedirectRequest], used: Mapping[str, str]
) -> tuple[list[PageRedirect], list[Diagnostic]]:
    """Return the redirects whose old path is free, sorted, and an error for each other one.

    `used` maps each path of the site to what is there. Chains cannot result: a redirect never
    replaces a page.
    """
    pages = {folded(path): (path, what) for path, what in used.items()}
    files = {folded(path) for path in used if not path.endswith("/")} - {""}
    requested: dict[str, str] = {}
    redirects, errors = [], []
    for request in requests:
        name = folded(request.redirect.old)
        if below := next((path for path in folders(name) if path in files), ""):
            path, what = pages[below]
            problem = (f"is below /{path}, the URL of {what}", "remove it")
        elif requested.get(name) == request.path:
            problem = ("is used twice", "keep one of them")
        elif name in requested:
            problem = (f"is already used by {requested[name]}", "keep it in one of them")
        elif name in pages:
            errors.append(conflict(request, *pages[name]))
            continue
        else:
            requested[name] = request.path
            redirects.append(request.redirect)
            continue
        errors.append(request.error("redirect/conflict", *problem))
    return sorted(redirects), errors


def conflict(request: RedirectRequest, path: str, what: str) -> Diagnostic:
    """Return the error of an old path at which there is something else."""
    old, new = request.redirect.old, request.redirect.new
    if new == path:
        return request.error("redirect/loop", "is the URL of the page itself", "remove it")
    case = ", because case does not count" if page_file(old) != page_file(path) else ""
    return request.error("redirect/conflict", f"is already used by {what}{case}", "remove it")


def folders(path: str) -> list[str]:
    """Return the folders of a path: `a` and `a/b` for `a/b/c`."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def redirect_lines(redirects: Iterable[PageRedirect], base: str) -> str:
    """Return a line `/old/ /new/ 301` for each, percent-encoded (RFC 3986): `*` has no meaning."""
    return "".join(f"{base}/{quote(r.old)} {base}/{quote(r.new)} 301\n" for r in redirects)


def collect_redirects(generators: list[Generator]) -> None:
    """Set `redirects` for templates and links, and `redirect_lines` for the file."""
    settings, report = get_site(generators), get_report(generators)
    context = articles_generator(generators).context
    requests = []
    contents = sorted(all_contents(generators), key=lambda c: str(c.front_matter.file))
    for request in (request for content in contents for request in requests_of(content, settings)):
        if isinstance(request, Diagnostic):
            report.add(request)
        else:
            requests.append(request)
    for old, new in context.get("entity_redirects", ()):
        label = f'URL of an old name "/{old}"'
        requests.append(RedirectRequest(PageRedirect(old, new), ENTITIES, 1, label))
    lines = take_static_file(generators, "_redirects")
    used = dict.fromkeys([*RESERVED, *theme_urls(generators)], "a file of the site")
    used |= all_urls(generators) if requests else {}
    redirects, errors = accept_redirects(requests, used)
    report.add(*errors)
    context["redirects"] = tuple(redirects)
    context["redirect_lines"] = redirect_lines(redirects, settings.base) + lines


def write_redirects(generator: Generator, writer: Any) -> None:
    """Write `/_redirects`, and the pages from theme/templates/redirect.html."""
    context, template = generator.context, generator.get_template("redirect")
    for redirect in context["redirects"]:
        writer.write_file(redirect.file, template, context, redirect=redirect)
    file = Path(writer.output_path) / "_redirects"
    file.write_text(context["redirect_lines"], encoding="utf-8")


def register() -> None:
    """Collect before links are resolved, write when Pelican has written the rest."""
    signals.all_generators_finalized.connect(collect_redirects)
    signals.article_writer_finalized.connect(write_redirects)
