"""Nodes of schema.org as plain dicts, and how they stand in a page as JSON-LD 1.1.

Addresses are absolute, and what says nothing is left out: no node has an empty value.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from newsroom.config.schema import Site, permalink
from newsroom.content.authors import Profile
from newsroom.content.front_matter.nested_fields import Source
from newsroom.entities.model import Entity

Node = dict[str, Any]

# What a page with such a slug is the policy of: https://schema.org/NewsMediaOrganization
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
# Neither an end tag, nor a comment, nor a reference can stand in a script, and no line ends in it.
SPELT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def node(kind: str, identity: str = "", **values: Any) -> Node:
    """A node with its type, its id if it has one, and the values that say something."""
    found = {"@type": kind, "@id": identity, **values}
    return {key: value for key, value in found.items() if value}


def printed(graph: Iterable[Node]) -> str:
    """The text of a `<script type="application/ld+json">`, which no text in it can end."""
    document = {"@context": "https://schema.org", "@graph": list(graph)}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for sign, spelling in SPELT.items():
        text = text.replace(sign, spelling)
    return text


def moment(value: datetime) -> str:
    """A moment as `<time datetime>` has it: ISO 8601 with an offset."""
    return value.isoformat(timespec="seconds")


def publisher(site: Site, logo: Node | None, pages: Mapping[str, str]) -> Node:
    """Who publishes the site; `pages` maps slugs to addresses."""
    accounts = [link.url for link in site.follow if link.url.startswith(("https://", "http://"))]
    return node(
        "NewsMediaOrganization",
        f"{site.url}/#publisher",
        name=site.name,
        url=f"{site.url}/",
        logo=logo,
        sameAs=accounts,
        **{POLICIES[slug]: url for slug, url in sorted(pages.items()) if slug in POLICIES},
    )


def website(site: Site, **values: Any) -> Node:
    """The site as a whole."""
    name = site.name
    return node("WebSite", f"{site.url}/#website", name=name, url=f"{site.url}/", **values)


def person(profile: Profile, site: Site, **values: Any) -> Node:
    """The author of a profile, who is known by the address of the author's page."""
    url = permalink(profile.url, site)
    links = [link.url for link in profile.links]
    basic = {"name": profile.name, "url": url, "jobTitle": profile.role, "sameAs": links}
    return node("Person", f"{url}#person", **basic, **values)


def whole_person(profile: Profile, site: Site, organization: Node) -> Node:
    """All that the author's own page says; the organization is the one to work for."""
    employer = {key: organization[key] for key in ("@type", "@id", "name", "url")}
    avatar = profile.avatar
    image = avatar and picture(f"{site.url}/{avatar.url}", avatar.width, avatar.height)
    bio = profile.outline.first_paragraph
    return person(profile, site, description=bio, image=image, worksFor=employer)


def picture(url: str, width: int, height: int, **values: str) -> Node:
    """A picture with its true size in pixels."""
    return node("ImageObject", url=url, width=width, height=height, **values)


def breadcrumbs(trail: Sequence[tuple[str, str]]) -> Node:
    """The way from the front page, as (name, address)."""
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(trail, start=1)
    ]
    return node("BreadcrumbList", f"{trail[-1][1]}#breadcrumbs", itemListElement=steps)


def thing(entity: Entity, site: Site, **values: str) -> Node:
    """A company, model, person or topic; known by the address of its hub where it has one."""
    url = permalink(entity.url, site) if entity.url else ""
    kind = ENTITIES.get(entity.kind, "Thing")
    said = {"name": entity.name, "url": url, "sameAs": list(entity.same_as)}
    return node(kind, f"{url}#{entity.kind}" if url else "", **said, **values)


def citation(source: Source) -> Node:
    """Something that a post relies on."""
    return node(SOURCES.get(source.kind, "CreativeWork"), name=source.title, url=source.url)


def correction(text: str, made: datetime, url: str) -> Node:
    """What was put right in the post at an address, and when."""
    where = f"{url}#site-corrections"
    return node("CorrectionComment", text=text, datePublished=moment(made), url=where)
