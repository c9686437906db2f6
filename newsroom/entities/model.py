"""Entities: what posts are about, each under one name and one address, however it is written.

A name that content/entities.yaml has, spelt in any way, means the entity of that entry. Names
that it does not have are one entity where their spelling is one, called as most posts call it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from newsroom.config.entity_kinds import KINDS
from newsroom.text.normalize import spelling

Id = tuple[str, str]  # kind and spelling
Place = tuple[str, int]  # file and line
Slug = Callable[[str], str]  # the last part of an address, from a name


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
        return hash((self.kind, self.slug))  # all of it would take three times as long

    @property
    def plural(self) -> str:
        """`companies`, `models`, `people` or `topics`."""
        return KINDS[self.kind]


@dataclass(frozen=True)
class Entry:
    """What content/entities.yaml says of one entity, and the line where it starts."""

    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    same_as: tuple[str, ...] = ()
    slug: str = ""
    line: int = 0

    @property
    def id(self) -> Id:
        """By what it is known."""
        return self.kind, spelling(self.name)


@dataclass(frozen=True)
class Mention:
    """The names in one post, by kind; `listed` posts are those that lists and hubs show.

    `lines` tells where the plural of each kind stands in `file`.
    """

    names: Mapping[str, tuple[str, ...]]
    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    listed: bool = True

    def place(self, kind: str) -> Place:
        """Where the post names that kind."""
        return self.file, self.lines.get(KINDS[kind], 1)


@dataclass
class Use:
    """How posts use an entity: its names with how often they stand, its posts, its first place."""

    names: Counter[str] = field(default_factory=Counter)
    posts: int = 0
    place: Place = ("", 0)


def known_ids(entries: Iterable[Entry]) -> dict[Id, Id]:
    """The id of an entry by that of each of its names."""
    return {
        (entry.kind, spelling(name)): entry.id
        for entry in entries
        for name in (*entry.aliases, entry.name)
    }


def ids(mention: Mention, known: Mapping[Id, Id]) -> Iterator[tuple[Id, str]]:
    """Id and name as written of each name in a post, in its order."""
    for kind, names in mention.names.items():
        for name in names:
            own = kind, spelling(name)
            yield known.get(own, own), name


def uses(mentions: Iterable[Mention], known: Mapping[Id, Id]) -> dict[Id, Use]:
    """How posts use each entity that they name."""
    found: dict[Id, Use] = defaultdict(Use)
    for mention in mentions:
        seen = set()
        for own, name in ids(mention, known):
            use = found[own]
            use.names[name] += 1
            if not use.place[0] or mention.file <= use.place[0]:
                use.place = mention.place(own[0])
            if mention.listed and own not in seen:
                seen.add(own)
                use.posts += 1
    return found


def most_used(names: Mapping[str, int]) -> str:
    """The name that stands most often; ties go to the first by alphabet."""
    return min(names, key=lambda name: (-names[name], name))


def entities(
    found: Mapping[Id, Use], entries: Mapping[Id, Entry], slug: Slug, minimum: int
) -> tuple[dict[Id, Entity], list[tuple[Id, Entity]]]:
    """The entity of each id, those with `minimum` posts with the address of a hub.

    Where two would have one address, the plain one goes to an entry, then to more posts; the
    others get a number, and are told as (id, entity that has the address).
    """
    names = {own: entries[own].name if own in entries else most_used(found[own].names)
             for own in found}  # fmt: skip
    order = sorted(
        found, key=lambda own: (own not in entries, -found[own].posts, own[0], names[own])
    )
    taken: dict[Id, Entity] = {}
    made: dict[Id, Entity] = {}
    numbers: Counter[tuple[str, str]] = Counter()
    numbered = []
    for own in order:
        kind, entry = own[0], entries.get(own, Entry(own[0], names[own]))
        plain = last = entry.slug or slug(entry.name)
        while (kind, last) in taken:
            numbers[kind, plain] += 1
            last = f"{plain}-{numbers[kind, plain] + 1}"
        if last != plain:
            numbered.append((own, taken[kind, plain]))
        url = f"{kind}/{last}/" if found[own].posts >= max(1, minimum) else ""
        entity = Entity(kind, entry.name, last, entry.description, url, entry.same_as)
        made[own] = taken[kind, last] = entity
    return made, numbered


def redirects(
    made: Mapping[Id, Entity], found: Mapping[Id, Use], entries: Mapping[Id, Entry], slug: Slug
) -> tuple[tuple[str, str], ...]:
    """(old, new) address of each hub under its other names: those of its entry and of posts.

    A name whose address is that of another hub leads there, not here.
    """
    hubs = {entity.url for entity in made.values() if entity.url}
    old: dict[str, str] = {}
    for own in sorted(made):
        entity, entry = made[own], entries.get(own)
        if entity.url:
            for name in sorted(
                {*found[own].names, *((entry.name, *entry.aliases) if entry else ())}
            ):
                address = f"{entity.kind}/{slug(name)}/"
                if address not in hubs:
                    old.setdefault(address, entity.url)
    return tuple(sorted(old.items()))


def of_post(
    mention: Mention, known: Mapping[Id, Id], made: Mapping[Id, Entity]
) -> tuple[Entity, ...]:
    """The entities of one post, none twice."""
    return tuple(made[own] for own in dict.fromkeys(own for own, _ in ids(mention, known)))
