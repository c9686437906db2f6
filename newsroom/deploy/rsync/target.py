"""A folder that rsync reaches, mostly over ssh: `me@example.org:/srv/www/blog`.

rsync compares by checksum and sends what differs, in the order of newsroom/deploy/plan.py. What
its record there (newsroom/deploy/rsync/record.py) does not name is never removed or replaced.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from newsroom.config.schema import Site
from newsroom.deploy.plan import Changes, Step, carry_out
from newsroom.deploy.rsync.destination import read_destination
from newsroom.deploy.rsync.listing import FILE, in_the_way, parents, read_listing
from newsroom.deploy.rsync.program import ITEM, LISTED, MISSING, listed, pattern, run
from newsroom.deploy.rsync.record import RECORD, Record, digest, read_record, write_record
from newsroom.deploy.state import records_of
from newsroom.deploy.target import refuse_others, refuse_project
from newsroom.output.manifest import BUILD_FILES, BuiltFolder

ALWAYS = ("--recursive", "--checksum", "--perms", "--chmod=D755,F644", "--8-bit-output", "-s")


@dataclass
class Rsync:
    """The folder, and once `look` has, what `.deployed` says and what rsync would do."""

    to: str
    built: BuiltFolder
    record: Record = field(default_factory=Record)
    lines: list[str] = field(default_factory=list)
    force: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The folder, as rsync names it."""
        return self.to

    @property
    def lock(self) -> Path:
        """Of this project alone: a server may not be asked for one."""
        return records_of("rsync", self.place).lock

    def mark(self, data: bytes, digest: str) -> str:
        """Nothing: rsync looks for itself."""
        return ""

    def look(self) -> None:
        """Let rsync compare."""
        self.record = read_record(self.to)
        self.lines = self.differences()

    def compare(self, marks: Mapping[str, str]) -> Changes:
        """What rsync would send and remove, less what is not ours."""
        return self.changes(self.lines, marks)

    def differences(self) -> list[str]:
        """The lines of a dry run of rsync, which compares all files there with ours."""
        hidden = [f"--exclude=/{name}" for name in (*BUILD_FILES, RECORD)]
        form = "--out-format=%i|%n"
        said = self.rsync(
            *ALWAYS, *hidden, "--dry-run", "--delete", form, "--", f"{self.built.folder}/"
        )
        return said.decode(errors="surrogateescape").splitlines()

    def changes(self, lines: Iterable[str], marks: Mapping[str, str]) -> Changes:
        """From the lines of a dry run; raises `UserError` for files of others in our way."""
        items = [found for line in lines if (found := ITEM.fullmatch(line))]
        gone = {i["path"] for i in items if i["code"] == "*deleting" and i["path"][-1] != "/"}
        sent = {i["path"]: "+++" in i["code"] for i in items}
        sent = {path: new for path, new in sent.items() if path in marks and path not in gone}
        there = sorted(path for path, new in sent.items() if not new)
        fresh = {path for path, new in sent.items() if new}
        kinds = self.kinds() if fresh else {}
        barred = in_the_way(fresh, kinds, self.record.knows)
        gone |= {above for path in fresh for above in parents(path) if kinds.get(above) == FILE}
        gone -= set(barred)
        foreign = sorted(path for path in (*there, *gone) if not self.record.knows(path))
        refuse_others(self.to, [*foreign, *barred], [*there, *barred], new=not self.record)
        coming = {path for path in there if digest(path) in self.record.coming}
        return Changes(
            added=tuple(sorted(fresh | coming)),
            begun=tuple(sorted(coming)),
            changed=tuple(path for path in there if path not in coming),
            removed=tuple(sorted(gone - set(foreign))),
            foreign=tuple(foreign),
        )

    def kinds(self) -> dict[str, str]:
        """What stands there, files and all else."""
        words = ("--recursive", "--list-only", "--8-bit-output", "-s", "--")
        return read_listing(self.rsync(*words, fine=(0, *MISSING)))

    def send(self, changes: Changes) -> None:
        """In order, with a record before and after, so that a run that is cut leaves no orphan."""
        wanted = {digest(path) for path in self.built.manifest.files}
        old = self.record.ours | self.record.coming | wanted
        new = {digest(path) for path in changes.added}
        write_record(self.to, Record(old - new, new))
        rest = tuple(path for path in changes.removed if not self.makes_way(path))
        self.force = ("--force",) if len(rest) < len(changes.removed) else ()
        carry_out(replace(changes, removed=rest), self.put, self.remove)
        write_record(self.to, Record(wanted))

    @cached_property
    def folders(self) -> set[str]:
        """The folders of the site."""
        return {parent for path in self.built.manifest.files for parent in parents(path)}

    def makes_way(self, path: str) -> bool:
        """Whether an old file goes as a new one comes: it is now a folder, or its folder a file."""
        files = self.built.manifest.files
        return path in self.folders or any(parent in files for parent in parents(path))

    def put(self, step: Step) -> None:
        """Send files as they were built, whatever happens to them meanwhile, or a small page."""
        with tempfile.TemporaryDirectory() as scratch:
            for path in step.paths:
                copy = Path(scratch) / path
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(step.instead or self.built.read(path))
            words = (*ALWAYS, "--delay-updates", *self.force, *LISTED, "--", f"{scratch}/")
            self.rsync(*words, data=listed(step.paths))

    def remove(self, paths: tuple[str, ...]) -> None:
        """Remove exactly these files, and the folders that are then empty."""
        folders = {parent for path in paths for parent in parents(path)}
        gone = [pattern(path) for path in (*paths, *(f"{folder}/" for folder in sorted(folders)))]
        nothing_new = ("--existing", "--ignore-existing")
        these = ("--delete", "--from0", "--include-from=-", "--exclude=*")
        with tempfile.TemporaryDirectory() as scratch:
            for parent in self.folders & folders:
                (Path(scratch) / parent).mkdir(parents=True, exist_ok=True)
            words = ("--recursive", "-s", *nothing_new, *these, "--", f"{scratch}/")
            self.rsync(*words, data=listed(gone))

    def rsync(self, *words: str, data: bytes | None = None, fine: Sequence[int] = (0,)) -> bytes:
        """Run rsync, to our folder; the words hold `--`, after which nothing is an option."""
        return run(self.to, *words, f"{self.to}/", data=data, fine=fine)


def open_target(site: Site, built: BuiltFolder) -> Rsync:
    """The folder that the settings name."""
    to = read_destination(site.deploy.rsync.to)
    if to.startswith("/"):
        refuse_project(Path(to), built.folder)
    return Rsync(to, built)
