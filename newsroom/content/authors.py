"""Author profiles: `content/authors/<slug>.md` their keys and their bio."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markdown import Markdown

from newsroom.content.article_html import ArticleHtml, Files, render_body
from newsroom.content.front_matter import fields as values
from newsroom.content.front_matter import nested_fields as entries
from newsroom.content.front_matter.parser import Head, decode, read_head
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.images import ImageError, find_picture, picture_size
from newsroom.content.parse_errors import describe, line_of_bytes
from newsroom.content.source_positions import line_of_tag
from newsroom.content.time_limit import time_limit
from newsroom.diagnostics.report import Report
from newsroom.diagnostics.suggestions import did_you_mean
from newsroom.html.outline import Outline, read_outline
from newsroom.urls.urls import can_be_file

KEYS: Mapping[str, values.Reader] = {
    "name": values.text,
    "role": values.text,
    "avatar": values.text,
    "email": values.text,
    "links": entries.links,
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
    links: tuple[entries.Source, ...] = ()
    url: str = ""
    content_policy: str = ""
    active_html: bool = False
    resolved_links: dict[str, str] = field(default_factory=dict)

    @property
    def bio(self) -> str:
        """The body as HTML."""
        return self._content


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
            except values.FieldError as error:
                wrong += [(at or head.lines[key], f"{key} {said}") for at, said in error.mistakes]
    if not head.mistakes and not typed.get("name"):
        wrong.append((head.lines.get("name", 1), "the profile has no name; add `name: Full Name`"))
    if not head.body.strip():
        wrong.append((head.body_line, "the profile has no bio; write it below the front matter"))
    for line, sentence in wrong:
        report.refuse(file, line, sentence)
    return typed


def read_profiles(
    content: Path,
    markdown: Markdown,
    report: Report,
    scripted: Collection[str] = (),
    seconds: int = 0,
) -> dict[str, Profile]:
    """All profiles by name; parsing one may take so many seconds of processor time, 0 for any."""
    profiles: dict[str, Profile] = {}
    for path in filter(Path.is_file, sorted((content / "authors").glob("[!.]*.md"))):
        file = f"{content.name}/authors/{path.name}"
        try:
            source = decode(path.read_bytes())
        except UnicodeDecodeError as error:
            report.refuse(file, line_of_bytes(error), describe(error, seconds))
            continue
        head = read_head(source)
        typed = read_profile(head, file, report)
        name = typed.pop("name", path.stem)
        if name in profiles and "name" in head.lines:
            other = profiles[name].front_matter.file
            report.refuse(file, head.lines["name"], f'"{name}" has a profile in {other} too')
        place = (file, head.lines.get("avatar", 1))
        avatar = _avatar(typed.pop("avatar", ""), content, place, report)
        front = FrontMatter(file, head.lines, head.body_line)
        body, outline = ArticleHtml(""), Outline()
        try:
            with time_limit(seconds):
                source_path = path.relative_to(content)
                body = render_body(markdown, head.body, source_path, Files(content, scripted))
                outline = read_outline(body.html)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  # libraries may raise anything for a hostile file
            markdown.parser.state.clear()  # which `reset` leaves as it is
            report.refuse(file, head.body_line, describe(error, seconds))
        for problem in body.problems:
            line = line_of_tag(problem.tag, problem.number, source, head.body_line)
            report.add(problem.at(file, line))
        profiles[name] = Profile(front, name, outline, body.html, avatar=avatar, **typed)
    return profiles


def _avatar(written: str, content: Path, place: tuple[str, int], report: Report) -> Avatar | None:
    if not written:
        return None
    folder = content / "authors"
    path = find_picture(written, folder, content) if can_be_file(written) else None
    try:
        width, height = picture_size(path or content / "missing")
    except (OSError, ImageError):
        report.refuse(*place, f'there is no picture "{written}"; put it into content/images/')
        return None
    name = path.relative_to(content.resolve()).as_posix() if path else ""
    return Avatar(name, quote(name), width, height)
