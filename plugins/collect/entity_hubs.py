"""A page for each entity of several posts: `/company/x/`, and `/companies/` from A to Z.

Sets `site.entity_hubs`, each with its posts, newest first, and the entities that are named with it
most often; and `site.entity_indexes`, one for each kind that has hubs. Both are () where no
entity has enough posts.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from heapq import nsmallest
from itertools import groupby

from newsroom.config.entity_kinds import KINDS
from newsroom.config.schema import Link
from newsroom.entities.model import Entity
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article
from newsroom.site.changes import newest_change
from newsroom.site.list_files import list_files
from newsroom.site.lists import EntityHub, EntityIndex, Letter, Together
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from newsroom.text.normalize import unaccented

DIGITS = "0–9"


def build_hubs(articles: Sequence[Article], together: int) -> tuple[EntityHub, ...]:
    """Return a hub for each entity with a URL, by name, from articles sorted newest first.

    Each has at most `together` entities that are named with it.
    """
    unique = {entity for article in articles for entity in article.entities}
    entities = sorted(unique, key=lambda entity: (*name_sort_key(entity.name), entity.kind))
    numbers = {entity: number for number, entity in enumerate(entities)}
    posts: dict[int, list[tuple[Article, tuple[int, ...]]]] = defaultdict(list)
    for article in articles:
        group = tuple(numbers[entity] for entity in article.entities)
        for number in group:
            posts[number].append((article, group))
    return tuple(
        EntityHub(
            entity,
            tuple(article for article, _ in posts[number]),
            named_together(number, [group for _, group in posts[number]], entities, together),
        )
        for number, entity in enumerate(entities)
        if entity.url
    )


def named_together(
    number: int, groups: Iterable[Sequence[int]], entities: Sequence[Entity], count: int
) -> tuple[Together, ...]:
    """Return the `count` entities that are most often in a group with the entity `number`.

    Numbers are indexes of `entities`, the groups those of its posts. Of equal frequency, those with
    a hub come first, then those that are first in `entities`.
    """
    frequency = Counter(other for group in groups for other in group)
    del frequency[number]
    most = nsmallest(count, frequency, key=lambda n: (-frequency[n], not entities[n].url, n))
    return tuple(Together(entities[n], frequency[n]) for n in most)


def index_letter(name: str) -> str:
    """Return the letter under which a name is listed: without its accent, "0–9" for all digits."""
    for char in unaccented(unicodedata.normalize("NFKC", name)):
        if char.isalnum():
            return DIGITS if char.isdigit() else char.upper()
    return "…"


def name_sort_key(name: str) -> tuple[bool, str, str, str]:
    """Return a sort key that puts digits before letters; accents decide ties only."""
    letter = index_letter(name)
    return letter != DIGITS, letter, unaccented(name), name


def group_by_letter(hubs: Iterable[EntityHub]) -> tuple[Letter, ...]:
    """Return hubs, given in the order of their names, by first letter."""
    groups = groupby(hubs, lambda hub: index_letter(hub.entity.name))
    return tuple(Letter(letter, tuple(group)) for letter, group in groups)


def build_indexes(hubs: Sequence[EntityHub]) -> tuple[EntityIndex, ...]:
    """Return an index for each kind that has hubs."""
    by_kind = {kind: [hub for hub in hubs if hub.entity.kind == kind] for kind in KINDS}
    return tuple(
        EntityIndex(kind, f"{KINDS[kind]}/", group_by_letter(of_kind))
        for kind, of_kind in by_kind.items()
        if of_kind
    )


def timeline(articles: Iterable[Article]) -> list[tuple[int, list[Article]]]:
    """Return each year of the articles with those in it; both are newest first."""

    def year(article: Article) -> int:
        return article.date.year

    # Not a change of order but where clocks are set back from a new year into the old one.
    years = groupby(sorted(articles, key=year, reverse=True), year)
    return [(number, list(posts)) for number, posts in years]


def attach_entity_hubs(site: Site) -> None:
    """Set hubs and indexes; as in all lists, only listed posts are in them."""
    site.entity_hubs = build_hubs(site.articles, site.settings.entities.together)
    site.entity_indexes = build_indexes(site.entity_hubs)
    site.index_links = tuple(Link(index.plural, index.url) for index in site.entity_indexes)


def declare_files(site: Site) -> Iterator[OutputFile]:
    """Yield the pages of hubs, those of long ones under `/page/N/`, and the indexes."""
    for hub in site.entity_hubs:
        file = OutputFile(
            hub.entity.url,
            "list",
            f"“{hub.entity.name}”",
            template="entity_hub",
            values=partial(dict, hub=hub, timeline=timeline),
            listed=True,
            changed=newest_change(hub.articles),
        )
        yield from list_files(file, hub.articles, site.layout)
    newest = site.articles[0].date if site.articles else None
    for index in site.entity_indexes:
        yield OutputFile(
            index.url,
            "list",
            f"“{index.plural.capitalize()}”",
            template="entity_index",
            values=partial(dict, index=index),
            listed=True,
            changed=newest,
        )


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=["site.articles", "article.entities"],
    provides=["site.entity_hubs", "site.entity_indexes", "site.index_links"],
    run=attach_entity_hubs,
    files=declare_files,
    update=unaffected,
)
register = PLUGIN.register
