"""Shows what was just saved, by the site of the last build, before all of it is built again.

This takes milliseconds in a site of any size: an edited post is parsed, and its page is written by
the functions that write it in a build, with all else as the last build knew it, such as lists,
entities and related posts. The build that follows makes everything right.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from newsroom.attachments.file_types import extension
from newsroom.build.pelican_adapter import SitePelican
from newsroom.content.document import Document
from newsroom.diagnostics.errors import UserError
from newsroom.files.extensions import BITMAPS
from newsroom.output.writer import write_file
from newsroom.site.articles import Entry
from newsroom.site.output_files import OutputFile

EDITED = ("title", "summary", "lines", "body_line")  # of front matter that moves no page
THEME = ("static", "templates")  # folders of the theme
THEME_FILES = "site.theme_files"  # what the plugin provides that reads the files of the theme
MOST_SAVED = 8  # files; of more, as after a change of branch, none is shown first
MOST_VIEWED = 4  # pages that are open in browsers


class NotShownError(UserError):
    """What was saved cannot be shown before the rest of the site."""


def is_edit(old: Document, new: Document) -> bool:
    """Return whether a document differs from the last one in title, summary and text alone.

    Then its page is at the same URL, and its post is in the same lists.
    """
    values = {name: getattr(old.front_matter, name) for name in EDITED}
    is_same = replace(new.front_matter, **values) == old.front_matter
    return new.is_readable and is_same and new.slug == old.slug


class PageFirst:
    """Writes single files of a complete site, of which all files are in the folder `output`.

    `paths` are those of the files that it has written.
    """

    def __init__(self, pelican: SitePelican, output: Path) -> None:
        self.pelican, self.site, self.output = pelican, pelican.site, output
        self.paths: set[str] = set()
        self.entries = {entry.front_matter.file: entry for entry in self.site.entries}
        copied = (file for file in self.site.files if file.source)
        self.bitmaps = {f.location[0]: f for f in copied if extension(f.path) in BITMAPS}

    def show(self, saved: Collection[str], viewed: Iterable[str]) -> None:
        """Write the pages of saved files, and those that are viewed.

        `saved` are paths from the project's root, `viewed` the URL paths of open pages. Raises
        `NotShownError` where that is impossible, and whatever reading and rendering raise; all
        posts are then as before.
        """
        names = {*saved}
        if not 0 < len(names) <= MOST_SAVED:
            raise NotShownError("too many files")
        if names <= self.bitmaps.keys():
            self.write(self.bitmaps[path] for path in names)
        elif names <= self.entries.keys():
            entries = [self.entries[path] for path in names]
            with restored_on_failure(entries):
                self.update(entries)
                self.write(self.pages([entry.url for entry in entries], viewed))
        elif all(map(self.is_of_theme, names)):
            self.write([*self.new_theme_files(), *self.pages([], viewed)])
        else:
            raise NotShownError("files of another kind")

    def update(self, entries: Sequence[Entry]) -> None:
        """Bring edited entries up to their files; raise `NotShownError` for an error in one."""
        site = self.site
        site.report = replace(site.report, diagnostics=set())
        for entry in entries:
            document = site.parse_again(entry.document)
            if not is_edit(entry.document, document):
                raise NotShownError(f"{entry.path} is not only edited")
            entry.document = document
            for plugin in self.pelican.pipeline:
                if plugin.update:
                    plugin.update(site, entry)
        if site.report.blocking:
            raise NotShownError("errors")

    def is_of_theme(self, path: str) -> bool:
        """Return whether a path from the project's root is that of a template or style sheet."""
        theme = self.site.layout.theme
        return any(Path(path).absolute().is_relative_to(theme / name) for name in THEME)

    def new_theme_files(self) -> list[OutputFile]:
        """Read the theme again; return its files that have other names than before."""
        if self.pelican.site is not self.site:
            raise NotShownError("the last build has failed")
        plugins = [p for p in self.pelican.pipeline if THEME_FILES in p.provides]
        for plugin in plugins:
            if plugin.run:
                plugin.run(self.site)
        self.pelican.templates = None
        self.pelican.load_templates()
        files = [file for p in plugins if p.files for file in p.files(self.site)]
        return [file for file in files if file.url not in self.site.files]

    def pages(self, urls: Iterable[str], viewed: Iterable[str]) -> list[OutputFile]:
        """Return the files of the pages at some URLs, and of the first that are viewed."""
        paths = [unquote(path, errors="surrogateescape").lstrip("/") for path in viewed]
        every = dict.fromkeys([*paths[:MOST_VIEWED], *urls])
        files = (self.site.files.get(url) for url in every)
        return [file for file in files if file and file.template]

    def write(self, files: Iterable[OutputFile]) -> None:
        """Write some files."""
        for file in files:
            (self.output / file.path).parent.mkdir(parents=True, exist_ok=True)
            self.paths.add(file.path)
            write_file(file, self.site, self.output)


@contextmanager
def restored_on_failure(entries: Iterable[Entry]) -> Iterator[None]:
    """Give entries the attributes that they had before if an exception leaves the context."""
    before = [(entry, dict(vars(entry))) for entry in entries]
    try:
        yield
    except BaseException:
        for entry, attributes in before:
            vars(entry).update(attributes)
        raise
