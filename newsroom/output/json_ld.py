"""Nodes of schema.org as plain dicts, and their text in a page, JSON-LD 1.1.

URLs are absolute, and empty values are left out.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from newsroom.config.schema import Settings, absolute_url
from newsroom.content.front_matter.nested_fields import Source
from newsroom.dates.formats import format_iso
from newsroom.entities.model import Entity
from newsroom.site.articles import Profile

Node = dict[str, Any]  # an object of JSON

# The policies that pages with these slugs hold: https://schema.org/NewsMediaOrganization
POLICIES = {
    "contact": "actionableFeedbackPolicy",
    "corrections": "correctionsPolicy",
    "diversity": "diversityPolicy",
    "ethics": "ethicsPolicy",
    "fact-checking": "verificationFactCheckingPolicy",
    "masthead": "masthead",
    "ownership": "ownershipFundingInfo",
    "principles": "publishingPrinciples",
    "unnamed-sources": "unnamedSourcesPolicy",
}
# A model is a plain thing: search engines ask of a SoftwareApplication what it costs.
ENTITIES = {"company": "Organization", "person": "Person"}
SOURCES = {"document": "DigitalDocument", "paper": "ScholarlyArticle", "report": "Report"}
# A script ends at an end tag; comments, references and line ends would be misread too.
ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def node(kind: str, identity: str = "", **values: object) -> Node:
    """Return a node with its type, its id unless that is "", and the values that are not empty."""
    node = {"@type": kind, "@id": identity, **values}
    return {key: value for key, value in node.items() if value}


def render_json_ld(graph: Iterable[Node]) -> str:
    """Return nodes as the text of a `<script type="application/ld+json">`, which cannot end it."""
    document = {"@context": "https://schema.org", "@graph": list(graph)}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for character, escape in ESCAPES.items():
        text = text.replace(character, escape)
    return text


def publisher(settings: Settings, logo: Node | None, pages: Mapping[str, str]) -> Node:
    """Return the organization that publishes the site; `pages` maps slugs to URLs."""
    accounts = [
        link.url for link in settings.follow if link.url.startswith(("https://", "http://"))
    ]
    return node(
        "NewsMediaOrganization",
        f"{settings.url}/#publisher",
        name=settings.name,
        url=f"{settings.url}/",
        logo=logo,
        sameAs=accounts,
        **{POLICIES[slug]: url for slug, url in sorted(pages.items()) if slug in POLICIES},
    )


def website(settings: Settings, **values: object) -> Node:
    """Return the site as a whole."""
    name = settings.name
    return node("WebSite", f"{settings.url}/#website", name=name, url=f"{settings.url}/", **values)


def author_node(profile: Profile, settings: Settings, **values: object) -> Node:
    """Return the author of a profile; the id is derived from the URL of the author's page."""
    url = absolute_url(profile.url, settings)
    facts = {"name": profile.name, "url": url, "sameAs": [link.url for link in profile.links]}
    if profile.is_organization:
        return node("Organization", f"{url}#organization", **facts, **values)
    return node("Person", f"{url}#person", jobTitle=profile.role, **facts, **values)


def author_with_bio(profile: Profile, settings: Settings, organization: Node) -> Node:
    """Return the author as the page of the profile shows it; a person works for `organization`."""
    publisher = {key: organization[key] for key in ("@type", "@id", "name", "url")}
    relation = "parentOrganization" if profile.is_organization else "worksFor"
    avatar = profile.avatar
    image = avatar and image_object(f"{settings.url}/{avatar.url}", avatar.width, avatar.height)
    bio = profile.outline.first_paragraph
    values = {"description": bio, "image": image, relation: publisher}
    return author_node(profile, settings, **values)


def image_object(url: str, width: int, height: int, **values: str) -> Node:
    """Return an image with its true size in pixels."""
    return node("ImageObject", url=url, width=width, height=height, **values)


def breadcrumbs(trail: Sequence[tuple[str, str]]) -> Node:
    """Return the path of pages from the front page, given as (name, URL)."""
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(trail, start=1)
    ]
    return node("BreadcrumbList", f"{trail[-1][1]}#breadcrumbs", itemListElement=steps)


def entity_node(entity: Entity, settings: Settings, **values: str) -> Node:
    """Return a company, model, person or topic; its id is derived from the URL of its hub."""
    url = absolute_url(entity.url, settings) if entity.url else ""
    kind = ENTITIES.get(entity.kind, "Thing")
    facts = {"name": entity.name, "url": url, "sameAs": list(entity.same_as)}
    return node(kind, f"{url}#{entity.kind}" if url else "", **facts, **values)


def citation(source: Source) -> Node:
    """Return a source of a post."""
    return node(SOURCES.get(source.kind, "CreativeWork"), name=source.title, url=source.url)


def correction_comment(text: str, date: datetime, url: str) -> Node:
    """Return a correction of the post at a URL."""
    date_published = format_iso(date)
    link = f"{url}#site-corrections"
    return node("CorrectionComment", text=text, datePublished=date_published, url=link)
