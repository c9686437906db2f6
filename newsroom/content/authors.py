"""Author profiles: the keys and the bio of `content/authors/<slug>.md`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markdown import Markdown

from newsroom.content.article_html import ArticleHtml, Files, diagnose_tags, render_body
from newsroom.content.front_matter import fields as values
from newsroom.content.front_matter import nested_fields as entries
from newsroom.content.front_matter.parser import RawFrontMatter, decode, parse_front_matter
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.front_matter.validator import missing_key, parse_values
from newsroom.content.images import ImageError, find_image, image_size
from newsroom.content.parse_errors import diagnose_error
from newsroom.content.time_limit import time_limit
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import Report
from newsroom.html.outline import Outline, read_outline
from newsroom.urls.urls import can_be_file

KEYS: Mapping[str, values.ValueParser] = {
    "name": values.parse_text,
    "role": values.parse_text,
    "avatar": values.parse_text,
    "email": values.parse_text,
    "links": entries.parse_links,
}
EXAMPLE = "name: Full Name"


@dataclass(frozen=True)
class Avatar:
    """A portrait: its path under `content/` and in the site, and its true size in pixels."""

    path: str
    url: str
    width: int
    height: int


@dataclass
class Profile:
    """An author, with the attributes of Pelican's contents, so that bios are checked as posts."""

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


def read_profiles(
    content: Path,
    markdown: Markdown,
    report: Report,
    scripted: Collection[str] = (),
    seconds: int = 0,
) -> dict[str, Profile]:
    """Return all profiles by name; errors go into the report.

    Parsing one file may take `seconds` of processor time, 0 for any. `scripted` are the paths of
    files that may contain active content.
    """
    reader = ProfileReader(content, markdown, scripted, seconds)
    profiles: dict[str, Profile] = {}
    for path in filter(Path.is_file, sorted((content / "authors").glob("[!.]*.md"))):
        profile, diagnostics = reader.read(path)
        report.add(*diagnostics)
        if profile is None:
            continue
        front = profile.front_matter
        if profile.name in profiles and "name" in front.lines:
            first = profiles[profile.name].front_matter.file
            message = f'"{profile.name}" already has a profile: {first}'
            line, code = front.lines["name"], "author/duplicate-name"
            report.add(Diagnostic(front.file, line, code, message, "remove one of them"))
        profiles[profile.name] = profile
    return profiles


@dataclass
class ProfileReader:
    """Reads profiles below the folder `content`, as `read_profiles` says."""

    content: Path
    markdown: Markdown
    scripted: Collection[str] = ()
    seconds: int = 0

    def read(self, path: Path) -> tuple[Profile | None, list[Diagnostic]]:
        """Return the profile of a file, None where it is not UTF-8, and what is wrong with it."""
        file = f"{self.content.name}/authors/{path.name}"
        try:
            source = decode(path.read_bytes())
        except UnicodeDecodeError as error:
            return None, [diagnose_error(error, file, 1, self.seconds)]
        raw = parse_front_matter(source, file)
        typed, diagnostics = validate_profile(raw)
        name = typed.pop("name", "") or path.stem
        avatar, errors = self.find_avatar(typed.pop("avatar", None) or "", raw)
        body, outline, body_diagnostics = self.read_body(raw, path, source)
        valid = {key: value for key, value in typed.items() if value is not None}
        front = FrontMatter(file, raw.lines, raw.body_line)
        profile = Profile(front, name, outline, body.html, avatar=avatar, **valid)
        return profile, [*diagnostics, *errors, *body_diagnostics]

    def read_body(
        self, raw: RawFrontMatter, path: Path, source: str
    ) -> tuple[ArticleHtml, Outline, list[Diagnostic]]:
        """Return the HTML and outline of a bio, both empty where it cannot be converted."""
        files = Files(self.content, self.scripted)
        try:
            with time_limit(self.seconds):
                relative = path.relative_to(self.content)
                body = render_body(self.markdown, raw.body, relative, files)
                outline = read_outline(body.html)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  # libraries may raise anything for a hostile file
            self.markdown.parser.state.clear()  # which `reset` leaves as it is
            diagnostic = diagnose_error(error, raw.file, raw.body_line, self.seconds)
            return ArticleHtml(""), Outline(), [diagnostic]
        return body, outline, [*diagnose_tags(body.problems, raw.file, source, raw.body_line)]

    def find_avatar(self, name: str, raw: RawFrontMatter) -> tuple[Avatar | None, list[Diagnostic]]:
        """Return the avatar of a name in the front matter, or an error where it is not found."""
        if not name:
            return None, []
        path = (
            find_image(name, self.content / "authors", self.content) if can_be_file(name) else None
        )
        try:
            width, height = image_size(path or self.content / "missing")
        except (OSError, ImageError):
            line, message = raw.lines["avatar"], f'image "{name}" not found'
            advice = "put it into content/images/"
            return None, [Diagnostic(raw.file, line, "image/not-found", message, advice)]
        relative = path.relative_to(self.content.resolve()).as_posix() if path else ""
        return Avatar(relative, quote(relative), width, height), []


def validate_profile(raw: RawFrontMatter) -> tuple[dict[str, Any], list[Diagnostic]]:
    """Return the typed values of a profile, None for an invalid one, and what is wrong with it."""
    typed, diagnostics = parse_values(raw, KEYS, f"keys of an author profile: {', '.join(KEYS)}")
    if not raw.diagnostics and "name" not in typed:
        diagnostics.append(missing_key(raw.file, raw.lines.get("name", 1), "name", EXAMPLE))
    if not raw.body.strip():
        message, advice = "missing bio", "write it below the front matter"
        code = "file/empty-body"
        diagnostics.append(Diagnostic(raw.file, raw.body_line, code, message, advice))
    return typed, [*raw.diagnostics, *diagnostics]
