"""A page for each entity of several posts: `/company/x/`, and `/companies/` from A to Z.

Gives templates `entity_hubs`, each with its posts, newest first, and the entities that are named
with it most often; and `entity_indexes`, one for each kind that has hubs. Both are () where no
entity has enough posts.

Needs: entities, fast_lookups.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from heapq import nsmallest
from itertools import groupby
from typing import Any

from pelican import signals

from newsroom.config.entity_kinds import KINDS
from newsroom.content.article import Article
from newsroom.entities.model import Entity
from newsroom.text.normalize import unaccented
from plugins.adapter import Generator

DIGITS = "0–9"


@dataclass(frozen=True)
class Together:
    """An entity that posts name together with another, and the number of these posts."""

    entity: Entity
    posts: int


@dataclass(frozen=True)
class Hub:
    """An entity with its posts, newest first."""

    entity: Entity
    articles: Sequence[Article]
    together: tuple[Together, ...] = ()


@dataclass(frozen=True)
class Letter:
    """The hubs whose names start with one letter."""

    label: str
    hubs: tuple[Hub, ...]

    @property
    def anchor(self) -> str:
        """The id of its heading: `letter-A`, or `letter-0-9` for digits."""
        return f"letter-{self.label.replace('–', '-')}"


@dataclass(frozen=True)
class EntityIndex:
    """The list of all hubs of one kind, from A to Z."""

    kind: str
    name: str
    url: str
    letters: tuple[Letter, ...]


def build_hubs(articles: Sequence[Article], together: int) -> tuple[Hub, ...]:
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
        Hub(
            entity,
            [article for article, _ in posts[number]],
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


def group_by_letter(hubs: Iterable[Hub]) -> tuple[Letter, ...]:
    """Return hubs, given in the order of their names, by first letter."""
    groups = groupby(hubs, lambda hub: index_letter(hub.entity.name))
    return tuple(Letter(letter, tuple(group)) for letter, group in groups)


def build_indexes(hubs: Sequence[Hub]) -> tuple[EntityIndex, ...]:
    """Return an index for each kind that has hubs."""
    by_kind = {kind: [hub for hub in hubs if hub.entity.kind == kind] for kind in KINDS}
    return tuple(
        EntityIndex(kind, KINDS[kind].capitalize(), f"{KINDS[kind]}/", group_by_letter(of_kind))
        for kind, of_kind in by_kind.items()
        if of_kind
    )


def timeline(
    articles: Iterable[Article], event: Callable[[Article], str]
) -> list[tuple[datetime, list[str]]]:
    """Return a datetime in each month of articles, newest first, and what `event` prints."""

    def month(article: Article) -> tuple[int, int]:
        return article.date.year, article.date.month

    # Not a change of order but where clocks are set back from a new month into the old one.
    months = groupby(sorted(articles, key=month, reverse=True), month)
    lists = (list(posts) for _, posts in months)
    return [(posts[0].date, [event(article) for article in posts]) for posts in lists]


def attach_entity_hubs(generator: Generator) -> None:
    """Attach hubs and indexes to the context; as in all lists, only listed posts are in them."""
    hubs = build_hubs(generator.articles, generator.settings["SITE"].entities.together)
    generator.context["entity_hubs"] = hubs
    generator.context["entity_indexes"] = build_indexes(hubs)


def write_entity_hubs(generator: Generator, writer: Any) -> None:
    """Write the pages, those of long hubs under `/page/N/`, and the indexes.

    A post is in as many timelines as it has entities, so that its event is printed once for all.
    """
    context, hub_page = generator.context, generator.get_template("entity_hub")
    event = cache(generator.env.get_template("parts/event.html").module.event)
    for hub in context["entity_hubs"]:
        url = hub.entity.url
        writer.write_file(
            f"{url}index.html",
            hub_page,
            context,
            template_name="entity_hub",
            hub=hub,
            timeline=partial(timeline, event=event),
            articles=hub.articles,
            url=url,
        )
    index_page = generator.get_template("entity_index")
    for index in context["entity_indexes"]:
        file = f"{index.url}index.html"
        writer.write_file(file, index_page, context, index=index, url=index.url)


def register() -> None:
    """Connect to signals: URLs early, so that links can be checked, files after Pelican's own."""
    signals.article_generator_finalized.connect(attach_entity_hubs)
    signals.article_writer_finalized.connect(write_entity_hubs)
