"""A post as a node of schema.org: a `NewsArticle` with all that its page shows.

What search engines ask for: developers.google.com/search/docs/appearance/structured-data/article
"""

from collections.abc import Mapping
from typing import Any

from newsroom.config.schema import Site, permalink
from newsroom.content.article import Article
from newsroom.content.authors import Profile
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.output import json_ld as schema_org
from newsroom.output.feed_content import urn
from newsroom.output.json_ld import Node, moment, node
from newsroom.output.page_metadata import canonical, described, versions


def pictures(article: Article, site: Site) -> list[Node]:
    """The lead picture, in a list that its crops can join."""
    picture = article.lead_image
    if not picture:
        return []
    words = {"caption": picture.caption, "description": picture.alt, "creditText": picture.credit}
    size = (picture.width, picture.height)
    return [schema_org.picture(f"{site.url}/{picture.url}", *size, **words)]


def names(title: str, name: str) -> bool:
    """Whether a title has a name in it that is no part of another Latin word."""
    title, name = f" {title.casefold()} ", name.casefold()
    start = title.find(name)
    while start > 0:
        around = title[start - 1] + title[start + len(name)]
        if not any(sign.isascii() and sign.isalnum() for sign in around):
            return True
        start = title.find(name, start + 1)
    return False


def subjects(article: Article, site: Site) -> dict[str, list[Node]]:
    """`about`, the entities that the title names, and `mentions`, the others."""
    found: dict[str, list[Node]] = {"about": [], "mentions": []}
    for entity in article.entities:
        key = "about" if names(article.title, entity.name) else "mentions"
        found[key].append(schema_org.thing(entity, site))
    return found


def relations(article: Article, site: Site) -> dict[str, Any]:
    """Where a post stands among others: its series, its translations, its original elsewhere."""
    counts = canonical(article, site)
    found: dict[str, Any] = {"isBasedOn": counts if counts != permalink(article.url, site) else ""}
    if article.series:
        first = permalink(article.series.parts[0].url, site)
        found["isPartOf"] = node("CreativeWorkSeries", f"{first}#series", name=article.series.name)
        found["position"] = article.series.number
    others = [v for v in versions(article, site) if v is not article]
    if others:
        name = "workTranslation" if article.original is article else "translationOfWork"
        told = others if article.original is article else [article.original]
        ids = [{"@id": f"{permalink(v.url, site)}#article"} for v in told if v in others]
        found[name] = ids
    return found


def news_article(
    article: Article, site: Site, publisher: Node, profiles: Mapping[str, Profile]
) -> Node:
    """The node of one post; `publisher` is that of the site, `profiles` are by name."""
    front: FrontMatter = article.front_matter
    url = permalink(article.url, site)
    return node(
        "NewsArticle",
        f"{url}#article",
        identifier=urn(article.permanent_id),
        url=url,
        mainEntityOfPage={"@type": "WebPage", "@id": url},
        headline=article.title,
        description=described(article),
        image=pictures(article, site),
        datePublished=moment(front.date),
        dateModified=moment(front.updated or front.date),
        author=[schema_org.person(profiles[author.name], site) for author in article.authors],
        publisher=publisher,
        articleSection=article.category.name,
        keywords=[tag.name for tag in article.tags],
        inLanguage=article.lang,
        isAccessibleForFree=True,
        citation=[schema_org.citation(source) for source in front.sources],
        correction=[
            schema_org.correction(noted.text, made, url)
            for noted, made in zip(front.corrections, front.correction_dates, strict=True)
        ],
        backstory=front.made_with,
        **subjects(article, site),
        **relations(article, site),
    )
