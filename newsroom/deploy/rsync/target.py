"""A folder that rsync reaches, mostly over ssh: `me@example.org:/srv/www/blog`.

rsync compares by checksum and sends what differs, in the order of newsroom/deploy/plan.py. Files
that its record there does not name are never removed or replaced.
"""

import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from newsroom.config.schema import Settings
from newsroom.deploy.plan import Changes, Step, apply_changes
from newsroom.deploy.rsync.remote import (
    CHANGE,
    FILE,
    FROM_LIST,
    MISSING,
    RECORD,
    Record,
    blocking_paths,
    escape_pattern,
    join_paths,
    parent_paths,
    parse_listing,
    path_digest,
    read_record,
    run_rsync,
    write_record,
)
from newsroom.deploy.state import records_of
from newsroom.deploy.target import refuse_foreign_files, refuse_project
from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import BUILD_FILES, BuiltFolder

ALWAYS = ("--recursive", "--checksum", "--perms", "--chmod=D755,F644", "--8-bit-output", "-s")
EXAMPLE = "such as me@example.org:/srv/www/blog"
REMOTE = re.compile(r"((?i:rsync://)[^/]*|[^/:]*:)(.*)", re.DOTALL)  # a server and a path on it
OPTION = re.compile(r"-|[^/:]*@-[^/]*:")  # of rsync, or by the name of a host one of ssh
ONE_SLASH = re.compile(r"/(\.?/)+")


