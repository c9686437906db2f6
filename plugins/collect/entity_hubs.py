"""A page for each entity of several posts: `/company/x/`, and `/companies/` from A to Z.

Gives templates `entity_hubs`, each with its posts, newest first, and the entities that are named
with it most often; and `entity_indexes`, one for each kind that has hubs. Both are () where no
entity has posts enough.

Needs: entities, quick_lists.
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
    """An entity that posts name together with another, and how many do."""

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
    """The hubs whose names start with one letter. `anchor` is the id of its heading."""

    sign: str
    hubs: tuple[Hub, ...]

    @property
    def anchor(self) -> str:
        """`letter-A`, or `letter-0-9` for digits."""
        return f"letter-{self.sign.replace('–', '-')}"


@dataclass(frozen=True)
class Index:
    """The list of all hubs of one kind, from A to Z."""

    kind: str
    name: str
    url: str
    letters: tuple[Letter, ...]


def hubs(articles: Sequence[Article], together: int) -> tuple[Hub, ...]:
    """A hub for each entity with an address, from articles that are sorted newest first."""
    named = {entity for article in articles for entity in article.entities}
    every = sorted(named, key=lambda entity: (*place(entity.name), entity.kind))
    numbers = {entity: number for number, entity in enumerate(every)}
    posts: dict[int, list[tuple[Article, tuple[int, ...]]]] = defaultdict(list)
    for article in articles:
        group = tuple(numbers[entity] for entity in article.entities)
        for number in group:
            posts[number].append((article, group))
    return tuple(
        Hub(
            entity,
            [article for article, _ in posts[number]],
            often(number, [group for _, group in posts[number]], every, together),
        )
        for number, entity in enumerate(every)
        if entity.url
    )


def often(
    number: int, groups: Iterable[Sequence[int]], every: Sequence[Entity], count: int
) -> tuple[Together, ...]:
    """The `count` entities that stand most often in groups with one; ties as in a list of names.

    Numbers are places in `every`. Of those that are as frequent, those with a hub come first.
    """
    frequency = Counter(other for group in groups for other in group)
    del frequency[number]
    most = nsmallest(count, frequency, key=lambda n: (-frequency[n], not every[n].url, n))
    return tuple(Together(every[n], frequency[n]) for n in most)


def initial(name: str) -> str:
    """The letter under which a name stands: without its accent, "0–9" for all digits."""
    for sign in unaccented(unicodedata.normalize("NFKC", name)):
        if sign.isalnum():
            return DIGITS if sign.isdigit() else sign.upper()
    return "…"


def place(name: str) -> tuple[bool, str, str, str]:
    """Where a name stands in a list: digits first, then letters; accents decide ties only."""
    sign = initial(name)
    return sign != DIGITS, sign, unaccented(name), name


def letters(found: Iterable[Hub]) -> tuple[Letter, ...]:
    """Hubs, which are in the order of their names, by first letter."""
    groups = groupby(found, lambda hub: initial(hub.entity.name))
    return tuple(Letter(sign, tuple(group)) for sign, group in groups)


def indexes(found: Sequence[Hub]) -> tuple[Index, ...]:
    """One for each kind that has hubs."""
    by_kind = {kind: [hub for hub in found if hub.entity.kind == kind] for kind in KINDS}
    return tuple(
        Index(kind, KINDS[kind].capitalize(), f"{KINDS[kind]}/", letters(of_kind))
        for kind, of_kind in by_kind.items()
        if of_kind
    )


def timeline(
    articles: Iterable[Article], event: Callable[[Article], str]
) -> list[tuple[datetime, list[str]]]:
    """Each month of articles, newest first as given: a moment in it, and what `event` prints."""

    def month(article: Article) -> tuple[int, int]:
        return article.date.year, article.date.month

    # Not a change of order but where clocks are set back from a new month into the old one.
    months = groupby(sorted(articles, key=month, reverse=True), month)
    found = (list(posts) for _, posts in months)
    return [(posts[0].date, [event(article) for article in posts]) for posts in found]


def attach_entity_hubs(generator: Generator) -> None:
    """Hidden and translated posts stand in no list, so in no hub either."""
    found = hubs(generator.articles, generator.settings["SITE"].entities.together)
    generator.context["entity_hubs"] = found
    generator.context["entity_indexes"] = indexes(found)


def write_entity_hubs(generator: Generator, writer: Any) -> None:
    """The pages, those of long hubs under `/page/N/`.

    A post stands in as many timelines as it has entities, so what stands there is printed once.
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
    """Addresses early, so that links can be checked; files when Pelican has written the rest."""
    signals.article_generator_finalized.connect(attach_entity_hubs)
    signals.article_writer_finalized.connect(write_entity_hubs)
