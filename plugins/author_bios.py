"""Who wrote it: gives every article `author_bios`, and a page to each profile.

A profile is `content/authors/<slug>.md`: `name`, `role`, `avatar`, `email`, `links`; its body is
the bio. An author without a profile is refused, and so is a profile without a name or a bio.

Needs: front_matter, period_archives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markdown import Markdown
from pelican import signals
from pelican.contents import Author

from plugins.support import values
from plugins.support.content import Article, Generator, every_article, report_of, site_of
from plugins.support.head import Head, decode, read_head
from plugins.support.outline import Outline, read_outline
from plugins.support.pictures import NotAPicture, find_picture, picture_size
from plugins.support.report import Report, did_you_mean, nearest
from plugins.support.schema import FrontMatter

KEYS: Mapping[str, values.Reader] = {
    "name": values.text,
    "role": values.text,
    "avatar": values.text,
    "email": values.text,
    "links": values.links,
}


@dataclass(frozen=True)
class Avatar:
    """A portrait: its path under `content/` and in the site, and its true size in pixels."""

    path: str
    url: str
    width: int
    height: int


@dataclass
class Profile:
    """One author. Has what Pelican's contents have, so that a bio is checked as a post is."""

    front_matter: FrontMatter
    name: str
    outline: Outline
    _content: str
    role: str = ""
    avatar: Avatar | None = None
    email: str = ""
    links: tuple[values.Source, ...] = ()
    url: str = ""

    @property
    def bio(self) -> str:
        """The body as HTML."""
        return self._content

    def get_relative_source_path(self) -> str:
        """The file, from `content/`."""
        return self.front_matter.file.split("/", 1)[1]


@dataclass(frozen=True)
class AuthorBio:
    """A profile under an article, and the author's other newest posts."""

    profile: Profile
    more: tuple[Article, ...] = ()


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


def read_profiles(content: Path, markdown: Markdown, report: Report) -> dict[str, Profile]:
    """All profiles by name."""
    profiles: dict[str, Profile] = {}
    for path in sorted((content / "authors").glob("*.md")):
        file = f"{content.name}/authors/{path.name}"
        try:
            head = read_head(decode(path.read_bytes()))
        except UnicodeDecodeError:
            report.refuse(file, 1, "the file is not in UTF-8; save it again in that encoding")
            continue
        typed = read_profile(head, file, report)
        name = typed.pop("name", path.stem)
        if name in profiles and "name" in head.lines:
            other = profiles[name].front_matter.file
            report.refuse(file, head.lines["name"], f'"{name}" has a profile in {other} too')
        place = (file, head.lines.get("avatar", 1))
        avatar = _avatar(typed.pop("avatar", ""), content, place, report)
        html = markdown.reset().convert(head.body)
        front = FrontMatter(file, head.lines, head.body_line)
        profiles[name] = Profile(front, name, read_outline(html), html, avatar=avatar, **typed)
    return profiles


def _avatar(written: str, content: Path, place: tuple[str, int], report: Report) -> Avatar | None:
    if not written:
        return None
    path = find_picture(written, content / "authors", content)
    try:
        width, height = picture_size(path or content / "missing")
    except (OSError, NotAPicture):
        report.refuse(*place, f'there is no picture "{written}"; put it into content/images/')
        return None
    name = path.relative_to(content.resolve()).as_posix() if path else ""
    return Avatar(name, quote(name), width, height)


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


def more_by(written: Iterable[Article], article: Article, count: int) -> tuple[Article, ...]:
    """The newest `count` posts of a list other than `article` and its translations."""
    others = (other for other in written if other.slug != article.slug)
    return tuple(other for other, _ in zip(others, range(count), strict=False))


def collect_profiles(generator: Generator) -> None:
    """Read the profiles, have their pictures copied, and give each author a page."""
    settings, report = generator.settings, generator.settings["REPORT"]
    profiles = read_profiles(Path(generator.path), Markdown(**settings["MARKDOWN"]), report)
    generator.context["profiles"] = profiles
    generator.context["static_links"] |= {p.avatar.path for p in profiles.values() if p.avatar}
    with_posts = {author.name for author, _ in generator.authors}
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
