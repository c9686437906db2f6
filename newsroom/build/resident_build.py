"""Builds one site again and again in one process, into a folder that nobody else writes into.

What the last build has made stays in memory, and the files that differ are replaced in place: so a
build need not read settings, start Pelican, compile templates or look at the output folder. Where
anything has failed, or the process starts, the folder is compared with what the cache knows of it.
"""

import gc
import pickle
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from newsroom.build.builder import one_build
from newsroom.build.edited_site import EditedSite, NotEditedError
from newsroom.build.page_first import PageFirst
from newsroom.build.pelican_adapter import SitePelican, print_warnings
from newsroom.build.reading import BuildOptions, print_notes, read_site, start_build
from newsroom.build.site_build import FILES, RECORD
from newsroom.cache.stamp import State, output_key, output_states
from newsroom.cache.store import FOLDER, Cache
from newsroom.content.source_files import is_source
from newsroom.output.build_record import (
    UNKNOWN,
    BuildRecord,
    FileRecord,
    dump_record,
    load_record,
    reads_time,
)
from newsroom.output.changed_files import PARALLEL, FileChanges, SiteWriter
from newsroom.output.mirror import remove_files
from newsroom.site.leniency import Leniency
from newsroom.site.names import node_key
from newsroom.site.output_files import parent_folders

THEME = "theme"


