"""Gives templates `sections`: the categories with posts, by name, in the order of CATEGORIES.

Each has a rail for the front page: its newest posts without those on the first page of the river,
the list of the newest posts of all sections.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pelican import signals

from newsroom.config.schema import Category
from newsroom.content.article import Article
from plugins.adapter import Generator, articles_generator, get_site


@dataclass(frozen=True)
class Section:
    """A category with its URL and the posts of its rail."""

    name: str
    description: str
    url: str
    rail: tuple[Article, ...]


def build_sections(
    categories: Iterable[Category],
    posts: Mapping[str, tuple[str, Sequence[Article]]],
    first_page: Collection[Article],
    count: int,
) -> dict[str, Section]:
    """Return sections with rails of at most `count` posts; `posts` maps a name to URL and posts."""
    sections = {}
    for category in categories:
        if category.name in posts:
            url, articles = posts[category.name]
            rail = tuple(article for article in articles if article not in first_page)[:count]
            sections[category.name] = Section(category.name, category.description, url, rail)
    return sections


def attach_sections(generators: list[Generator]) -> None:
    """Attach `sections`; the first page of the river has DEFAULT_PAGINATION posts."""
    g, settings = articles_generator(generators), get_site(generators)
    posts = {
        category.name: (category.url, articles) for category, articles in g.context["categories"]
    }
    first_page = g.articles[: g.settings["DEFAULT_PAGINATION"]]
    rail = settings.front_page.rail
    g.context["sections"] = build_sections(settings.categories, posts, first_page, rail)


def register() -> None:
    """Connect to Pelican's signal after all posts are sorted."""
    signals.all_generators_finalized.connect(attach_sections)
