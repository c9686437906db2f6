"""Shows what was just saved, by the site of the last build, before all of it is built again.

This takes milliseconds in a site of any size: an edited post is parsed, and its page is written by
the functions that write it in a build, with all else as the last build knew it, such as lists,
entities and related posts. What follows makes everything right.
"""

from collections.abc import Collection, Iterable
from pathlib import Path
from urllib.parse import unquote

from newsroom.attachments.file_types import extension
from newsroom.build.edited_site import MOST_EDITED, EditedSite, NotEditedError
from newsroom.files.extensions import BITMAPS
from newsroom.output.writer import write_file
from newsroom.site.output_files import OutputFile
from newsroom.site.reads import recording

THEME = ("static", "templates")  # folders of the theme
THEME_FILES = "site.theme_files"  # what the plugin provides that reads the files of the theme
MOST_VIEWED = 4  # pages that are open in browsers


class PageFirst:
    """A complete site, all files of which are in the folder `output`, and what was saved since.

    `paths` are those of the files that it has written.
    """

    def __init__(self, edits: EditedSite, output: Path) -> None:
        self.edits, self.site, self.output = edits, edits.site, output
        self.paths: set[str] = set()
        copied = (file for file in self.site.files if file.source)
        self.bitmaps = {f.location[0]: f for f in copied if extension(f.path) in BITMAPS}

    def show(self, saved: Collection[str], viewed: Iterable[str]) -> None:
        """Write the pages of saved files, and those that are viewed.

        `saved` are paths from the project's root, `viewed` the URL paths of open pages. Raises
        `NotEditedError` where that is impossible, and whatever reading and rendering raise; all
        posts are then as before.
        """
        names = {*saved}
        if names and all(map(self.is_of_theme, names)):
            self.edits.is_contained = False
            self.write([*self.new_theme_files(), *self.pages([], viewed)])
        elif 0 < len(names) <= MOST_EDITED and names <= self.bitmaps.keys():
            self.edits.is_contained = False
            self.write(self.bitmaps[path] for path in names)
        else:
            with self.edits.editing(names) as entries:
                self.write(self.pages([entry.url for entry in entries], viewed))

    def is_of_theme(self, path: str) -> bool:
        """Return whether a path from the project's root is that of a template or style sheet."""
        theme = self.site.layout.theme
        return any(Path(path).absolute().is_relative_to(theme / name) for name in THEME)

    def new_theme_files(self) -> list[OutputFile]:
        """Read the theme again; return its files that have other names than before."""
        pelican = self.edits.pelican
        if pelican.site is not self.site:
            raise NotEditedError("the last build has failed")
        plugins = [p for p in pelican.pipeline if THEME_FILES in p.provides]
        for plugin in plugins:
            if plugin.run:
                plugin.run(self.site)
        pelican.templates = None
        pelican.load_templates()
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
        with recording():  # or what functions remember would have no reads
            for file in files:
                (self.output / file.path).parent.mkdir(parents=True, exist_ok=True)
                self.paths.add(file.path)
                write_file(file, self.site, self.output)
