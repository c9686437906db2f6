"""Who wrote it: gives every article `author_bios`, and a page to each profile.

A profile is `content/authors/<slug>.md`: `name`, `role`, `avatar`, `email`, `links`; its body is
the bio. An author without a profile is refused, and so is a profile without a name or a bio.

Needs: front_matter, period_archives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican import signals
from pelican.contents import Author

from plugins.support import values
from plugins.support.content import Article, Generator, every_article, report_of, site_of
from plugins.support.head import Head, decode, read_head
from plugins.support.pictures import NotAPicture, picture_size
from plugins.support.report import Report, did_you_mean

KEYS: Mapping[str, values.Reader] = {
    "name": values.text,
    "role": values.text,
    "avatar": values.text,
    "email": values.text,
    "links": values.links,
}


@dataclass(frozen=True)
class Avatar:
    """A portrait: its path in the site and its true size."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Profile:
    """One author. `bio` is HTML."""

    file: str
    name: str
    bio: str
    role: str = ""
    avatar: Avatar | None = None
    email: str = ""
    links: tuple[values.Source, ...] = ()


@dataclass(frozen=True)
class AuthorBio:
    """A profile under an article: its page, and the author's other newest posts."""

    profile: Profile
    url: str
    more: tuple[Article, ...] = field(default=())


def read_profile(head: Head, file: str, report: Report) -> dict[str, Any]:
    """The typed values of a profile; what is wrong goes into the report."""
    typed: dict[str, Any] = {}
    wrong = list(head.mistakes)
    for key, value in head.values.items():
        if key not in KEYS:
            known = did_you_mean(key, KEYS) or f"; keys: {', '.join(KEYS)}"
            wrong.append((head.lines[key], f'"{key}" is no key of an author profile{known}'))
        elif value:
            try:
                typed[key] = KEYS[key](value)
            except values.Wrong as error:
                wrong.append((head.lines[key], f"{key} {error}"))
    if not head.mistakes and not typed.get("name"):
        wrong.append((head.lines.get("name", 1), "the profile has no name; add `name: Full Name`"))
    if not head.body.strip():
        wrong.append((head.body_line, "the profile has no bio; write it below the front matter"))
    for line, sentence in wrong:
        report.refuse(file, line, sentence)
    return typed


def read_profiles(content: Path, report: Report) -> dict[str, Profile]:
    """All profiles by name."""
    markdown = Markdown(extensions=["extra"], output_format="html")
    profiles: dict[str, Profile] = {}
    for path in sorted((content / "authors").glob("*.md")):
        file = f"{content.name}/authors/{path.name}"
        try:
            head = read_head(decode(path.read_bytes()))
        except UnicodeDecodeError:
            report.refuse(file, 1, "the file is not in UTF-8; save it again in that encoding")
            continue
        typed = read_profile(head, file, report)
        name = typed.get("name", path.stem)
        if name in profiles:
            report.refuse(
                file, head.lines["name"], f'"{name}" has a profile in {profiles[name].file} too'
            )
        avatar = _avatar(
            typed.pop("avatar", ""), content, (file, head.lines.get("avatar", 1)), report
        )
        bio = markdown.reset().convert(head.body)
        profiles[name] = Profile(
            **{"file": file, "name": name, "bio": bio, "avatar": avatar} | typed
        )
    return profiles


def _avatar(written: str, content: Path, place: tuple[str, int], report: Report) -> Avatar | None:
    if not written:
        return None
    tried = (
        content / "authors" / written,
        content / "images" / written,
        content / written.lstrip("/"),
    )
    path = next((p for p in tried if p.is_file()), None)
    try:
        width, height = picture_size(path or content / "missing")
    except (OSError, NotAPicture):
        report.refuse(*place, f'there is no picture "{written}"; put it into content/images/')
        return None
    return Avatar((path or content).relative_to(content).as_posix(), width, height)


def refuse_unknown(
    articles: Iterable[Article], profiles: Mapping[str, Profile], report: Report
) -> None:
    """A sentence for each author without a profile."""
    for article in articles:
        front = article.front_matter
        line = front.lines.get("authors", front.line("author"))
        for name in front.authors:
            if name not in profiles:
                near = did_you_mean(name, profiles)
                file = next((p.file for p in profiles.values() if f'"{p.name}"' in near), "")
                hint = near.replace("?", f" ({file})?") if near else "; add one to content/authors/"
                report.refuse(front.file, line, f'author "{name}" has no profile{hint}')


def more_by(written: Iterable[Article], article: Article, count: int) -> tuple[Article, ...]:
    """The newest `count` posts of a list other than `article` and its translations."""
    others = (other for other in written if other.slug != article.slug)
    return tuple(other for other, _ in zip(others, range(count), strict=False))


def collect_profiles(generator: Generator) -> None:
    """Read the profiles, have their pictures copied, and give each author a page."""
    report = generator.settings["REPORT"]
    profiles = read_profiles(Path(generator.path), report)
    generator.context["profiles"] = profiles
    generator.context["static_links"] |= {p.avatar.url for p in profiles.values() if p.avatar}
    with_posts = {author.name for author, _ in generator.authors}
    idle = [Author(name, generator.settings) for name in profiles if name not in with_posts]
    generator.authors = sorted([*generator.authors, *((author, []) for author in idle)])
    generator._update_context(("authors",))


def attach_author_bios(generators: list[Generator]) -> None:
    """Bios of each article, in the order of its byline."""
    context, articles = generators[0].context, every_article(generators)
    profiles, count = context["profiles"], site_of(generators).author_bios.more
    refuse_unknown(articles, profiles, report_of(generators))
    bios = {author.name: (author.url, posts) for author, posts in context["authors"]}
    for article in articles:
        known = [name for name in article.front_matter.authors if name in profiles and name in bios]
        article.author_bios = tuple(
            AuthorBio(profiles[name], bios[name][0], more_by(bios[name][1], article, count))
            for name in known
        )


def register() -> None:
    """Profiles before Pelican reads its static files, bios once every article is known."""
    signals.article_generator_finalized.connect(collect_profiles)
    signals.all_generators_finalized.connect(attach_author_bios)
