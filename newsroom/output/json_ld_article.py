"""A post as a node of schema.org: a `NewsArticle` with all that its page shows.

The properties that search engines read are those of
developers.google.com/search/docs/appearance/structured-data/article
"""

from newsroom.config.schema import Settings, absolute_url
from newsroom.dates.formats import format_iso
from newsroom.output import json_ld as schema_org
from newsroom.output.json_ld import Node, node
from newsroom.output.page_metadata import canonical_url, description_of, indexed_versions
from newsroom.output.shared_image import shared_image
from newsroom.site.articles import Article
from newsroom.site.image_model import Image, ImageFile, ShareCard
from newsroom.text.uuid import identifier_iri


def images(article: Article, settings: Settings) -> list[Node]:
    """Return the photograph of a post in each of its crops, or its card."""
    image, files, texts = shared_image(article), list[ImageFile | Image | ShareCard](), {}
    if isinstance(image, ShareCard):
        files, texts = [image], {"description": image.alt}
    elif image:
        files, texts = [*image.crops] or [image], image_texts(image)
    return [
        schema_org.image_object(f"{settings.url}/{file.url}", file.width, file.height, **texts)
        for file in files
    ]


def image_texts(image: Image) -> dict[str, str]:
    """Return what is written about an image."""
    return {"caption": image.caption, "description": image.alt, "creditText": image.credit}


def has_name(title: str, name: str) -> bool:
    """Return whether a name is in a title, other than as a part of another Latin word."""
    title, name = f" {title.casefold()} ", name.casefold()
    start = title.find(name)
    while start > 0:
        around = title[start - 1] + title[start + len(name)]
        if not any(char.isascii() and char.isalnum() for char in around):
            return True
        start = title.find(name, start + 1)
    return False


def subjects(article: Article, settings: Settings) -> dict[str, list[Node]]:
    """Return `about`, the entities that the title names, and `mentions`, the others."""
    nodes: dict[str, list[Node]] = {"about": [], "mentions": []}
    for entity in article.entities:
        key = "about" if has_name(article.title, entity.name) else "mentions"
        nodes[key].append(schema_org.entity_node(entity, settings))
    return nodes


def relations(article: Article, settings: Settings) -> dict[str, object]:
    """Return how a post relates to others: its series, translations, and original elsewhere."""
    url = canonical_url(article, settings)
    values: dict[str, object] = {
        "isBasedOn": url if url != absolute_url(article.url, settings) else ""
    }
    if article.series:
        first = absolute_url(article.series.parts[0].url, settings)
        values["isPartOf"] = node("CreativeWorkSeries", f"{first}#series", name=article.series.name)
        values["position"] = article.series.number
    others = [version for version in indexed_versions(article, settings) if version is not article]
    if others:
        is_original = article.original is article
        key = "workTranslation" if is_original else "translationOfWork"
        related = others if is_original else [v for v in others if v is article.original]
        values[key] = [
            {"@id": f"{absolute_url(version.url, settings)}#article"} for version in related
        ]
    return values


def news_article(article: Article, settings: Settings, publisher: Node) -> Node:
    """Return the node of one post; `publisher` is that of the site."""
    front, profiles = article.front_matter, [author.profile for author in article.authors]
    url = absolute_url(article.url, settings)
    return node(
        "NewsArticle",
        f"{url}#article",
        identifier=identifier_iri(article.permanent_id),
        url=url,
        mainEntityOfPage={"@type": "WebPage", "@id": url},
        headline=article.title,
        description=description_of(article),
        image=images(article, settings),
        datePublished=format_iso(front.date),
        dateModified=format_iso(front.updated or front.date),
        author=[schema_org.author_node(profile, settings) for profile in profiles if profile],
        publisher=publisher,
        articleSection=article.category.name,
        keywords=[tag.name for tag in article.tags],
        inLanguage=article.lang,
        isAccessibleForFree=True,
        citation=[schema_org.citation(source) for source in front.sources],
        correction=[
            schema_org.correction_comment(correction.text, instant, url)
            for correction, instant in zip(front.corrections, front.correction_dates, strict=True)
        ],
        backstory=front.made_with,
        **subjects(article, settings),
        **relations(article, settings),
    )
