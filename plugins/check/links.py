"""Every internal link of every body becomes the address it means, or a mistake with its line.

Gives every body `resolved_links`: the URL that is printed by the one that is written.

A link may name a source file (`other-post.md`, `{filename}/posts/2025/x.md`), a picture or file
beside the post or under `content/`, a tag, category, author or entity with a hub (`{tag}AI`,
`{company}OpenAI`), or an address of the site (`/about/`), an old one too; its fragment has to exist
as well. A picture without alt text is refused; one that browsers would fetch from another site is
a warning.

Needs: front_matter, attachments, period_archives, author_bios, entity_hubs, redirects, and the
feeds' addresses.
"""

import posixpath
import re
from functools import partial
from pathlib import Path

from pelican import signals

from newsroom.config.entity_kinds import KINDS
from newsroom.config.schema import locate_setting
from newsroom.content.article import Content
from newsroom.html.link_attributes import replace_urls
from newsroom.html.outline import Outline
from newsroom.html.tree import parse_html, stable_html
from newsroom.output.links import Destinations, LinkError, resolve
from newsroom.urls.urls import is_internal
from plugins.adapter import (
    Generator,
    articles_generator,
    every_address,
    every_body,
    every_content,
    report_of,
    site_of,
    source_line,
    source_path,
    static_files,
    theme_files,
)

NO_LINK = re.compile("(?!)")


def folder_of(content: Content) -> str:
    """The folder of a source file, from `content/`."""
    return posixpath.dirname(source_path(content))


def destinations(generators: list[Generator]) -> Destinations:
    """All that there is to link to, from what the generators hold."""
    g, contents, files = (
        articles_generator(generators),
        every_content(generators),
        static_files(generators),
    )
    context, settings = g.context, g.settings
    terms = {
        "category": context["categories"],
        "tag": context["tags"],
        "author": context["authors"],
    }
    names = {kind: {t.name.casefold(): t.url for t, _ in found} for kind, found in terms.items()}
    names |= {kind: {} for kind in KINDS}
    for hub in context["entity_hubs"]:
        names[hub.entity.kind][hub.entity.name.casefold()] = hub.entity.url
    sources = {source_path(content): content.url for content in contents}
    moved = {redirect.old: redirect.new for redirect in context["redirects"]}
    top = f"{Path(settings['PATH']).name}/"
    return Destinations(
        sources=sources,
        files=files,
        names=names,
        anchors={content.url: content.outline.anchors for content in contents},
        addresses=frozenset(every_address(generators)),
        moved=moved | theme_files(generators),
        held_back=frozenset(f.removeprefix(top) for f in report_of(generators).withheld),
        base=site_of(generators).base,
    )


def resolve_links(generators: list[Generator]) -> None:
    """Those of all bodies, and of the navigation."""
    known = destinations(generators)
    resolve_bodies(generators, known)
    attach_navigation(generators, known)


def resolve_bodies(generators: list[Generator], known: Destinations) -> None:
    """Change the addresses in every body; refuse what leads nowhere and pictures without alt."""
    folder, report = articles_generator(generators).path, report_of(generators)
    for body in every_body(generators):
        file, line = body.front_matter.file, partial(source_line, body, folder)
        for address, sentence in (*resolve_body(body, known), *pictures_without_alt(body.outline)):
            report.refuse(file, line(address), sentence)
        for address, sentence in fetched_elsewhere(body.outline):
            report.warn(file, line(address), sentence)


def attach_navigation(generators: list[Generator], known: Destinations) -> None:
    """Templates get `navigation`: the links of NAVIGATION; one that leads nowhere is a warning."""
    context = articles_generator(generators).context
    context["navigation"] = []
    for link in site_of(generators).navigation:
        try:
            resolve(link.url, "", "", known)
        except LinkError as error:
            file, line = locate_setting("NAVIGATION")
            sentence = f'"{link.name}" {error}; it is left out of the navigation'
            report_of(generators).warn(file, line, sentence)
        else:
            context["navigation"].append(link)


def resolve_body(body: Content, known: Destinations) -> list[tuple[str, str]]:
    """Change the addresses in one body; (address, sentence) for each that leads nowhere.

    The body learns its `addresses`: what is printed, by what is written.
    """
    broken = []
    folder, here = folder_of(body), body.url
    body.resolved_links = {}

    def replace(address: str) -> str:
        try:
            body.resolved_links[address] = resolve(address, folder, here, known)
        except LinkError as error:
            broken.append((address, f'the link "{address}" {error}'))
        return str(body.resolved_links.get(address, address))

    tree = parse_html(body._content)
    replace_urls(tree, replace)
    body._content = stable_html(tree)
    return broken


def pictures_without_alt(outline: Outline) -> list[tuple[str, str]]:
    """(address, sentence) for each picture that says nothing to those who cannot see it."""
    advice = "has no alt text; say in the brackets of ![…](…) what is to be seen"
    return [
        (address, f'the picture "{address}" {advice}') for address, alt in outline.images if not alt
    ]


def fetched_elsewhere(outline: Outline) -> list[tuple[str, str]]:
    """(address, sentence) for each file that every reader would fetch from another site."""
    advice = "is fetched from another site by every reader; copy it into content/images/"
    other = (address for address in outline.loads if not is_internal(address))
    return [
        (address, f'"{address}" {advice}') for address in other if not address.startswith("data:")
    ]


def find_no_links(content: Content) -> None:
    """Keep Pelican from replacing links: it changes HTML by a regular expression."""
    content._get_intrasite_link_regex = lambda: NO_LINK


def register() -> None:
    """Once every address is known."""
    signals.content_object_init.connect(find_no_links)
    signals.all_generators_finalized.connect(resolve_links)