class ResidentBuild:
    """The builds of a preview by one settings file into one folder."""

    def __init__(self, settings_file: str, output: Path) -> None:
        self.settings_file, self.output = settings_file, output
        self.cache: Cache | None = None
        self.pelican: SitePelican | None = None
        self.record: BuildRecord | None = None
        """What is in the folder; None where that is unknown."""
        self.strays: set[str] = set()
        """The paths of files in the folder that are not in the record."""
        self.first: PageFirst | None = None
        self.writer: SiteWriter | None = None
        self.is_kept = True

    def show(self, saved: Collection[str], viewed: Iterable[str]) -> None:
        """Write the pages of saved files before a build, and viewed ones; raise if that fails."""
        if self.first is None or not self.output.is_dir():
            raise NotEditedError("the site is not built")
        self.first.show(saved, viewed)

    def build(self, saved: Collection[str], leniency: Leniency) -> None:
        """Build the site; raise `UserError` for errors.

        `saved` are the paths that may have changed since the last call, none for all.
        """
        with one_build():
            if self.first and self.writer and self.can_finish(self.first, saved, leniency):
                self.finish(self.first.edits, self.writer, leniency)
                return
            pelican = self.restart(saved, leniency)
            read_site(pelican)
            if self.cache:
                self.cache.commit()  # before this process is copied
            record = self.take_record(pelican)
            self.write(pelican, record)
            self.record = record
        self.first = PageFirst(EditedSite(pelican), self.output)
        self.is_kept = False

    def can_finish(self, first: PageFirst, saved: Collection[str], leniency: Leniency) -> bool:
        """Return whether no plugin has to run again: `saved` are edits that are shown already."""
        replaced = [x for x in (leniency, first.site.leniency) if x and x.paths]
        if self.record is None or reads_time(self.record) or replaced or not self.output.is_dir():
            return False
        return bool(saved) and first.edits.edited == {*saved} and first.edits.can_finish()

    def finish(self, edits: EditedSite, writer: SiteWriter, leniency: Leniency) -> None:
        """Write the files that edits change, in place of a build."""
        record, first, self.record, self.first = self.record, self.first, None, None  # if it fails
        nodes = edits.finish()
        if self.cache:
            self.cache.commit()  # before this process is copied
        print_warnings(edits.site.report)
        print_notes(edits.site, leniency)
        writer.nodes |= {node_key(node): node for node in nodes}
        writer.write(self.output, writer.find_edits(map(node_key, nodes)))
        self.record, self.first, self.is_kept = record, first, False

    def restart(self, saved: Collection[str], leniency: Leniency) -> SitePelican:
        """Return Pelican before anything is read, that of the last build where it is the same."""
        pelican, self.pelican = self.pelican, None
        if self.cache is None or not self.output.is_dir():  # it is below the folder of the cache
            self.cache, pelican = Cache(FOLDER), None
        if pelican and saved and all(map(is_data, saved)):
            pelican.restart(leniency, same_theme=not any(map(is_of_theme, saved)))
        else:
            options = BuildOptions(self.settings_file, preview=True, leniency=leniency)
            pelican = start_build(options, self.output, self.cache)
        self.pelican = pelican
        return pelican

    def take_record(self, pelican: SitePelican) -> BuildRecord:
        """Return the record of what is in the folder, without the files that are not as it says.

        Whoever takes it gives it back when the folder is as it says.
        """
        record, self.record = self.record, None
        if record is None or not self.output.is_dir():
            record = self.read_record(pelican.code_version)
        elif self.first:
            for path in self.first.paths & record.files.keys():
                record.files[path] = FileRecord(UNKNOWN, b"")
        self.first = None
        return record

    def read_record(self, code_version: bytes) -> BuildRecord:
        """Return the record of the last process that built into the folder."""
        self.output.mkdir(parents=True, exist_ok=True)
        states, expected = output_states(self.output), self.earlier_states()
        record = BuildRecord()
        if self.cache:
            record = load_record(self.cache.get(RECORD, output_key(self.output)), code_version)
        intact = {path for path, state in states.items() if expected.get(path) == state}
        record.files = {path: file for path, file in record.files.items() if path in intact}
        self.strays = {path for path in states if not path.endswith("/")} - record.files.keys()
        return record

    def earlier_states(self) -> Mapping[str, State]:
        """Return the states of the files when the record was kept."""
        data = self.cache.get(FILES, output_key(self.output)) if self.cache else None
        states: Mapping[str, State] = pickle.loads(data) if data else {}  # noqa: S301  # this user's
        return states

    def write(self, pelican: SitePelican, record: BuildRecord) -> None:
        """Replace the files in the folder that are not as a record says.

        Files that the site has no more are removed at last, for pages that are still as they were
        may show them; those that are in the way of a new one before.
        """
        templates = pelican.load_templates()
        writer = SiteWriter(pelican.site, record, pelican.version(), templates.version)
        changes = writer.find_changes(record.files.keys())
        if len(changes.reasons) >= PARALLEL:
            templates.compile()
        old = self.strays.union(changes.removed) - writer.declarations.keys()
        first = in_the_way(old, changes.reasons)
        remove_files(self.output, first)
        writer.write(self.output, FileChanges(changes.reasons, []))
        remove_files(self.output, old - first)
        for path in changes.removed:
            del record.files[path]
        self.strays, self.writer = set(), writer

    def keep(self) -> None:
        """Keep in the cache what is in the folder, for the next process; free memory."""
        if self.record and self.cache and self.pelican and not self.is_kept:
            key, version = output_key(self.output), self.pelican.code_version
            with one_build(), suppress(OSError):
                self.cache.put(RECORD, {key: dump_record(self.record, version)})
                self.cache.put(FILES, {key: pickle.dumps(output_states(self.output), protocol=5)})
                self.cache.commit()
            self.is_kept = True
        gc.collect()


def in_the_way(old: Iterable[str], new: Collection[str]) -> set[str]:
    """Return those of some paths of files at which new files need folders, or the reverse."""
    folders = {parent for path in new for parent in parent_folders(path)}
    return {p for p in old if p in folders or any(parent in new for parent in parent_folders(p))}


def is_of_theme(path: str) -> bool:
    """Return whether a path from the project's root is in the theme."""
    return path.startswith(f"{THEME}/")


def is_data(path: str) -> bool:
    """Return whether a path is that of a file which neither settings nor plugins read at start."""
    return is_of_theme(path) or is_source(path)
