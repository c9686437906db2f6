"""Redirects from old URLs to new ones: a line of `/_redirects` and a page at each old URL.

Posts and pages name their old URLs in `aliases`: a path (`/2024/05/old.html`), a URL with the host
of this site, or the old slug alone for the same folder; a `permalink` is that of another generator.
Hubs keep the URLs of old names. The lines are in the form of Netlify and Cloudflare; the pages are
for servers that read no such file. `links` resolves links to an old URL. The lines of
`content/static/_redirects` follow.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, unquote

from newsroom.config.schema import Settings
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.output.aliases import AliasError, alias_path, page_file
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Entry
from newsroom.site.host_files import added_lines
from newsroom.site.lists import PageRedirect
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile, OutputFiles, difference

ENTITIES = "content/entities.yaml"
FILE = "_redirects"


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
        url = page_file(self.redirect.old).removesuffix("index.html")
        label, location = f"the redirect of {self.path}", (self.path, self.line)
        values = partial(dict[str, object], redirect=self.redirect)
        return OutputFile(url, "redirect", label, location, template="redirect", values=values)

    def error(self, code: str, problem: str, advice: str) -> Diagnostic:
        """Return the diagnostic of a problem with this request."""
        return Diagnostic(self.path, self.line, code, f"{self.label} {problem}", advice)


def requests_of(entry: Entry, settings: Settings) -> Iterator[RedirectRequest | Diagnostic]:
    """Yield a request for each old URL of a post or page, or an error for an invalid one.

    A permalink that is the URL of the page itself needs none.
    """
    front = entry.front_matter
    old_urls = [("permalink", front.permalink)] if front.permalink else []
    for key, alias in (*old_urls, *(("aliases", alias) for alias in front.aliases)):
        line, label = front.line(key), f'{"alias" if key == "aliases" else key} "{alias}"'
        try:
            old = alias_path(alias, entry.url, settings)
        except AliasError as error:
            message = f"invalid {label}: {error.message}"
            yield Diagnostic(front.file, line, "redirect/invalid-alias", message, error.advice)
            continue
        if key == "aliases" or old.casefold() != unquote(entry.url).casefold():
            redirect = PageRedirect(old, entry.url, entry.title, entry.lang)
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


def hub_requests(redirects: Iterable[tuple[str, str]]) -> Iterator[RedirectRequest]:
    """Yield a request for each pair of the old path of a hub and its path."""
    for old, new in redirects:
        label = f'URL of an old name "/{old}"'
        yield RedirectRequest(PageRedirect(old, new), ENTITIES, 1, label)


def collect_redirects(site: Site) -> None:
    """Set `site.redirects`, and add a page for each to the files of the site."""
    entries = sorted(site.entries, key=lambda entry: entry.path)
    aliases = [request for entry in entries for request in requests_of(entry, site.settings)]
    requests = [request for request in aliases if isinstance(request, RedirectRequest)]
    requests += hub_requests(site.entity_redirects)
    redirects, errors = accept_redirects(requests, site.files)
    site.redirects = tuple(redirects)
    site.report.add(*(error for error in aliases if isinstance(error, Diagnostic)), *errors)


def redirects_file(site: Site) -> Iterator[OutputFile]:
    """Yield the file `/_redirects`."""
    data = partial(render_redirect_rules, site, added_lines(site, FILE))
    yield OutputFile(FILE, "file", "a file of the site", data=data)


def render_redirect_rules(site: Site, added: str) -> bytes:
    """Return the text of the file, which ends in lines that the project has added."""
    return (redirect_lines(site.redirects, site.settings.base) + added).encode()


PLUGIN = Plugin(
    __name__,
    phase="check",
    needs=[
        "site.files",
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.pages",
        "site.entity_redirects",
        "site.static_files",
    ],
    provides=["site.redirects"],
    run=collect_redirects,
    files=redirects_file,
    update=unaffected,
)
register = PLUGIN.register
