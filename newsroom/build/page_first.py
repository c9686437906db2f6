"""Shows what was just saved, by the site of the last build, before all of it is built again.

This takes milliseconds in a site of any size: an edited post is parsed, and its page is written by
the functions that write it in a build, with all else as the last build knew it, such as lists,
entities and related posts. The build that follows makes everything right. After most edits it need
not run all plugins again: see `EditedSite.finish`.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from newsroom.attachments.file_types import extension
from newsroom.build.pelican_adapter import SitePelican
from newsroom.cache.stamp import current_time
from newsroom.content.document import Document
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import Report
from newsroom.files.extensions import BITMAPS
from newsroom.output.next_change import scheduled_changes
from newsroom.output.writer import write_file
from newsroom.site.articles import Article, Entry
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from newsroom.site.reads import Node, forget_remembered, recording

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


def is_contained(old: Document, new: Document) -> bool:
    """Return whether an edit changes no more than its post, and the texts that files print of it.

    So it changes no link, heading, policy or line that other posts, files or messages depend on.
    """
    front, earlier = new.front_matter, old.front_matter
    is_same_title = front.title == earlier.title or not (front.aliases or front.permalink)
    return is_same_title and fixed_parts(old) == fixed_parts(new)


def fixed_parts(document: Document) -> tuple[object, ...]:
    """Return the parts of a document on which more depends than the files that print it."""
    front, outline = document.front_matter, document.outline
    positions = front.lines, front.body_line
    return positions, {*outline.links}, outline.anchors, document.policy, document.classes


class EditedSite:
    """A complete site, all files of which are in the folder `output`, and edits of it.

    `paths` are those of the files that it has written, `edited` the files whose edits are shown.
    """

    def __init__(self, pelican: SitePelican, output: Path) -> None:
        self.pelican, self.site, self.output = pelican, pelican.site, output
        self.paths: set[str] = set()
        self.edited: set[str] = set()
        self.changed: list[Node] = []
        self.is_contained = all(plugin.update for plugin in pelican.pipeline)
        self.until = next_change(self.site)
        self.entries = {entry.front_matter.file: entry for entry in self.site.entries}
        copied = (file for file in self.site.files if file.source)
        self.bitmaps = {f.location[0]: f for f in copied if extension(f.path) in BITMAPS}

    def show(self, saved: Collection[str], viewed: Iterable[str]) -> None:
        """Write the pages of saved files, and those that are viewed.

        `saved` are paths from the project's root, `viewed` the URL paths of open pages. Raises
        `NotShownError` where that is impossible, and whatever reading and rendering raise; all
        posts are then as before.
        """
        names, is_contained = {*saved}, self.is_contained
        self.is_contained = False  # until these are shown
        if not 0 < len(names) <= MOST_SAVED:
            raise NotShownError("too many files")
        if names <= self.bitmaps.keys():
            self.write(self.bitmaps[path] for path in names)
        elif names <= self.entries.keys():
            entries = [self.entries[path] for path in names]
            with restored_on_failure(entries):
                contained = [self.update(entry) for entry in entries]
                self.write(self.pages([entry.url for entry in entries], viewed))
            self.edited |= names
            self.is_contained = is_contained and all(contained)
        elif all(map(self.is_of_theme, names)):
            self.write([*self.new_theme_files(), *self.pages([], viewed)])
        else:
            raise NotShownError("files of another kind")

    def update(self, entry: Entry) -> bool:
        """Bring an edited entry up to its file; return whether nothing else changes by that.

        Raises `NotShownError` for an error in it.
        """
        site, old = self.site, entry.document
        new = site.parse_again(old)
        if isinstance(new, Diagnostic) or not is_edit(old, new):
            raise NotShownError(f"{entry.path} is not only edited")
        forget_remembered([old, entry])
        before, entry.document = self.problems(entry), new
        self.changed += [new, entry]
        after = self.problems(entry)
        if after.blocking:
            raise NotShownError("errors")
        is_same = before.diagnostics == after.diagnostics
        return is_same and isinstance(entry, Article) and is_contained(old, new)

    def problems(self, entry: Entry) -> Report:
        """Return a report of what is wrong with an entry, while plugins update it."""
        report, self.site.report = self.site.report, replace(self.site.report, diagnostics=set())
        try:
            self.call_updates([entry], is_slow=False)
            return self.site.report
        finally:
            self.site.report = report

    def call_updates(self, entries: Iterable[Entry], *, is_slow: bool) -> None:
        """Call the functions `update` of plugins."""
        for entry in entries:
            for plugin in self.pelican.pipeline:
                if plugin.update and plugin.is_slow == is_slow:
                    plugin.update(self.site, entry)

    def can_finish(self, saved: Collection[str]) -> bool:
        """Return whether `finish` does as much as a build after some files were saved."""
        is_current = self.until is None or current_time() < self.until
        is_last = self.pelican.site is self.site
        return self.is_contained and is_current and is_last and self.edited == {*saved}

    def finish(self) -> list[Node]:
        """Bring all else of the site up to the edits; return the objects that have changed."""
        documents = {node.path: node for node in self.changed if isinstance(node, Document)}
        self.site.documents = tuple(documents.get(d.path, d) for d in self.site.documents)
        articles = self.site.all_articles
        slow = [plugin for plugin in self.pelican.pipeline if plugin.is_slow]
        names = [name.partition(".")[2] for plugin in slow for name in plugin.provides]
        before = [[getattr(article, name) for name in names] for article in articles]
        entries = (self.entries[path] for path in sorted(self.edited))
        self.call_updates(entries, is_slow=True)
        self.changed += [
            article
            for article, values in zip(articles, before, strict=True)
            if [getattr(article, name) for name in names] != values
        ]
        forget_remembered(self.changed)
        changed, self.changed, self.edited = self.changed, [], set()
        return changed

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
        with recording():  # or what functions remember would have no reads
            for file in files:
                (self.output / file.path).parent.mkdir(parents=True, exist_ok=True)
                self.paths.add(file.path)
                write_file(file, self.site, self.output)


def next_change(site: Site) -> float | None:
    """Return the POSIX time at which a site changes with nothing saved, None for never."""
    due = [change.due for change in scheduled_changes(site.report)]
    due += [entry.date for entry in site.entries if entry.unpublished == "scheduled"]
    return min(due).timestamp() if due else None


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
