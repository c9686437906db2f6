"""Entities: what posts are about, each with one name and one URL, however it is written.

A name that content/entities.yaml has, spelt in any way, means the entity of that entry. Names
that it does not have are one entity where their spelling is one, called as most posts call it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from newsroom.config.entity_kinds import KINDS
from newsroom.text.normalize import spelling

EntityId = tuple[str, str]  # kind and spelling
Location = tuple[str, int]  # file and line
Slugify = Callable[[str], str]  # from a name to the last part of a URL


@dataclass(frozen=True)
class Entity:
    """A company, model, person or topic. `url` is that of its hub, "" where it has none."""

    kind: str
    name: str
    slug: str
    description: str = ""
    url: str = ""
    same_as: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash((self.kind, self.slug))  # hashing all fields would take three times as long

    @property
    def feed_url(self) -> str:
        """The path of its Atom feed, which it has if it has a hub."""
        return f"feeds/{self.kind}/{self.slug}.atom.xml"

    @property
    def plural(self) -> str:
        """`companies`, `models`, `people` or `topics`."""
        return KINDS[self.kind]


@dataclass(frozen=True)
class RegistryEntry:
    """An entity as content/entities.yaml has it, and the line where its entry starts."""

    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    same_as: tuple[str, ...] = ()
    slug: str = ""
    line: int = 0

    @property
    def id(self) -> EntityId:
        """Kind and spelling of the name, which no other entry has."""
        return self.kind, spelling(self.name)


@dataclass(frozen=True)
class Mention:
    """The names of entities in one post, by kind; `listed` posts are those that hubs show.

    `lines` has the line of each plural, such as `companies`, in the front matter of `file`.
    """

    names: Mapping[str, tuple[str, ...]]
    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    listed: bool = True

    def location(self, kind: str) -> Location:
        """Return the file and line where the post names entities of a kind."""
        return self.file, self.lines.get(KINDS[kind], 1)


@dataclass
class Usage:
    """How posts use an entity.

    `names` counts each way in which it is written, `posts` the listed posts; `location` is in the
    first file by name.
    """

    names: Counter[str] = field(default_factory=Counter)
    posts: int = 0
    location: Location = ("", 0)


def registered_ids(entries: Iterable[RegistryEntry]) -> dict[EntityId, EntityId]:
    """Return the id of an entry by that of each of its names."""
    return {
        (entry.kind, spelling(name)): entry.id
        for entry in entries
        for name in (*entry.aliases, entry.name)
    }


def mentioned_ids(
    mention: Mention, registered: Mapping[EntityId, EntityId]
) -> Iterator[tuple[EntityId, str]]:
    """Yield the id and the name as written of each entity in a post, in the order of the post."""
    for kind, names in mention.names.items():
        for name in names:
            entity_id = kind, spelling(name)
            yield registered.get(entity_id, entity_id), name


def count_usage(
    mentions: Iterable[Mention], registered: Mapping[EntityId, EntityId]
) -> dict[EntityId, Usage]:
    """Return how posts use each entity that they name."""
    usages: dict[EntityId, Usage] = defaultdict(Usage)
    for mention in mentions:
        counted = set()
        for entity_id, name in mentioned_ids(mention, registered):
            usage = usages[entity_id]
            usage.names[name] += 1
            if not usage.location[0] or mention.file <= usage.location[0]:
                usage.location = mention.location(entity_id[0])
            if mention.listed and entity_id not in counted:
                counted.add(entity_id)
                usage.posts += 1
    return usages


def most_used_name(names: Mapping[str, int]) -> str:
    """Return the name that is used most; ties go to the first by alphabet."""
    return min(names, key=lambda name: (-names[name], name))


def build_entities(
    usages: Mapping[EntityId, Usage],
    entries: Mapping[EntityId, RegistryEntry],
    slugify: Slugify,
    minimum: int,
) -> tuple[dict[EntityId, Entity], list[tuple[EntityId, Entity]]]:
    """Return the entity of each id, and (id, owner of the plain slug) of those with a number.

    Entities with at least `minimum` posts have the URL of a hub. Where several would have one slug,
    an entry of the file gets it, then the entity with the most posts; the others get a number.
    """
    names = {
        id_: entries[id_].name if id_ in entries else most_used_name(usage.names)
        for id_, usage in usages.items()
    }
    order = sorted(
        usages, key=lambda id_: (id_ not in entries, -usages[id_].posts, id_[0], names[id_])
    )
    rows = {id_: entries.get(id_, RegistryEntry(id_[0], names[id_])) for id_ in order}
    plain = {id_: row.slug or slugify(row.name) for id_, row in rows.items()}
    slugs = unique_slugs((id_[0], slug) for id_, slug in plain.items())
    entities = {}
    for (id_, row), slug in zip(rows.items(), slugs, strict=True):
        url = f"{row.kind}/{slug}/" if usages[id_].posts >= max(1, minimum) else ""
        entities[id_] = Entity(row.kind, row.name, slug, row.description, url, row.same_as)
    owners = {(entity.kind, entity.slug): entity for entity in entities.values()}
    numbered = [
        (id_, owners[entity.kind, plain[id_]])
        for id_, entity in entities.items()
        if entity.slug != plain[id_]
    ]
    return entities, numbered


def unique_slugs(slugs: Iterable[tuple[str, str]]) -> list[str]:
    """Return the slug of each (kind, slug); a slug that is used gets a number, from 2 up."""
    used: set[tuple[str, str]] = set()
    numbers: Counter[tuple[str, str]] = Counter()
    unique = []
    for kind, plain in slugs:
        slug = plain
        while (kind, slug) in used:
            numbers[kind, plain] += 1
            slug = f"{plain}-{numbers[kind, plain] + 1}"
        used.add((kind, slug))
        unique.append(slug)
    return unique


def hub_redirects(
    entities: Mapping[EntityId, Entity],
    usages: Mapping[EntityId, Usage],
    entries: Mapping[EntityId, RegistryEntry],
    slugify: Slugify,
) -> tuple[tuple[str, str], ...]:
    """Return (old URL, URL) of each hub for its other names: those of its entry and of posts.

    A name whose URL is that of another hub is left out.
    """
    hub_urls = {entity.url for entity in entities.values() if entity.url}
    redirects: dict[str, str] = {}
    for entity_id in sorted(entities):
        entity, entry = entities[entity_id], entries.get(entity_id)
        if entity.url:
            registered = (entry.name, *entry.aliases) if entry else ()
            for name in sorted({*usages[entity_id].names, *registered}):
                url = f"{entity.kind}/{slugify(name)}/"
                if url not in hub_urls:
                    redirects.setdefault(url, entity.url)
    return tuple(sorted(redirects.items()))


def entities_of_post(
    mention: Mention,
    registered: Mapping[EntityId, EntityId],
    entities: Mapping[EntityId, Entity],
) -> tuple[Entity, ...]:
    """Return the entities of one post in its order, each once."""
    ids = dict.fromkeys(entity_id for entity_id, _ in mentioned_ids(mention, registered))
    return tuple(entities[entity_id] for entity_id in ids)
