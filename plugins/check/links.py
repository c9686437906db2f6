"""Replaces every internal link of every body by the URL that it means, or reports it.

Gives every body `resolved_links`: the URL that is printed by the one that is written.

A link may name a source file (`other-post.md`, `{filename}/posts/2025/x.md`), an image or file
beside the post or under `content/`, a tag, category, author or entity with a hub (`{tag}AI`,
`{company}OpenAI`), or a URL of the site (`/about/`), an old one too; its fragment must exist as
well. An image without alt text is an error; a file that browsers would fetch from another site is
a warning.

Needs: front_matter, attachments, period_archives, author_bios, entity_hubs, redirects, and the
URLs of feeds.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from pelican import signals

from newsroom.config.entity_kinds import KINDS
from newsroom.config.schema import locate_setting
from newsroom.content.article import Content
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.html.link_attributes import replace_urls
from newsroom.html.outline import Outline
from newsroom.html.tree import parse_html, stable_html
from newsroom.output.links import LinkError, LinkTargets, resolve_link
from newsroom.urls.urls import is_internal
from plugins.adapter import (
    Generator,
    all_bodies,
    all_contents,
    all_urls,
    articles_generator,
    find_source_line,
    get_report,
    get_site,
    source_path,
    static_urls,
    theme_urls,
)

NO_LINK = re.compile("(?!)")
Problem = tuple[str, str, str, str]  # the URL as written, a code, a message and an advice


def link_targets(generators: list[Generator]) -> LinkTargets:
    """Return all that links may name, from the generators of Pelican."""
    g, contents, files = (
        articles_generator(generators),
        all_contents(generators),
        static_urls(generators),
    )
    context, raw = g.context, g.settings
    terms = {
        "category": context["categories"],
        "tag": context["tags"],
        "author": context["authors"],
    }
    names = {kind: {t.name.casefold(): t.url for t, _ in pairs} for kind, pairs in terms.items()}
    names |= {kind: {} for kind in KINDS}
    for hub in context["entity_hubs"]:
        names[hub.entity.kind][hub.entity.name.casefold()] = hub.entity.url
    redirects = {redirect.old: redirect.new for redirect in context["redirects"]}
    top = f"{Path(raw['PATH']).name}/"
    return LinkTargets(
        sources={source_path(content): content.url for content in contents},
        files=files,
        names=names,
        anchors={content.url: content.outline.anchors for content in contents},
        urls=frozenset(all_urls(generators)),
        redirects=redirects | theme_urls(generators),
        withheld=frozenset(f.removeprefix(top) for f in get_report(generators).withheld),
        base=get_site(generators).base,
    )


def resolve_links(generators: list[Generator]) -> None:
    """Resolve the links of all bodies, and of the navigation."""
    targets = link_targets(generators)
    resolve_bodies(generators, targets)
    attach_navigation(generators, targets)


def resolve_bodies(generators: list[Generator], targets: LinkTargets) -> None:
    """Replace the links in every body; report those without a target, and images without alt."""
    folder, report = articles_generator(generators).path, get_report(generators)
    for body in all_bodies(generators):
        outline = body.outline
        problems = [*resolve_body(body, targets), *missing_alt(outline), *external_files(outline)]
        for url, code, message, advice in problems:
            line = find_source_line(body, folder, url)
            report.add(Diagnostic(body.front_matter.file, line, code, message, advice))


def attach_navigation(generators: list[Generator], targets: LinkTargets) -> None:
    """Give templates `navigation`: the entries of NAVIGATION whose links have a target."""
    context = articles_generator(generators).context
    context["navigation"] = []
    for link in get_site(generators).navigation:
        try:
            resolve_link(link.url, "", "", targets)
        except LinkError as error:
            message = f'navigation entry "{link.name}" is left out: {error.message}'
            where = locate_setting("NAVIGATION")
            report = get_report(generators)
            report.add(Diagnostic(*where, "navigation/not-found", message, error.advice))
        else:
            context["navigation"].append(link)


def resolve_body(body: Content, targets: LinkTargets) -> list[Problem]:
    """Replace the links in a body; return a problem for each without a target."""
    problems: list[Problem] = []
    folder, page = posixpath.dirname(source_path(body)), body.url
    body.resolved_links = {}

    def replace(url: str) -> str:
        try:
            body.resolved_links[url] = resolve_link(url, folder, page, targets)
        except LinkError as error:
            problems.append((url, error.code, error.message, error.advice))
        return str(body.resolved_links.get(url, url))

    tree = parse_html(body._content)
    replace_urls(tree, replace)
    body._content = stable_html(tree)
    return problems


def missing_alt(outline: Outline) -> Iterator[Problem]:
    """Yield a problem for each image without text for those who cannot see it."""
    advice = "describe the image in the brackets of ![…](…)"
    for url, alt in outline.images:
        if not alt:
            yield url, "image/missing-alt", f'image "{url}" has no alt text', advice


def external_files(outline: Outline) -> Iterator[Problem]:
    """Yield a problem for each file that every reader would fetch from another site."""
    advice = "copy it into content/images/"
    for url in outline.loads:
        if not is_internal(url) and not url.startswith("data:"):
            message = f'every reader fetches "{url}" from another site'
            yield url, "link/external-file", message, advice


def find_no_links(content: Content) -> None:
    """Keep Pelican from replacing links: it changes HTML by a regular expression."""
    content._get_intrasite_link_regex = lambda: NO_LINK


def register() -> None:
    """Run once every URL is known."""
    signals.content_object_init.connect(find_no_links)
    signals.all_generators_finalized.connect(resolve_links)
