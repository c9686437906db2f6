"""Author profiles: `content/authors/<slug>.md` their keys and their bio."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markdown import Markdown

from plugins.support import entries, values
from plugins.support.article_html import Files, render_body
from plugins.support.head import Head, decode, read_head
from plugins.support.outline import Outline, read_outline
from plugins.support.pictures import NotAPicture, find_picture, picture_size
from plugins.support.report import Report, did_you_mean
from plugins.support.schema import FrontMatter
from plugins.support.source_lines import line_of_tag

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
    addresses: dict[str, str] = field(default_factory=dict)

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
            except values.Wrong as error:
                wrong += [(at or head.lines[key], f"{key} {said}") for at, said in error.mistakes]
    if not head.mistakes and not typed.get("name"):
        wrong.append((head.lines.get("name", 1), "the profile has no name; add `name: Full Name`"))
    if not head.body.strip():
        wrong.append((head.body_line, "the profile has no bio; write it below the front matter"))
    for line, sentence in wrong:
        report.refuse(file, line, sentence)
    return typed


def read_profiles(
    content: Path, markdown: Markdown, report: Report, scripted: Collection[str] = ()
) -> dict[str, Profile]:
    """All profiles by name."""
    profiles: dict[str, Profile] = {}
    for path in sorted((content / "authors").glob("[!.]*.md")):
        file = f"{content.name}/authors/{path.name}"
        try:
            source = decode(path.read_bytes())
        except UnicodeDecodeError:
            report.refuse(file, 1, "the file is not in UTF-8; save it again in that encoding")
            continue
        head = read_head(source)
        typed = read_profile(head, file, report)
        name = typed.pop("name", path.stem)
        if name in profiles and "name" in head.lines:
            other = profiles[name].front_matter.file
            report.refuse(file, head.lines["name"], f'"{name}" has a profile in {other} too')
        place = (file, head.lines.get("avatar", 1))
        avatar = _avatar(typed.pop("avatar", ""), content, place, report)
        source_path = path.relative_to(content)
        body = render_body(markdown, head.body, source_path, Files(content, scripted))
        for problem in body.problems:
            line = line_of_tag(problem.tag, problem.number, source, head.body_line)
            tell = report.refuse if problem.severity == "error" else report.warn
            tell(file, line, problem.message)
        front = FrontMatter(file, head.lines, head.body_line)
        outline = read_outline(body.html)
        profiles[name] = Profile(front, name, outline, body.html, avatar=avatar, **typed)
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
