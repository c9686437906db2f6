"""Reads each Markdown file: gives every article and page `front_matter` (typed), `outline`
and `markdown`, its body as it is written.

What is wrong with front matter goes into the report, and the file is read on with default values,
so that one error neither hides others nor causes them; the plugin `build_gate` then stops the
build. Drafts and posts dated after `SITE.now` are withheld here, before anything else has read
them, unless this is a preview.

Needs: settings, article_body.
"""

from collections.abc import Iterator
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican import Pelican, signals
from pelican.contents import Author, Category, Tag
from pelican.readers import BaseReader, Readers
from pelican.utils import slugify

from newsroom.config.schema import Settings
from newsroom.content.article_html import ArticleHtml, Files, diagnose_tags, render_body
from newsroom.content.front_matter.parser import RawFrontMatter, decode, parse_front_matter
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.front_matter.validator import (
    NO_SLUG,
    date_warnings,
    validate_front_matter,
)
from newsroom.content.parse_errors import diagnose_error, failing_line
from newsroom.content.source_files import DATED, EXTENSIONS, ignored_texts, unusable_files
from newsroom.content.time_limit import TimeLimitError, time_limit
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import Report
from newsroom.html.outline import Outline, read_outline
from plugins.adapter import Generator

TITLE_LENGTH = 110  # characters; longer headlines are cut in search results and messengers


def why_withheld(front: FrontMatter, now: datetime) -> str:
    """Return why a post is not public: "draft", "scheduled", or "" when it is."""
    if front.status == "draft":
        return "draft"
    return "scheduled" if front.date > now else ""


class PostReader(BaseReader):  # type: ignore[misc]  # Pelican has no types
    """Reads a Markdown file into HTML and metadata, by our schema."""

    enabled = True
    file_extensions: list[str] = []  # noqa: RUF012  # Pelican reads it; front_matter registers .md

    def __init__(self, raw: dict[str, Any]) -> None:
        super().__init__(raw)
        self.site: Settings = raw["SITE"]
        self.report: Report = raw["REPORT"]
        self.content = Path(raw["PATH"])
        # One converter for all files: building it costs a tenth of a conversion.
        self.markdown = Markdown(**raw["MARKDOWN"])
        self.terms: dict[tuple[type, str], Any] = {}

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return HTML and metadata of one file; a withheld file has the status `skip`.

        Whatever is raised is reported for this file, so that the others are read as well.
        """
        path = Path(source_path).relative_to(self.content)
        file = (self.content.name / path).as_posix()
        try:
            return self.read_file(decode(Path(source_path).read_bytes()), path, file)
        except (MemoryError, UserError):
            raise
        except Exception as error:  # noqa: BLE001  # libraries may raise anything for a hostile file
            self.report.add(self.diagnose(error, file, 1))
        return "", {"status": "skip"}

    def diagnose(self, error: Exception, file: str, line: int) -> Diagnostic:
        """Return the diagnostic for an error that a file raised."""
        return diagnose_error(error, file, line, self.site.time_limit.seconds)

    def read_file(self, source: str, path: Path, file: str) -> tuple[str, dict[str, Any]]:
        """Return HTML and metadata from the text of a file; report what is wrong with it."""
        page = path.parts[0] in self.settings["PAGE_PATHS"]
        with time_limit(self.site.time_limit.seconds):
            raw = parse_front_matter(source, file)
            front, diagnostics = validate_front_matter(raw, self.site, page=page)
        html, problems = self.read_body(raw, path, source)
        slug = front.slug or self.slug(path)
        # A draft is unfinished by nature: its errors must not keep other posts from readers.
        draft = front.status == "draft" and not self.site.preview
        self.report.add(*diagnostics, *problems, *self.check_post(raw, front, slug), draft=draft)
        self.report.add(*date_warnings(raw, self.site.timezone))
        with time_limit(self.site.time_limit.seconds):
            outline = read_outline(html)
        metadata = self.metadata(front, outline, slug, page=page)
        return html, {**metadata, "markdown": raw.body.strip("\n")}

    def check_post(
        self, raw: RawFrontMatter, front: FrontMatter, slug: str
    ) -> Iterator[Diagnostic]:
        """Yield what is wrong with a post as a whole: no text, no slug, a long title."""
        file = front.file
        if not raw.body.strip() and not raw.diagnostics:
            message, advice = "missing text below the front matter", "write some"
            yield Diagnostic(file, raw.body_line, "file/empty-body", message, advice)
        if not slug:
            message = f'cannot build a URL from the file name "{Path(file).name}": {NO_SLUG}'
            yield Diagnostic(file, 1, "front-matter/no-slug", message, "add a slug")
        if len(front.title) > TITLE_LENGTH:
            message = f"the title has {len(front.title)} characters"
            advice = f"search results cut it after {TITLE_LENGTH}"
            line = front.line("title")
            yield Diagnostic(file, line, "front-matter/long-title", message, advice)

    def read_body(
        self, raw: RawFrontMatter, path: Path, source: str
    ) -> tuple[str, list[Diagnostic]]:
        """Return the HTML of a body, "" for one that cannot be converted, and what is wrong.

        The file stays a post, so that links to it are not errors as well. Therefore a body has a
        limit of its own, which finding the line of an error does not use up.
        """
        try:
            with time_limit(self.site.time_limit.seconds):
                body = self.convert(raw.body, path)
        except (MemoryError, UserError):
            raise
        except Exception as error:  # noqa: BLE001  # libraries may raise anything for a hostile file
            self.markdown = Markdown(**self.settings["MARKDOWN"])  # that one is in an unknown state
            quick = not isinstance(error, TimeLimitError)
            line = failing_line(raw.body, self.try_conversion) if quick else 0
            return "", [self.diagnose(error, raw.file, raw.body_line + line)]
        return body.html, [*diagnose_tags(body.problems, raw.file, source, raw.body_line)]

    def try_conversion(self, text: str) -> None:
        """Convert a text and discard the result; raise what that raises."""
        Markdown(**self.settings["MARKDOWN"]).convert(text)

    def convert(self, body: str, path: Path) -> ArticleHtml:
        """Convert a body; `path` is that of its file, relative to the folder of the content."""
        files = Files(self.content, self.site.active_html.allow)
        return render_body(self.markdown, body, path, files)

    def metadata(
        self, front: FrontMatter, outline: Outline, slug: str, *, page: bool
    ) -> dict[str, Any]:
        """Return Pelican's metadata from typed front matter."""
        unpublished = why_withheld(front, self.site.now)
        if unpublished and not self.site.preview:
            self.report.withhold(front.file, front.date if unpublished == "scheduled" else None)
            return {"status": "skip"}
        metadata: dict[str, Any] = {
            "title": front.title or Path(front.file).stem,
            "slug": slug,
            "lang": front.lang,
            "status": "published" if unpublished else front.status,
            "summary": front.summary or outline.first_paragraph,
            "front_matter": front,
            "outline": outline,
            "unpublished": unpublished,
        }
        if not page:
            metadata["date"] = front.date
            metadata["category"] = self.term(Category, front.category or "None")
            metadata["tags"] = [self.term(Tag, name) for name in front.tags]
            metadata["authors"] = [self.term(Author, name) for name in front.authors or ("Nobody",)]
            if front.modified:
                metadata["modified"] = front.modified
        return metadata

    def slug(self, path: Path) -> str:
        """Return the last part of the URL, from the file name without a date in front."""
        return str(slugify(DATED.sub("", path.stem), self.settings["SLUG_REGEX_SUBSTITUTIONS"]))

    def term(self, kind: type, name: str) -> Any:
        """Return the same object for the same name, so that its slug is computed once."""
        if (kind, name) not in self.terms:
            self.terms[kind, name] = kind(name, self.settings)
        return self.terms[kind, name]