@dataclass
class Rsync:
    """The destination, and after `inspect` its record and the differences that rsync sees."""

    destination: str
    built: BuiltFolder
    record: Record = field(default_factory=Record)
    lines: list[str] = field(default_factory=list)
    force: tuple[str, ...] = ()

    @property
    def lock(self) -> Path:
        """A lock of this project alone: a server may have none."""
        return records_of("rsync", self.destination).lock

    def checksum(self, data: bytes, digest: str) -> str:
        """Return "": rsync compares by itself."""
        return ""

    def inspect(self) -> None:
        """Read the record, and let rsync compare."""
        self.record = read_record(self.destination)
        self.lines = self.differences()

    def compare(self, checksums: Mapping[str, str]) -> Changes:
        """Return what rsync would send and remove, without what is foreign."""
        return self.changes(self.lines, checksums)

    def differences(self) -> list[str]:
        """Return the lines of a dry run of rsync, which compares all files there with ours."""
        hidden = [f"--exclude=/{name}" for name in (*BUILD_FILES, RECORD)]
        form = "--out-format=%i|%n"
        output = self.rsync(
            *ALWAYS, *hidden, "--dry-run", "--delete", form, "--", f"{self.built.folder}/"
        )
        return output.decode(errors="surrogateescape").splitlines()

    def changes(self, lines: Iterable[str], files: Mapping[str, str]) -> Changes:
        """Return the changes in a dry run; raise `UserError` for foreign files that block ours."""
        rows = [match for line in lines if (match := CHANGE.fullmatch(line))]
        removed = {r["path"] for r in rows if r["code"] == "*deleting" and r["path"][-1] != "/"}
        sent = {row["path"]: "+++" in row["code"] for row in rows}
        sent = {path: new for path, new in sent.items() if path in files and path not in removed}
        present = sorted(path for path, new in sent.items() if not new)
        added = {path for path, new in sent.items() if new}
        kinds = self.kinds() if added else {}
        blocking = blocking_paths(added, kinds, self.record.is_ours)
        removed |= {p for path in added for p in parent_paths(path) if kinds.get(p) == FILE}
        removed -= set(blocking)
        foreign = sorted(path for path in (*present, *removed) if not self.record.is_ours(path))
        refuse_foreign_files(
            self.destination,
            [*foreign, *blocking],
            [*present, *blocking],
            is_new=not self.record,
        )
        placeholders = {path for path in present if path_digest(path) in self.record.coming}
        return Changes(
            added=tuple(sorted(added | placeholders)),
            placeholders=tuple(sorted(placeholders)),
            changed=tuple(path for path in present if path not in placeholders),
            removed=tuple(sorted(removed - set(foreign))),
            foreign=tuple(foreign),
        )

    def kinds(self) -> dict[str, str]:
        """Return all paths at the destination and their kinds."""
        words = ("--recursive", "--list-only", "--8-bit-output", "-s", "--")
        return parse_listing(self.rsync(*words, accepted=(0, *MISSING)))

    def transfer(self, changes: Changes) -> None:
        """Make the changes, with a record before and after, so that no file becomes an orphan."""
        wanted = {path_digest(path) for path in self.built.manifest.files}
        old = self.record.present | self.record.coming | wanted
        new = {path_digest(path) for path in changes.added}
        write_record(self.destination, Record(old - new, new))
        removed = tuple(path for path in changes.removed if not self.is_replaced(path))
        self.force = ("--force",) if len(removed) < len(changes.removed) else ()
        apply_changes(replace(changes, removed=removed), self.put, self.remove)
        write_record(self.destination, Record(wanted))

    @cached_property
    def folders(self) -> set[str]:
        """The folders of the site."""
        return {parent for path in self.built.manifest.files for parent in parent_paths(path)}

    def is_replaced(self, path: str) -> bool:
        """Return whether sending replaces an old file: by a folder, or its folder by a file."""
        files = self.built.manifest.files
        return path in self.folders or any(parent in files for parent in parent_paths(path))

    def put(self, step: Step) -> None:
        """Send files as they were built, whatever happens to them meanwhile, or a small page."""
        with tempfile.TemporaryDirectory() as scratch:
            for path in step.paths:
                copy = Path(scratch) / path
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(step.small_page or self.built.read(path))
            words = (*ALWAYS, "--delay-updates", *self.force, *FROM_LIST, "--", f"{scratch}/")
            self.rsync(*words, data=join_paths(step.paths))

    def remove(self, paths: tuple[str, ...]) -> None:
        """Remove exactly these files, and the folders that are then empty."""
        folders = {parent for path in paths for parent in parent_paths(path)}
        patterns = map(escape_pattern, (*paths, *(f"{folder}/" for folder in sorted(folders))))
        nothing_new = ("--existing", "--ignore-existing")
        these = ("--delete", "--from0", "--include-from=-", "--exclude=*")
        with tempfile.TemporaryDirectory() as scratch:
            for parent in self.folders & folders:
                (Path(scratch) / parent).mkdir(parents=True, exist_ok=True)
            words = ("--recursive", "-s", *nothing_new, *these, "--", f"{scratch}/")
            self.rsync(*words, data=join_paths(patterns))

    def rsync(
        self, *words: str, data: bytes | None = None, accepted: Sequence[int] = (0,)
    ) -> bytes:
        """Run rsync to the destination; words after `--` are not options."""
        to = f"{self.destination}/"
        return run_rsync(self.destination, *words, to, data=data, accepted=accepted)


def open_target(settings: Settings, built: BuiltFolder) -> Rsync:
    """Return the destination that the settings name."""
    destination = parse_destination(settings.deploy.rsync.to)
    if destination.startswith("/"):
        refuse_project(Path(destination), built.folder)
    return Rsync(destination, built)


def parse_destination(to: str) -> str:
    """Return `host:/path`, `rsync://host/module/path` or a folder of this machine, normalized.

    Raises `UserError` where it may mean something else: a host without a path would be the top of
    that server, or a new folder of this machine.
    """
    if not to:
        raise UserError('missing DEPLOY["rsync"]["to"]; set it in pelicanconf.py')
    if OPTION.match(to):
        raise UserError(f"{to} would be read as an option; name a folder, {EXAMPLE}")
    if remote := REMOTE.fullmatch(to):
        path = ONE_SLASH.sub("/", f"{remote[2]}/").rstrip("/")
        if not path.strip(":/"):
            raise UserError(f"missing folder in {to}; name one, {EXAMPLE}")
        return f"{remote[1]}{path}"
    if "/" not in to:
        raise UserError(f"{to} may be a server or a folder; write {to}:/path, or ./{to}")
    if not Path(to).is_dir() or not Path(to).resolve().name:
        raise UserError(f"folder not found: {to}; make it first, or name a server, {EXAMPLE}")
    return str(Path(to).resolve())
