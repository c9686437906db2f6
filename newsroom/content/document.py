"""What one source file says: a post, a page or an author profile.

A document follows from the bytes of its file, the settings and the sizes of the images that it
shows, and from nothing else. So it can be made in any process, and kept for as long as these are
the same. The frozen documents and the parser that alone makes them are one subject.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, TypeVar

from markdown import Markdown

from newsroom.config.layout import Slugify
from newsroom.config.schema import Settings
from newsroom.content.article_html import ParsedHtml, diagnose_tags, parse_markdown
from newsroom.content.authors import validate_profile
from newsroom.content.body import Body, KeptBody
from newsroom.content.file_names import parse_file_name
from newsroom.content.front_matter.nested_fields import Source
from newsroom.content.front_matter.parser import RawFrontMatter, decode, parse_front_matter
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.front_matter.validator import (
    NO_SLUG,
    date_warnings,
    translate_front_matter,
    validate_front_matter,
)
from newsroom.content.markdown_extension import build_markdown
from newsroom.content.parse_errors import diagnose_error, failing_line
from newsroom.content.parsed_body import ParsedBody, locate_problems, read_parsed_html
from newsroom.content.source_positions import SourceBody
from newsroom.content.time_limit import TimeLimitError, time_limit
from newsroom.content.toc import toc_above, toc_labels
from newsroom.content.visible_marks import text_marks
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.html.csp import Policy
from newsroom.html.outline import Outline
from newsroom.images.image_files import ImageSizes
from newsroom.locale.vocabulary import Vocabulary
from newsroom.locale.words import Words
from newsroom.text.reading_time import reading_time
from newsroom.urls.urls import source_file

AnyDocument = TypeVar("AnyDocument", bound="Document")
PLAIN_TEXTS = ("title", "summary", "image_alt", "image_caption", "image_credit")
BODY_WORDS = frozenset(
    (
        "alert_caution alert_important alert_note alert_tip alert_warning audio audio_on "
        "back_to_text back_to_text_again contents footnote footnotes formula link_to table "
        "task_done task_open video video_on"
    ).split()
)
TITLE_LENGTH = 110  # characters; longer headlines are cut in search results and messengers


@dataclass(frozen=True)
class Document:
    """One source file, at `path` below `content/`.

    `slug` is that of the front matter, else from the file name; `reading_time` is in minutes;
    `policy` is what the body needs beyond the strict one. Nothing is judged in a file that
    `ACTIVE_HTML["allow"]` lists, so that its `classes`, `active_html`, `deceptive_html` and
    `inline_styles` are empty. Without slots, since ten thousands of them are unpickled in a build.
    """

    path: str
    front_matter: FrontMatter
    slug: str = ""
    body: Body | KeptBody = field(default_factory=Body)
    outline: Outline = field(default_factory=Outline)
    reading_time: int = 1
    policy: Policy = field(default_factory=dict)
    classes: tuple[tuple[str, str], ...] = ()
    """Pairs of a class name and a tag, each once, to be compared with the classes of the theme."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each URL and class name that the source of the body contains; see `line`."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with front matter, tags and the file; errors of a draft are warnings."""
    date_diagnostics: tuple[Diagnostic, ...] = ()
    """Dates that occur twice or never; their severity in a draft is the same."""
    active_html: tuple[Diagnostic, ...] = ()
    deceptive_html: tuple[Diagnostic, ...] = ()
    """Deceptive content, imitations of the page around the body apart (see `classes`)."""
    inline_styles: tuple[Diagnostic, ...] = ()
    """The `style` attributes that the body has lost."""
    image_diagnostics: tuple[Diagnostic, ...] = ()
    """Images without alt text, and files that browsers would fetch from another site."""
    is_page: bool = False
    """Whether the file is in a folder of pages, and not of posts."""
    is_readable: bool = True
    """Whether the file could be parsed; otherwise only its path and `diagnostics` count."""
    toc: str = ""
    """The table of contents above the body as HTML, "" where it has none or one of its own."""
    linked_files: frozenset[str] = frozenset()
    """The paths below `content/` that links and images of the body may name."""

    @property
    def title(self) -> str:
        """The title in the front matter, else the name of the file."""
        return self.front_matter.title or PurePosixPath(self.path).stem

    def line(self, text: str) -> int:
        """Return the line of a URL or class name, the first one of the body where none is known."""
        return self.lines.get(text, self.front_matter.body_line)


@dataclass(frozen=True)
class ProfileDocument(Document):
    """An author profile; its `avatar` is the reference to an image as it is written."""

    name: str = ""
    role: str = ""
    avatar: str = ""
    email: str = ""
    links: tuple[Source, ...] = ()
    fediverse: str = ""
    organization: bool = False


@dataclass(eq=False)
class DocumentParser:
    """Makes documents, whatever the files contain.

    `markdown` is Pelican's setting MARKDOWN, `content` the name of the folder of all sources, and
    `slugify` makes the slug of a file name. With `heads_only` no body is converted, which takes a
    tenth of the time. `language_folders` are paths of folders that say the language of their files.
    `vocabulary` has the words that bodies get, which are `BODY_WORDS`.
    """

    settings: Settings
    markdown: Mapping[str, Any]
    content: str
    slugify: Slugify
    image_size: ImageSizes
    heads_only: bool = field(default=False, kw_only=True)
    language_folders: Collection[str] = field(default=(), kw_only=True)
    vocabulary: Vocabulary = field(default=Vocabulary("en", {}), kw_only=True)

    def __post_init__(self) -> None:
        self.seconds = self.settings.time_limit.seconds

    def __getstate__(self) -> dict[str, object]:
        """Return all but the converter, which is built again."""
        return {name: value for name, value in vars(self).items() if name != "converter"}

    @cached_property
    def converter(self) -> Markdown:
        """The converter of all files: building it costs a tenth of a conversion."""
        return build_markdown(self.markdown)

    def parse(self, data: bytes, path: str, *, page: bool) -> Document:
        """Return the document of a post, or of a `page`, from the bytes of its file.

        Whatever a bad file raises becomes a diagnostic, `MemoryError` and `UserError` apart.
        """
        file = f"{self.content}/{path}"
        try:
            source = decode(data)
            with time_limit(self.seconds):
                name = parse_file_name(path, self.language_folders)
                raw = parse_front_matter(source, file)
                raw = translate_front_matter(raw, name, self.settings, page=page)
                front, diagnostics = validate_front_matter(
                    raw, self.settings, page=page, slugify=self.slugify
                )
                dates = tuple(date_warnings(raw, self.settings.timezone))
            slug = front.slug or self.slug(path, front.lang)
        except (MemoryError, UserError):
            raise
        except Exception as error:  # noqa: BLE001  # libraries may raise anything for a hostile file
            problem = self.diagnose(error, file, 1)
            return Document(path, FrontMatter(file), diagnostics=(problem,), is_readable=False)
        document = Document(path, front, slug, date_diagnostics=dates, is_page=page)
        diagnostics += check_post(raw, front, slug)
        return self.with_body(document, raw, diagnostics)

    def parse_profile(self, data: bytes, path: str) -> ProfileDocument:
        """Return the document of an author profile from the bytes of its file, as `parse` does."""
        file = f"{self.content}/{path}"
        try:
            source = decode(data)
            with time_limit(self.seconds):
                raw = parse_front_matter(source, file)
                typed, diagnostics = validate_profile(raw, self.slugify)
            slug = self.slugify(PurePosixPath(path).stem)
        except (MemoryError, UserError):
            raise
        except Exception as error:  # noqa: BLE001  # libraries may raise anything for a hostile file
            problem = (self.diagnose(error, file, 1),)
            return ProfileDocument(path, FrontMatter(file), diagnostics=problem, is_readable=False)
        name = typed.pop("name", "") or PurePosixPath(path).stem
        fixed = typed.pop("slug", "") or ""
        valid = {key: value for key, value in typed.items() if value is not None}
        front = FrontMatter(file, raw.lines, raw.body_line, slug=fixed)
        document = ProfileDocument(path, front, slug, name=name, **valid)
        return self.with_body(document, raw, diagnostics)

    def may_run(self, path: str) -> bool:
        """Return whether the file at a path may contain active content."""
        return path in self.settings.active_html.allow

    def toc(self, document: Document, html: ParsedHtml, body: str) -> str:
        """Return the table of contents above a body, "" for none.

        The front matter goes before the setting, which is for posts.
        """
        is_post = not document.is_page and not isinstance(document, ProfileDocument)
        wanted = document.front_matter.toc
        minimum = self.settings.toc.minimum if is_post else 0
        minimum = minimum if wanted is None else int(wanted)
        if html.has_toc or not minimum:
            return ""
        labels = toc_labels(self.converter, body)
        lang = document.front_matter.lang
        return toc_above(html.tree, minimum, labels, self.words(document), lang)

    def words(self, document: Document) -> Words:
        """Return the words of the language of a document; a profile has that of the site."""
        return self.vocabulary.words(document.front_matter.lang)

    def slug(self, path: str, language: str) -> str:
        """Return the slug of a file in a language, from its name without date and language.

        Another language is a part of the name, as in `deep-learning.it.md` with `lang: en`.
        """
        name = parse_file_name(path, self.language_folders)
        is_other = name.language.partition("-")[0] != language.partition("-")[0]
        return self.slugify(
            f"{name.name}.{name.language}" if name.language and is_other else name.name
        )

    def with_body(
        self,
        document: AnyDocument,
        raw: RawFrontMatter,
        diagnostics: Sequence[Diagnostic],
    ) -> AnyDocument:
        """Return a document with what its body says, and with all diagnostics."""
        source = SourceBody(raw.body, raw.body_line)
        parsed, problems = self.parse_body(raw, document, source)
        where = raw.file, source
        return replace(
            document,
            body=parsed.body,
            toc=parsed.toc,
            outline=parsed.outline,
            linked_files=linked_files(parsed.outline.links, document.path),
            reading_time=reading_time(parsed.body.text),
            policy=parsed.policy,
            classes=parsed.classes,
            lines=parsed.lines,
            diagnostics=(*diagnostics, *problems),
            active_html=locate_problems(parsed.active_html, *where),
            deceptive_html=locate_problems(parsed.deceptive_html, *where),
            inline_styles=locate_problems(parsed.inline_styles, *where),
            image_diagnostics=locate_problems(parsed.image_diagnostics, *where),
        )

    def parse_body(
        self, raw: RawFrontMatter, document: Document, source: SourceBody
    ) -> tuple[ParsedBody, list[Diagnostic]]:
        """Return what a body says, nothing for one that cannot be parsed, and what is wrong.

        The file stays a document, so that links to it are not errors as well. Therefore a body has
        limits of its own, which finding the line of an error does not use up.
        """
        if self.heads_only:
            return ParsedBody(), []
        path, draft = document.path, document.front_matter.status == "draft"
        folder, active = PurePosixPath(path).parent.as_posix(), self.may_run(path)
        sizes, html, words = self.image_size, None, self.words(document)
        try:
            with time_limit(self.seconds):
                html = parse_markdown(
                    self.converter,
                    raw.body,
                    folder,
                    sizes,
                    words,
                    custom=active,
                    has_lead_image=bool(document.front_matter.image),
                )
            with time_limit(self.seconds):
                toc = self.toc(document, html, raw.body)  # the tree is of no use later
                parsed = read_parsed_html(html, source, active=active, draft=draft)
        except (MemoryError, UserError):
            raise
        except Exception as error:  # noqa: BLE001  # libraries may raise anything for a hostile file
            vars(self).pop("converter", None)  # it is in an unknown state
            quick = html is None and not isinstance(error, TimeLimitError)
            line = failing_line(raw.body, self.try_conversion) if quick else 0
            return ParsedBody(), [self.diagnose(error, raw.file, raw.body_line + line)]
        marks = (
            Diagnostic(raw.file, mark.line, "markdown/visible-mark", mark.message, mark.advice)
            for mark in parsed.visible_marks
        )
        notes = locate_problems(parsed.unused_footnotes, raw.file, source)
        parsed = replace(parsed, toc=toc)
        return parsed, [*diagnose_tags(html.problems, raw.file, source), *marks, *notes]

    def try_conversion(self, text: str) -> None:
        """Convert a text and discard the result; raise what that raises."""
        build_markdown(self.markdown, self.vocabulary.words()).convert(text)

    def diagnose(self, error: Exception, file: str, line: int) -> Diagnostic:
        """Return the diagnostic for an error that a file raised."""
        return diagnose_error(error, file, line, self.seconds)


def linked_files(urls: Iterable[str], path: str) -> frozenset[str]:
    """Return the paths below `content/` that URLs may name in the file at a path."""
    folder = PurePosixPath(path).parent.as_posix()
    files = (source_file(url, folder) for url in urls)
    return frozenset(file for file in files if file)


def front_matter_marks(raw: RawFrontMatter) -> Iterator[Diagnostic]:
    """Yield the marks of Markdown that readers would see in texts of the front matter."""
    advice = "remove it, or put a backslash before it"
    for key in PLAIN_TEXTS:
        value = raw.values.get(key)
        for message in text_marks(value) if isinstance(value, str) else ():
            line = raw.lines.get(key, 1)
            yield Diagnostic(raw.file, line, "markdown/visible-mark", message, advice)


def check_post(raw: RawFrontMatter, front: FrontMatter, slug: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with a post as a whole: no text, no slug, a long title."""
    file = front.file
    if not raw.body.strip() and not raw.diagnostics:
        message, advice = "missing text below the front matter", "write some"
        yield Diagnostic(file, raw.body_line, "file/empty-body", message, advice)
    if not slug:
        message = f'cannot build a URL from the file name "{PurePosixPath(file).name}": {NO_SLUG}'
        yield Diagnostic(file, 1, "front-matter/no-slug", message, "add a slug")
    yield from front_matter_marks(raw)
    if len(front.title) > TITLE_LENGTH:
        message = f"the title has {len(front.title)} characters"
        advice = f"search results cut it after {TITLE_LENGTH}"
        yield Diagnostic(file, front.line("title"), "front-matter/long-title", message, advice)