def add_reader(readers: Readers) -> None:
    """Let Pelican read Markdown with `PostReader`."""
    for extension in EXTENSIONS:
        readers.reader_classes[extension.lstrip(".")] = PostReader


def report_unusable(pelican: Pelican) -> None:
    """Report each file that no build can use, and have Pelican enter no folder of that kind."""
    raw, content = pelican.settings, Path(pelican.settings["PATH"])
    raw["UNUSABLE_FILES"] = set()
    for path, diagnostic in unusable_files(content, raw["IGNORE_FILES"]):
        raw["REPORT"].add(diagnostic)
        raw["UNUSABLE_FILES"].add(path.relative_to(content).as_posix())
    for kind in ("ARTICLE", "PAGE", "STATIC"):
        excluded = [*raw[f"{kind}_EXCLUDES"], *raw["UNUSABLE_FILES"]]
        raw[f"{kind}_EXCLUDES"] = excluded


def exclude_unusable(generator: Generator) -> None:
    """Have a generator find no file that no build can use: Pelican would wait for one, or end."""
    excluded, get_files = generator.settings["UNUSABLE_FILES"], generator.get_files

    def usable_files(*arguments: Any, **options: Any) -> set[str]:
        paths: set[str] = get_files(*arguments, **options)
        return {path for path in paths if Path(path).as_posix() not in excluded}

    generator.get_files = usable_files


def report_ignored(pelican: Pelican) -> None:
    """Report each file that looks like a post, a page or a profile and is not read as one."""
    raw, content = pelican.settings, Path(pelican.settings["PATH"])
    folders = [*raw["ARTICLE_PATHS"], *raw["PAGE_PATHS"], "authors"]
    files = (path for name in folders for path in (content / name).rglob("*") if path.is_file())
    patterns = raw["IGNORE_FILES"]
    wanted = (file for file in files if not any(fnmatch(file.name, p) for p in patterns))
    names = [path.relative_to(content.parent).as_posix() for path in wanted]
    names += [f"{content.name}/{path.name}" for path in content.glob("*.*")]
    raw["REPORT"].add(*ignored_texts(names))


def register() -> None:
    """Report unusable files first; Pelican makes new readers for each generator."""
    signals.initialized.connect(report_unusable)
    signals.initialized.connect(report_ignored)
    signals.readers_init.connect(add_reader)
    signals.generator_init.connect(exclude_unusable)
