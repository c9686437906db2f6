"""Redirects from old URLs to new ones: writes `/_redirects`, and a page at each old URL.

Posts and pages name their old URLs in `aliases`: a path (`/2024/05/old.html`), a URL with the host
of this site, or the old slug alone for the same folder. Templates get `redirects`. The lines are in
the form of Netlify and Cloudflare; the pages are for servers that read no such file. `links`
resolves links to an old URL. The lines of `content/static/_redirects` follow.

Takes `entity_redirects` from the context too: (old, new) paths. Needs: every URL.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pelican import signals

from newsroom.config.schema import Settings
from newsroom.content.article import Content
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.output.aliases import AliasError, alias_path, page_file
from newsroom.site.output_files import OutputFile, OutputFiles, difference
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

    @property
    def output_file(self) -> OutputFile:
        """The file of the page at the old path."""
        url, redirect = self.redirect.file.removesuffix("index.html"), self.redirect
        label, location = f"the redirect of {self.path}", (self.path, self.line)
        values = {"redirect": redirect}
        return OutputFile(
            url, "redirect", label, location, template="redirect", values=lambda: values
        )

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


def accept_redirects(
    requests: Iterable[RedirectRequest], files: OutputFiles
) -> tuple[list[PageRedirect], list[Diagnostic]]:
    """Return the redirects whose old path is free, sorted, and an error for each other one.

    `files` has the files of the site, and those of the returned redirects in the end. Chains
    cannot result: a redirect never replaces a page.
    """
    redirects, errors = [], []
    for request in requests:
        file = request.output_file
        if owner := files.owner_of(file.url):
            errors.append(conflict(request, owner))
        elif above := files.file_above(file.url):
            problem = f"is below /{above.url}, the URL of {above.label}"
            errors.append(request.error("redirect/conflict", problem, "remove it"))
        elif below := files.file_below(file.url):
            problem = f"is a folder of /{below.url}, the URL of {below.label}"
            errors.append(request.error("redirect/conflict", problem, "remove it"))
        else:
            files.add(file)
            redirects.append(request.redirect)
    return sorted(redirects), errors


def conflict(request: RedirectRequest, owner: OutputFile) -> Diagnostic:
    """Return the error of an old path at which there is another file."""
    old, new = request.redirect.old, request.redirect.new
    if owner.kind == "redirect":
        path, _ = owner.location
        if path == request.path:
            return request.error("redirect/conflict", "is used twice", "keep one of them")
        problem, advice = f"is already used by {path}", "keep it in one of them"
        return request.error("redirect/conflict", problem, advice)
    if new == owner.url:
        return request.error("redirect/loop", "is the URL of the page itself", "remove it")
    problem = f"is already used by {owner.label}{difference(old, owner.url)}"
    return request.error("redirect/conflict", problem, "remove it")


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
    files = OutputFiles(OutputFile(url, "file", label) for url, label in used.items())
    redirects, errors = accept_redirects(requests, files)
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
