"""Renders the files of a site that are not as they were written before."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from newsroom.cache.fingerprint import Fingerprinter
from newsroom.diagnostics.rendering import plural
from newsroom.output.build_record import (
    UNKNOWN,
    BuildRecord,
    FileRecord,
    add_reads,
    declaration_fingerprint,
    decode_reads,
    encode_reads,
    object_numbers,
    read_numbers,
    update_node,
    update_nodes,
)
from newsroom.output.mirror import remove_files
from newsroom.output.writer import write_file
from newsroom.parallel.processes import map_in_processes
from newsroom.site.model import Site
from newsroom.site.names import Names, nodes_of
from newsroom.site.output_files import OutputFile
from newsroom.site.reads import Node, recorded, recording

PARALLEL = 200  # files to render: copying this process takes as long as a few dozen of them
WEIGHTS = {"hashed": 10}  # a card takes as long as this number of pages
TAMPERED = "changed in the output folder"


@dataclass(frozen=True)
class FileChanges:
    """What a build has to write: the reason for each path; and what the site has no more."""

    reasons: Mapping[str, str]
    removed: list[str]


class WrittenFile(NamedTuple):
    """What became of a file: whether its bytes are new, its reads (None: unknown) and templates."""

    is_new: bool
    reads: bytes | None
    templates: tuple[str, ...]


@dataclass(eq=False)
class SiteWriter:
    """Writes the files of a site that differ from those of an earlier build.

    `version` is that of all that is not recorded: code, settings, theme. `template_version` returns
    that of a template by its name. `record` is that of the earlier build, and then of this one.
    """

    site: Site
    record: BuildRecord
    version: bytes
    template_version: Callable[[str], bytes]
    nodes: dict[str, Node] = field(init=False)
    fingerprinter: Fingerprinter = field(init=False)
    declarations: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes = nodes_of(self.site)
        self.fingerprinter = Fingerprinter(Names(self.nodes))

    def find_changes(self, kept_paths: Container[str]) -> FileChanges:
        """Return what differs from the earlier build, whose files are on the disk at some paths."""
        record = self.record
        reads = update_nodes(record, self.nodes, self.fingerprinter)
        templates = {n for n, old in record.templates.items() if self.template_version(n) != old}
        is_other = self.version != record.version or self.version == UNKNOWN
        reasons = {}
        for file in self.site.files:
            path, earlier = file.path, record.files.get(file.path)
            declaration = self.declarations[path] = declaration_fingerprint(
                file, self.fingerprinter
            )
            if earlier is None:
                reasons[path] = "new"
            elif path not in kept_paths:
                reasons[path] = TAMPERED
            elif is_other:
                reasons[path] = "code, settings or theme changed"
            elif declaration != earlier.declaration or declaration == UNKNOWN:
                reasons[path] = "what it lists or is called changed"
            elif not templates.isdisjoint(earlier.templates):
                reasons[path] = f"template {min(templates.intersection(earlier.templates))} changed"
            elif reads and (read := first_common(reads, earlier.reads)):
                reasons[path] = reads[read]
        removed = [path for path in record.files if path not in self.declarations]
        return FileChanges(reasons, removed)

    def find_edits(self, keys: Iterable[str]) -> FileChanges:
        """Return the files made of some objects, all that has changed since files were written.

        An edit may also have replaced files by others, such as the card of a post.
        """
        files = {file.path: file for file in self.site.files}
        added = files.keys() - self.record.files.keys()
        removed = [path for path in self.record.files if path not in files]
        reads: dict[int, str] = {}
        for key in {*keys, "site"} if added or removed else keys:  # whose `files` are others
            record = self.record.nodes[key]
            for name in update_node(record, self.nodes[key], self.fingerprinter):
                reads |= dict.fromkeys(read_numbers(record, [name]), f"{name} of {key}")
        reasons = {}
        for path, earlier in self.record.files.items():
            if earlier.declaration == UNKNOWN:
                reasons[path] = "what it is made of is not known"
            elif (read := first_common(reads, earlier.reads)) is not None:
                reasons[path] = reads[read]
            self.declarations.setdefault(path, earlier.declaration)
        for path in added:
            self.declarations[path] = declaration_fingerprint(files[path], self.fingerprinter)
        reasons = {path: reason for path, reason in reasons.items() if path in files}
        return FileChanges(reasons | dict.fromkeys(added, "new"), removed)

    def write(self, folder: Path, changes: FileChanges) -> list[str]:
        """Write the changed files into a folder that has the others; return paths of new bytes."""
        damaged = [path for path, reason in changes.reasons.items() if reason == TAMPERED]
        remove_files(folder, [*changes.removed, *damaged])
        files = [file for file in self.site.files if file.path in changes.reasons]
        files.sort(key=is_named_by_pages, reverse=True)
        for parent in {(folder / file.path).parent for file in files}:
            parent.mkdir(parents=True, exist_ok=True)
        for path in changes.removed:
            del self.record.files[path]
        reads, new = set[int](), []
        progress, phase = self.site.progress, f"writing {plural(len(files), 'file')}"
        with recording():
            is_long = sum(WEIGHTS.get(file.kind, 1) for file in files) >= PARALLEL
            least = 0 if is_long else len(files) + 1
            results = map_in_processes(self.writer(folder), files, least=least)
            for position, result in progress.track(phase, results, len(files)):
                path = files[position].path
                self.record.files[path] = self.record_of(path, result)
                reads.update(decode_reads(result.reads or b""))
                new += [path] * result.is_new
        self.complete_record(reads)
        return new

    def writer(self, folder: Path) -> Callable[[OutputFile], WrittenFile]:
        """Return the function that writes a file below a folder."""
        numbers = object_numbers(self.record, self.nodes)

        def write(file: OutputFile) -> WrittenFile:
            is_new, reads, templates = recorded(lambda: write_file(file, self.site, folder))
            return WrittenFile(is_new, encode_reads(reads, numbers), tuple(sorted(templates)))

        return write

    def record_of(self, path: str, result: WrittenFile) -> FileRecord:
        """Return the record of a file, one that never matches where its reads are unknown."""
        if result.reads is None:
            return FileRecord(UNKNOWN, b"", result.templates)
        return FileRecord(self.declarations[path], result.reads, result.templates)

    def complete_record(self, reads: set[int]) -> None:
        """Add to the record what the reads and the templates of its files were."""
        add_reads(self.record, self.nodes, reads, self.fingerprinter)
        names = {name for file in self.record.files.values() for name in file.templates}
        self.record.templates = {name: self.template_version(name) for name in names}
        self.record.version = self.version


def is_named_by_pages(file: OutputFile) -> bool:
    """Return whether a file is written before pages, which a preview sends at once."""
    return file.kind == "hashed"


def first_common(changed: Mapping[int, str], encoded: bytes) -> int | None:
    """Return the first of encoded reads that is among the changed ones, if any."""
    reads = decode_reads(encoded)
    if changed.keys().isdisjoint(reads):
        return None
    return next(read for read in reads if read in changed)
