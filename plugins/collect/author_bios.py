"""Gives every article `author_bios`, the profiles of its authors, and each profile a page.

A profile is `content/authors/<slug>.md`: `name`, `role`, `avatar`, `email`, `links`; its body is
the bio. An author without a profile is an error, and so is a profile without a name or a bio.

Needs: front_matter, period_archives.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from markdown import Markdown
from pelican import signals
from pelican.contents import Author

from newsroom.content.article import Article
from newsroom.content.authors import Profile, read_profiles
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.suggestions import nearest
from plugins.adapter import Generator, all_articles, get_report, get_site


@dataclass(frozen=True)
class AuthorBio:
    """The profile of an author of an article, and the author's other newest posts."""

    profile: Profile
    more: tuple[Article, ...] = ()


def unknown_authors(
    articles: Iterable[Article], profiles: Mapping[str, Profile]
) -> Iterator[Diagnostic]:
    """Yield an error for each author of an article who has no profile."""
    for article in articles:
        front: FrontMatter = article.front_matter
        for name in front.authors:
            if name not in profiles:
                advice = "add a profile to content/authors/"
                if near := nearest(name, profiles):
                    advice = f'did you mean "{near}" ({profiles[near].front_matter.file})?'
                message = f'unknown author "{name}"'
                yield Diagnostic(front.file, front.author_line, "author/unknown", message, advice)


def duplicate_pages(
    profiles: Mapping[str, Profile], slugs: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield an error for each author whose page would be that of another: `Zoë` and `Zoe`."""
    owners: dict[str, str] = {}
    for name, profile in profiles.items():
        owner = owners.setdefault(slugs[name], name)
        if owner != name:
            front = profile.front_matter
            message = f'URL /author/{slugs[name]}/ of "{name}" is already used by "{owner}"'
            line = front.line("name")
            yield Diagnostic(front.file, line, "author/duplicate-url", message, "change one name")


def other_posts(posts: Iterable[Article], article: Article, count: int) -> tuple[Article, ...]:
    """Return the first `count` posts of a list other than `article` and its translations."""
    others = (post for post in posts if post.slug != article.slug)
    return tuple(islice(others, count))


def collect_profiles(generator: Generator) -> None:
    """Read the profiles, have their portraits copied, and give each author a page."""
    raw, report = generator.settings, generator.settings["REPORT"]
    settings, markdown = raw["SITE"], Markdown(**raw["MARKDOWN"])
    limits = (settings.active_html.allow, settings.time_limit.seconds)
    profiles = read_profiles(Path(generator.path), markdown, report, *limits)
    generator.context["profiles"] = profiles
    generator.context["static_links"] |= {p.avatar.path for p in profiles.values() if p.avatar}
    slugs = {name: Author(name, raw).slug for name in profiles}
    report.add(*duplicate_pages(profiles, slugs))
    with_posts = [author for author, _ in generator.authors]
    without = [Author(name, raw) for name in profiles if name not in with_posts]
    generator.authors = sorted([*generator.authors, *((author, []) for author in without)])
    for author, _ in generator.authors:
        if author.name in profiles:
            profiles[author.name].url = author.url
    generator._update_context(("authors",))


def attach_author_bios(generators: list[Generator]) -> None:
    """Attach the bios of each article, in the order of its byline."""
    context, articles = generators[0].context, all_articles(generators)
    profiles, count = context["profiles"], get_site(generators).author_bios.more
    get_report(generators).add(*unknown_authors(articles, profiles))
    posts_by = {author.name: posts for author, posts in context["authors"]}
    for article in articles:
        article.author_bios = tuple(
            AuthorBio(profiles[name], other_posts(posts_by[name], article, count))
            for name in article.front_matter.authors
            if name in profiles and name in posts_by
        )


def register() -> None:
    """Connect to signals: profiles before static files are read, bios after all articles are."""
    signals.article_generator_finalized.connect(collect_profiles)
    signals.all_generators_finalized.connect(attach_author_bios)
