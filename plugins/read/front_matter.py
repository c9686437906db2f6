"""Reads each Markdown file: gives every article and page `front_matter` (typed), `outline`
and `markdown`, its body as it is written.

What is wrong with a head goes into the report, and the file is read on with stand-in values, so
that one mistake neither hides others nor causes them; the verdict plugin then stops the build.
Drafts and posts dated after `SITE.now` are held back here, before anything else has seen them,
unless this is a preview.

Needs: settings, article_body.
"""

from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican import Pelican, signals
from pelican.contents import Author, Category, Tag
from pelican.readers import BaseReader, Readers
from pelican.utils import slugify

from newsroom.config.schema import Site
from newsroom.content.article_html import ArticleHtml, Files, render_body
from newsroom.content.front_matter.parser import Head, decode, read_head
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.front_matter.validator import date_warnings, type_head
from newsroom.content.parse_errors import describe, failing_line, line_of_bytes
from newsroom.content.source_files import DATED, EXTENSIONS, readable, unread, unusable
from newsroom.content.source_positions import line_of_tag
from newsroom.content.time_limit import TimeLimitError, time_limit
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import Report
from newsroom.html.outline import Outline, read_outline
from plugins.adapter import Generator

TITLE_LENGTH = 110  # characters; longer headlines are cut in search results and messengers


def withheld(front: FrontMatter, now: datetime) -> str:
    """Why a post is not public: "draft", "scheduled", or "" when it is."""
    if front.status == "draft":
        return "draft"
    return "scheduled" if front.date > now else ""


class PostReader(BaseReader):  # type: ignore[misc]  # Pelican has no types
    """Reads a Markdown file into HTML and metadata, by our schema."""

    enabled = True
    file_extensions: list[str] = []  # noqa: RUF012  # Pelican reads it; front_matter registers .md

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self.site: Site = settings["SITE"]
        self.report: Report = settings["REPORT"]
        self.content = Path(settings["PATH"])
        # One converter for all files: building it costs a tenth of a conversion.
        self.markdown = Markdown(**settings["MARKDOWN"])
        self.terms: dict[tuple[type, str], Any] = {}

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """HTML and metadata of one file; a file held back is given the status `skip`.

        Whatever is raised is reported for this file, so that the others are read as well.
        """
        path = Path(source_path).relative_to(self.content)
        file = (self.content.name / path).as_posix()
        try:
            return self.read_file(decode(Path(source_path).read_bytes()), path, file)
        except UnicodeDecodeError as error:
            self.fail(file, line_of_bytes(error), error)
        except (MemoryError, UserError):
            raise
        except Exception as error:  # noqa: BLE001  # libraries may raise anything for a hostile file
            self.fail(file, 1, error)
        return "", {"status": "skip"}

    def fail(self, file: str, line: int, error: Exception, *, draft: bool = False) -> None:
        """Report an error of a file; that of a draft keeps no other post from readers."""
        report = self.report.warn if draft else self.report.refuse
        report(file, line, describe(error, self.site.time_limit.seconds))

    def read_file(self, source: str, path: Path, file: str) -> tuple[str, dict[str, Any]]:
        """HTML and metadata from the text of a file."""
        page = path.parts[0] in self.settings["PAGE_PATHS"]
        with time_limit(self.site.time_limit.seconds):
            head = read_head(source)
            front, wrong = type_head(head, file, self.site, page=page)
        # A draft is unfinished by nature: its mistakes must not keep other posts from readers.
        unfinished = front.status == "draft" and not self.site.preview
        body = self.read_body(head, path, file, draft=unfinished)
        if not head.body.strip() and not head.mistakes:
            wrong.append((head.body_line, "there is no text below the front matter; write some"))
        tell = self.report.warn if unfinished else self.report.refuse
        slug = front.slug or self.slug(path)
        if not slug:
            wrong.append((1, "the file name has no letters or digits for an address; add a slug"))
        for problem in body.problems:
            line = line_of_tag(problem.tag, problem.number, source, head.body_line)
            self.report.add(problem.at(file, line), draft=unfinished)
        for line, sentence in wrong:
            tell(file, line, sentence)
        for line, sentence in date_warnings(head, self.site.timezone):
            self.report.warn(file, line, sentence)
        if len(front.title) > TITLE_LENGTH:
            advice = (
                f"{len(front.title)} characters; over {TITLE_LENGTH} it is cut in search results"
            )
            self.report.warn(file, front.line("title"), f"the title has {advice}")
        with time_limit(self.site.time_limit.seconds):
            outline = read_outline(body.html)
        metadata = self.metadata(front, outline, slug, page=page)
        return body.html, {**metadata, "markdown": head.body.strip("\n")}

    def read_body(self, head: Head, path: Path, file: str, *, draft: bool) -> ArticleHtml:
        """HTML of a body; none for one that cannot be converted, which is reported.

        The file stays a post, so that links to it are no mistakes as well. Therefore a body has a
        limit of its own, which finding the line of an error does not use up.
        """
        try:
            with time_limit(self.site.time_limit.seconds):
                return self.convert(head.body, path)
        except (MemoryError, UserError):
            raise
        except Exception as error:  # noqa: BLE001  # libraries may raise anything for a hostile file
            self.markdown = Markdown(**self.settings["MARKDOWN"])  # that one is in an unknown state
            quick = not isinstance(error, TimeLimitError)
            line = failing_line(head.body, self.try_conversion) if quick else 0
            self.fail(file, head.body_line + line, error, draft=draft)
        return ArticleHtml("")

    def try_conversion(self, text: str) -> None:
        """Convert a text, only to see whether that raises an error."""
        Markdown(**self.settings["MARKDOWN"]).convert(text)

    def convert(self, body: str, path: Path) -> ArticleHtml:
        """Convert a body; `path` is that of its file, relative to the folder of the content."""
        files = Files(self.content, self.site.active_html.allow)
        return render_body(self.markdown, body, path, files)

    def metadata(
        self, front: FrontMatter, outline: Outline, slug: str, *, page: bool
    ) -> dict[str, Any]:
        """Pelican's metadata from typed front matter."""
        unpublished = withheld(front, self.site.now)
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
        """The last part of the address, from the file name without a date in front."""
        return str(slugify(DATED.sub("", path.stem), self.settings["SLUG_REGEX_SUBSTITUTIONS"]))

    def term(self, kind: type, name: str) -> Any:
        """One object for each name, so that its slug is worked out once."""
        if (kind, name) not in self.terms:
            self.terms[kind, name] = kind(name, self.settings)
        return self.terms[kind, name]


