"""Who wrote it: gives every article `author_bios`, and a page to each profile.

A profile is `content/authors/<slug>.md`: `name`, `role`, `avatar`, `email`, `links`; its body is
the bio. An author without a profile is refused, and so is a profile without a name or a bio.

Needs: front_matter, period_archives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown import Markdown
from pelican import signals
from pelican.contents import Author

from newsroom.content.article import Article
from newsroom.content.authors import Profile, read_profiles
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.diagnostics.report import Report
from newsroom.diagnostics.suggestions import nearest
from plugins.adapter import Generator, every_article, report_of, site_of


@dataclass(frozen=True)
class AuthorBio:
    """A profile under an article, and the author's other newest posts."""

    profile: Profile
    more: tuple[Article, ...] = ()


def refuse_unknown(
    articles: Iterable[Article], profiles: Mapping[str, Profile], report: Report
) -> None:
    """A sentence for each author without a profile."""
    for article in articles:
        front: FrontMatter = article.front_matter
        for name in front.authors:
            if name not in profiles:
                near = nearest(name, profiles)
                hint = "; add one to content/authors/"
                if near:
                    hint = f'; did you mean "{near}" ({profiles[near].front_matter.file})?'
                report.refuse(
                    front.file, front.author_line, f'author "{name}" has no profile{hint}'
                )


def refuse_shared_addresses(
    profiles: Mapping[str, Profile], slugs: Mapping[str, str], report: Report
) -> None:
    """A sentence for each name whose page would be that of another: `Zoë` and `Zoe`."""
    first: dict[str, str] = {}
    for name, profile in profiles.items():
        other = first.setdefault(slugs[name], name)
        if other != name:
            front = profile.front_matter
            sentence = (
                f'"{name}" has the address of "{other}", /author/{slugs[name]}/; change one name'
            )
            report.refuse(front.file, front.line("name"), sentence)


def more_by(written: Iterable[Article], article: Article, count: int) -> tuple[Article, ...]:
    """The newest `count` posts of a list other than `article` and its translations."""
    others = (other for other in written if other.slug != article.slug)
    return tuple(other for other, _ in zip(others, range(count), strict=False))


def collect_profiles(generator: Generator) -> None:
    """Read the profiles, have their pictures copied, and give each author a page."""
    settings, report = generator.settings, generator.settings["REPORT"]
    site, markdown = settings["SITE"], Markdown(**settings["MARKDOWN"])
    limits = (site.active_html.allow, site.time_limit.seconds)
    profiles = read_profiles(Path(generator.path), markdown, report, *limits)
    generator.context["profiles"] = profiles
    generator.context["static_links"] |= {p.avatar.path for p in profiles.values() if p.avatar}
    refuse_shared_addresses(
        profiles, {name: Author(name, settings).slug for name in profiles}, report
    )
    with_posts = [author for author, _ in generator.authors]
    idle = [Author(name, settings) for name in profiles if name not in with_posts]
    generator.authors = sorted([*generator.authors, *((author, []) for author in idle)])
    for author, _ in generator.authors:
        if author.name in profiles:
            profiles[author.name].url = author.url
    generator._update_context(("authors",))


def attach_author_bios(generators: list[Generator]) -> None:
    """Bios of each article, in the order of its byline."""
    context, articles = generators[0].context, every_article(generators)
    profiles, count = context["profiles"], site_of(generators).author_bios.more
    refuse_unknown(articles, profiles, report_of(generators))
    written = {author.name: posts for author, posts in context["authors"]}
    for article in articles:
        article.author_bios = tuple(
            AuthorBio(profiles[name], more_by(written[name], article, count))
            for name in article.front_matter.authors
            if name in profiles and name in written
        )


def register() -> None:
    """Profiles before Pelican reads its static files, bios once every article is known."""
    signals.article_generator_finalized.connect(collect_profiles)
    signals.all_generators_finalized.connect(attach_author_bios)
