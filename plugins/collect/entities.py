"""Sets `article.entities`, what a post is about, and `site.entities`, those of all posts.

Names come from the keys `companies`, `models`, `people` and `topics`; content/entities.yaml, which
may be absent, says which names are one. An entity with at least ENTITIES["minimum"] listed posts
has the URL of a hub; `site.entity_redirects` holds (old URL, URL) for its other names. A name
that is not in the file is a warning where it is similar to another, or is one of another kind too.
A post without entities has ().
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from newsroom.config.entity_kinds import KINDS
from newsroom.config.layout import Layout
from newsroom.content.front_matter.parser import decode
from newsroom.content.parse_errors import diagnose_error
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import Report
from newsroom.entities.fuzzy_match import Name, names_of_two_kinds, similar_names
from newsroom.entities.model import (
    Entity,
    EntityId,
    Mention,
    RegistryEntry,
    Slugify,
    Usage,
    build_entities,
    count_usage,
    entities_of_post,
    hub_redirects,
    registered_ids,
)
from newsroom.entities.registry_file import read_registry
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article
from newsroom.site.model import Site
from newsroom.urls.slugs import cut_slug

FILE = "entities.yaml"


def slugify_names(layout: Layout) -> Slugify:
    """Return the function that makes the slug of an entity of a name, short enough for a file."""
    plain = layout.slugify["entity"]

    @cache
    def slugify(name: str) -> str:
        return cut_slug(plain(name)).strip("-")

    return slugify


def read_entries(content: Path, slugify: Slugify, report: Report) -> dict[EntityId, RegistryEntry]:
    """Return the entries of entities.yaml in a folder by id; errors go into the report."""
    file, path = content / FILE, f"{content.name}/{FILE}"
    misnamed = file.with_suffix(".yml")
    if misnamed.is_file():
        ignored, advice = f"{content.name}/{misnamed.name}", f"name it {FILE}"
        report.add(Diagnostic(ignored, 1, "entity/ignored-file", "file ignored", advice))
    if not file.is_file():
        return {}
    try:
        text = decode(file.read_bytes())
    except (UnicodeDecodeError, OSError) as error:
        report.add(diagnose_error(error, path, 1, 0))
        return {}
    registry = read_registry(text, path, slugify)
    report.add(*registry.diagnostics)
    return {entry.id: entry for entry in registry.entries}


def mention_of(article: Article, *, listed: bool) -> Mention:
    """Return the entities that one article names, with their lines."""
    front = article.front_matter
    names = {kind: values for kind, plural in KINDS.items() if (values := getattr(front, plural))}
    return Mention(names, front.file, front.lines, listed)


def numbered_slugs(
    numbered: Iterable[tuple[EntityId, Entity]],
    entities: Mapping[EntityId, Entity],
    usages: Mapping[EntityId, Usage],
) -> Iterable[Diagnostic]:
    """Yield a warning for each entity whose slug has a number, as another has the plain one."""
    for entity_id, owner in numbered:
        entity = entities[entity_id]
        message = (
            f'slug of the {entity.kind} "{entity.name}" is already used by "{owner.name}", '
            f"so that it is {entity.slug}"
        )
        advice = f"make one an alias of the other in content/{FILE}, or give it a slug there"
        location = usages[entity_id].location
        yield Diagnostic(*location, "entity/numbered-slug", message, advice)


def similar_entities(
    usages: Mapping[EntityId, Usage],
    entities: Mapping[EntityId, Entity],
    entries: Mapping[EntityId, RegistryEntry],
) -> Iterable[Diagnostic]:
    """Yield a warning for each name in no entry that is similar to another, at its first use."""
    advice = f"correct it, or add it to content/{FILE}, as an alias or with an entry of its own"
    for kind in KINDS:
        ids = {entities[id_].name: id_ for id_ in usages if id_[0] == kind}
        names = (Name(name, usages[id_].posts, id_ in entries) for name, id_ in ids.items())
        for name, similar in similar_names(kind, names).items():
            message = f'the {kind} "{name}" is similar to "{similar}"'
            location = usages[ids[name]].location
            yield Diagnostic(*location, "entity/similar-name", message, advice)


def ambiguous_kinds(
    usages: Mapping[EntityId, Usage],
    entities: Mapping[EntityId, Entity],
    registered: Mapping[EntityId, EntityId],
) -> Iterable[Diagnostic]:
    """Yield a warning for each name in no entry that another kind has too, at its first use."""
    posts = {entity_id: usage.posts for entity_id, usage in usages.items()}
    advice = f"keep it under one kind, or add it to content/{FILE}"
    probable = names_of_two_kinds(posts, registered, {*registered.values()})
    for entity_id, probable_id in probable.items():
        entity, namesake = entities[entity_id], entities[probable_id]
        message = f'the {entity.kind} "{entity.name}" is the {namesake.kind} "{namesake.name}" too'
        location = usages[entity_id].location
        yield Diagnostic(*location, "entity/ambiguous-kind", message, advice)


def attach_entities(site: Site) -> None:
    """Set the entities of articles and of the site, and what redirects to their hubs."""
    report, slugify = site.report, slugify_names(site.layout)
    is_usable = FILE not in site.excluded
    entries = read_entries(site.layout.content, slugify, report) if is_usable else {}
    registered = registered_ids(entries.values())
    listed = frozenset(site.articles)
    mentions = [mention_of(article, listed=article in listed) for article in site.all_articles]
    usages = count_usage(mentions, registered)
    minimum = site.settings.entities.minimum
    entities, numbered = build_entities(usages, entries, slugify, minimum)
    for article, mention in zip(site.all_articles, mentions, strict=True):
        article.entities = entities_of_post(mention, registered, entities)
    report.add(*numbered_slugs(numbered, entities, usages))
    unreported = {id_: use for id_, use in usages.items() if id_ not in dict(numbered)}
    report.add(*similar_entities(unreported, entities, entries))
    report.add(*ambiguous_kinds(usages, entities, registered))
    site.entities = tuple(entities[entity_id] for entity_id in sorted(entities))
    site.entity_redirects = hub_redirects(entities, usages, entries, slugify)


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=["site.articles", "site.translations", "site.hidden_articles", "site.excluded"],
    provides=["article.entities", "site.entities", "site.entity_redirects"],
    run=attach_entities,
    update=unaffected,
)
register = PLUGIN.register