def add_reader(readers: Readers) -> None:
    """Let Pelican read Markdown with `PostReader`."""
    for extension in EXTENSIONS:
        readers.reader_classes[extension.lstrip(".")] = PostReader


def refuse_unusable(pelican: Pelican) -> None:
    """An error for each file that no build can use; Pelican is to enter no folder of that kind."""
    settings, content = pelican.settings, Path(pelican.settings["PATH"])
    settings["UNUSABLE_FILES"] = set()
    for path, sentence in unusable(content, settings["IGNORE_FILES"]):
        name = path.relative_to(content.parent).as_posix()
        settings["REPORT"].refuse(readable(name), 1, sentence)
        settings["UNUSABLE_FILES"].add(path.relative_to(content).as_posix())
    for kind in ("ARTICLE", "PAGE", "STATIC"):
        excluded = [*settings[f"{kind}_EXCLUDES"], *settings["UNUSABLE_FILES"]]
        settings[f"{kind}_EXCLUDES"] = excluded


def leave_out_unusable(generator: Generator) -> None:
    """Have a generator find no file that no build can use: Pelican would wait for one, or end."""
    unusable_files, get_files = generator.settings["UNUSABLE_FILES"], generator.get_files

    def usable_files(*arguments: Any, **options: Any) -> set[str]:
        found: set[str] = get_files(*arguments, **options)
        return {path for path in found if Path(path).as_posix() not in unusable_files}

    generator.get_files = usable_files


def refuse_unread(pelican: Pelican) -> None:
    """A sentence for each file that looks like a post, a page or a profile and is none."""
    settings, content = pelican.settings, Path(pelican.settings["PATH"])
    folders = [*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"], "authors"]
    files = (path for name in folders for path in (content / name).rglob("*") if path.is_file())
    known = (f for f in files if not any(fnmatch(f.name, p) for p in settings["IGNORE_FILES"]))
    names = (path.relative_to(content.parent).as_posix() for path in known)
    for name in unread([*names, *(f"{content.name}/{path.name}" for path in content.glob("*.*"))]):
        settings["REPORT"].refuse(name, 1, "this file is not read; give it a name that ends in .md")


def register() -> None:
    """Readers are made anew for each generator."""
    signals.initialized.connect(refuse_unusable)
    signals.initialized.connect(refuse_unread)
    signals.readers_init.connect(add_reader)
    signals.generator_init.connect(leave_out_unusable)
