"""Old addresses that lead to new ones: writes `/_redirects`, and a page at each old address.

Posts and pages name their old addresses in `aliases`: a path (`/2024/05/old.html`), a whole address
on this site, or the old slug alone for the same folder. Templates get `redirects`. The lines are in
the form of Netlify and Cloudflare; the pages are for servers that read no such file. `links`
resolves links to an old address. Lines of the writer's own (`content/static/_redirects`) follow.

Takes `entity_redirects` from the context too: (old, new) paths. Needs: every address.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pelican import signals

from newsroom.config.schema import Site
from newsroom.content.article import Content
from newsroom.diagnostics.report import Report
from newsroom.output.aliases import AliasError, file_of, old_address
from plugins.adapter import (
    Generator,
    articles_generator,
    every_address,
    every_content,
    report_of,
    site_of,
    take_static,
    theme_files,
)

ENTITIES = "content/entities.yaml"
# Files that stand at the top of every site, whichever plugin writes them.
OF_THE_SITE = ("_headers", "_redirects", "search/")


@dataclass(frozen=True, order=True)
class Redirect:
    """From one path of the site to another; `title` is that of what is there now, or ""."""

    old: str
    new: str
    title: str = ""
    lang: str = ""

    @property
    def file(self) -> str:
        """The file that answers at the old address."""
        return file_of(self.old)


@dataclass(frozen=True)
class Claim:
    """A redirect and who asked for it: a file, a line, and the words for it in a sentence."""

    redirect: Redirect
    file: str
    line: int
    said: str


def claims(contents: Iterable[Content], site: Site, report: Report) -> Iterator[Claim]:
    """What the aliases of posts and pages ask for, in the order of files."""
    for content in sorted(contents, key=lambda content: str(content.front_matter.file)):
        front = content.front_matter
        for alias in front.aliases:
            try:
                old = old_address(alias, content.url, site)
            except AliasError as error:
                sentence = f'aliases holds "{alias}", {error}'
                report.refuse(front.file, front.line("aliases"), sentence)
            else:
                redirect = Redirect(old, content.url, content.title, content.lang)
                yield Claim(redirect, front.file, front.line("aliases"), f'aliases holds "{alias}"')


def folded(address: str) -> str:
    """What addresses share that are one file on some systems: case, and ways to write accents."""
    return unicodedata.normalize("NFC", address).casefold().rstrip("/")


def settle(claimed: Iterable[Claim], taken: Mapping[str, str], report: Report) -> list[Redirect]:
    """The redirects whose old address is free, sorted; a sentence for each other one.

    `taken` tells what stands at each address. A chain cannot come about: what leads on is no page.
    """
    there = {folded(address): (address, what) for address, what in taken.items()}
    files = {folded(address) for address in taken if not address.endswith("/")} - {""}
    asked: dict[str, str] = {}
    found = []
    for claim in claimed:
        redirect, name = claim.redirect, folded(claim.redirect.old)
        if below := next((path for path in folders(name) if path in files), ""):
            sentence = f"which is below the address of {there[below][1]}; remove it"
        elif asked.get(name) == claim.file:
            sentence = "and so does another of its aliases; keep one of them"
        elif name in asked:
            sentence = f"and so does {asked[name]}; keep it in one of them"
        elif name in there:
            sentence = against(redirect, *there[name])
        else:
            asked[name] = claim.file
            found.append(redirect)
            continue
        report.refuse(claim.file, claim.line, f"{claim.said}, {sentence}")
    return sorted(found)


def against(redirect: Redirect, address: str, what: str) -> str:
    """Why an old address that is `address` cannot redirect."""
    if redirect.new == address:
        return "which is the address it has now; remove it"
    case = ", for capitals make no difference" if file_of(redirect.old) != file_of(address) else ""
    return f"which is the address of {what}{case}; remove it"


def folders(name: str) -> list[str]:
    """`a` and `a/b` for `a/b/c`."""
    parts = name.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def redirect_lines(redirects: Iterable[Redirect], base: str) -> str:
    """`/old/ /new/ 301`, one line each, percent-encoded (RFC 3986), so that `*` is a sign."""
    return "".join(f"{base}/{quote(r.old)} {base}/{quote(r.new)} 301\n" for r in redirects)


def collect_redirects(generators: list[Generator]) -> None:
    """`redirects` for templates and links, `redirect_lines` for the file."""
    site, report = site_of(generators), report_of(generators)
    context = articles_generator(generators).context
    asked = list(claims(every_content(generators), site, report))
    for old, new in context.get("entity_redirects", ()):
        asked.append(Claim(Redirect(old, new), ENTITIES, 1, f'an old name leads to "/{old}"'))
    own = take_static(generators, "_redirects")
    taken = dict.fromkeys([*OF_THE_SITE, *theme_files(generators)], "a file of the site")
    taken |= every_address(generators) if asked else {}
    redirects = settle(asked, taken, report)
    context["redirects"] = tuple(redirects)
    context["redirect_lines"] = redirect_lines(redirects, site.base) + own


def write_redirects(generator: Generator, writer: Any) -> None:
    """The file, and the pages from theme/templates/redirect.html."""
    context, template = generator.context, generator.get_template("redirect")
    for redirect in context["redirects"]:
        writer.write_file(redirect.file, template, context, redirect=redirect)
    file = Path(writer.output_path) / "_redirects"
    file.write_text(context["redirect_lines"], encoding="utf-8")


def register() -> None:
    """Addresses before links are resolved, files when Pelican has written the rest."""
    signals.all_generators_finalized.connect(collect_redirects)
    signals.article_writer_finalized.connect(write_redirects)
