"""The sections of the site: gives templates `sections`, by name, in the order of CATEGORIES.

Only sections with posts are there. Each has a rail for the front page: its newest posts without
those that the first page of the river shows already.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pelican import signals

from newsroom.config.schema import Category
from newsroom.content.article import Article
from plugins.adapter import Generator, articles_generator, site_of


@dataclass(frozen=True)
class Section:
    """A category with its address and the posts of its rail."""

    name: str
    description: str
    url: str
    rail: tuple[Article, ...]


def sections(
    categories: Iterable[Category],
    posts: Mapping[str, tuple[str, Sequence[Article]]],
    shown: Collection[Article],
    count: int,
) -> dict[str, Section]:
    """Sections with rails of at most `count` posts; `posts` maps a name to address and posts."""
    found = {}
    for category in categories:
        if category.name in posts:
            url, articles = posts[category.name]
            rail = tuple(article for article in articles if article not in shown)[:count]
            found[category.name] = Section(category.name, category.description, url, rail)
    return found


def attach_sections(generators: list[Generator]) -> None:
    """The first page of the river holds DEFAULT_PAGINATION posts."""
    g, site = articles_generator(generators), site_of(generators)
    posts = {category.name: (category.url, found) for category, found in g.context["categories"]}
    first_page = g.articles[: g.settings["DEFAULT_PAGINATION"]]
    rail = site.front_page.rail
    g.context["sections"] = sections(site.categories, posts, first_page, rail)


def register() -> None:
    """Once every post has been sorted."""
    signals.all_generators_finalized.connect(attach_sections)
